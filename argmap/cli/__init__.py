"""The command line: one module per command, each of them thin."""

from argmap.cli.main import argmap, main

__all__ = ["argmap", "main"]
