"""Tools with which an assistant makes maps of the texts in a folder.

``argmap.assistant.server`` serves them over the Model Context Protocol, with the extra ``mcp``.
"""

from argmap.assistant.desk import Desk

__all__ = ["Desk"]
