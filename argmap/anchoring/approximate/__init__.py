"""Quotes that are only nearly there: their places with both edges, or what of them stands where."""
