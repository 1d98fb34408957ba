"""Text as it is set: how wide it is, where its lines end, which fonts and which characters."""
