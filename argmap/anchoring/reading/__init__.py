"""Texts and quotes made comparable: ways of reading them, each with the way back."""
