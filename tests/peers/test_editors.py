"""The snippets of docs/editors.md in editors of this machine: Neovim, and Emacs with Eglot."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tomllib
from subprocess import run
from typing import TYPE_CHECKING

import pytest

from tests.language_server.conftest import LETTER, MAP, MINUTES
from tests.sessions import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = (ROOT / "docs" / "editors.md").read_text("utf-8")
ASK_NEOVIM = """
local function wait(test) vim.wait(30000, test, 50) end
wait(function() return #vim.diagnostic.get(0) > 0 end)
for _, found in ipairs(vim.diagnostic.get(0)) do print("found " .. found.code) end
local function ask(method, params)
  for _, one in pairs(vim.lsp.buf_request_sync(0, method, params, 20000) or {}) do
    return one.result
  end
end
vim.fn.search("many->help")
local params = vim.lsp.util.make_position_params()
print("definition " .. ask("textDocument/definition", params).range.start.line + 1)
params.newName = "buses-carry"
vim.lsp.util.apply_workspace_edit(ask("textDocument/rename", params), "utf-16")
print("renamed " .. vim.fn.search("undercuts: buses-carry->help", "w"))
vim.fn.search("quote: Nobody")
vim.api.nvim_set_current_line("    quote: Nobody rode them")
params = vim.lsp.util.make_position_params()
params.position.character = #vim.api.nvim_get_current_line()
local found = ask("textDocument/completion", params)
for _, item in ipairs(found.items) do print("offers " .. item.label) end
"""
ASK_EMACS = """
(setq eglot-sync-connect 30)
(find-file "town.argmap.yaml")
(eglot--connect '(argmap-mode) (project-current t default-directory)
                'eglot-lsp-server '("argmap" "lsp") "argmap")
(let ((tries 0))
  (while (and (< tries 300) (null (flymake-diagnostics)))
    (accept-process-output nil 0.1)
    (ignore-errors (flymake-start))
    (setq tries (1+ tries))))
(dolist (one (flymake-diagnostics)) (message "found %s" (flymake-diagnostic-text one)))
(goto-char (point-min))
(search-forward "many->")
(backward-char 4)
(eglot-rename "buses-carry")
(goto-char (point-min))
(when (search-forward "undercuts: buses-carry->help" nil t) (message "renamed"))
"""


def snippet(language: str) -> str:
    """Return the snippet of the guide in a language."""
    found = re.search(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A map with its sources, and a command `argmap` that an editor finds."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "minutes.txt").write_bytes(MINUTES.encode())
    (folder / "letter.txt").write_bytes(LETTER.encode())
    (folder / "town.argmap.yaml").write_bytes(MAP.encode())
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "argmap"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m argmap "$@"\n', "utf-8")
    command.chmod(0o755)
    (tmp_path / ".emacs.d").mkdir()
    return folder


def said(project: Path, *command: str) -> str:
    """Return what an editor prints."""
    home = project.parent
    path = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "HOME": str(home), "PATH": path, "PYTHONPATH": str(ROOT)}
    done = run(command, cwd=project, env=environment, capture_output=True, check=False, timeout=120)
    return (done.stdout + done.stderr).decode()


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_neovim_starts_the_server_and_uses_it(project: Path) -> None:
    (project.parent / "init.lua").write_text(snippet("lua"), "utf-8")
    (project.parent / "ask.lua").write_text(ASK_NEOVIM, "utf-8")
    start = ("nvim", "--headless", "--clean", "-u", "../init.lua", "town.argmap.yaml")
    printed = said(project, *start, "-c", "luafile ../ask.lua", "-c", "qa!")
    for line in (
        "found AM114",
        "definition 15",
        "renamed 21",
        "offers Nobody rode them in winter, and they were sold in 1951.",
    ):
        assert line in printed


def has_eglot() -> bool:
    if shutil.which("emacs") is None:
        return False
    ask = ("emacs", "--batch", "--eval", "(progn (package-initialize) (require 'eglot))")
    needs = ("--eval", "(require 'yaml-mode)")
    return run((*ask, *needs), capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not has_eglot(), reason="Emacs with Eglot and yaml-mode is not installed")
def test_emacs_starts_the_server_and_uses_it(project: Path) -> None:
    (project.parent / "init.el").write_text(f"(package-initialize)\n{snippet('elisp')}", "utf-8")
    (project.parent / "ask.el").write_text(ASK_EMACS, "utf-8")
    run(["git", "init", "-q"], cwd=project, check=True)
    printed = said(project, "emacs", "--batch", "-l", "../init.el", "-l", "../ask.el")
    assert "AM117" in printed
    assert "\nrenamed" in printed


def test_the_other_snippets_are_well_formed() -> None:
    helix = tomllib.loads(snippet("toml"))
    assert helix["language-server"]["argmap"] == {"command": "argmap", "args": ["lsp"]}
    assert json.loads(snippet("json"))["glspc.server.commandArguments"] == ["lsp"]
