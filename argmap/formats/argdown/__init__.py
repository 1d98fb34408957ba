"""Argdown, in its text and in the JSON that its own program writes."""
