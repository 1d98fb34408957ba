"""Carneades YAML: its codec, how it is read and how it is written."""
