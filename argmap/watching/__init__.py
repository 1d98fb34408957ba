"""Maps that are checked and drawn again at each change, with the extra ``lsp`` (watchfiles)."""
