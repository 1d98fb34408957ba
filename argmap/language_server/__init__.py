"""The language server: what argmap knows of a map, in the editor that it is written in.

``argmap.language_server.server`` speaks the Language Server Protocol
(https://microsoft.github.io/language-server-protocol), with the extra ``lsp``. What it offers comes
from the rooms below; here it is put into the words of the protocol.
"""
