"""Microtext XML: how it is read and written."""
