"""The stages in which a quote is looked for: whole, in fragments, nearly."""
