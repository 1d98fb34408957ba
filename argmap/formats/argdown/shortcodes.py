"""Argdown's shortcodes: names between two dots or two colons that stand for a sign.

The table is that of the official program (https://argdown.org/syntax/#special-characters).
"""

from __future__ import annotations

_NAMES = {
    "A": "∀",
    "E": "∃",
    "O": "𝗢",  # noqa: RUF001 -- it ought to be, obligatory
    "P": "𝗣",  # noqa: RUF001 -- it may be, permitted
    "->": "→",
    "<->": "↔",
    "~": "¬",
    "^": "∧",
    "v": "∨",  # noqa: RUF001 -- the sign for or
    "v_": "⊻",
    "<>": "◇",
    "[]": "◻",
    "happy": "😀",
    "smile": "☺",
    "smiley": "☺",
    "laugh": "😆",
    "lol": "😆",
    "rofl": "🤣",
    "joy": "😂",
    "heart": "❤",
    "?": "❓",
    "question": "❓",
    "love": "😍",
    "wink": "😉",
    "shush": "🤫",
    "meh": "😐",
    "eye-roll": "🙄",
    "sad": "😢",
    "disappointed": "😞",
    "scream": "😱",
    "+1": "👍",
    "up": "👍",
    "-1": "👎",
    "down": "👎",
    "think": "🤔",
    "star": "⭐",
    "y": "✔",
    "agree": "✔",
    "n": "❌",
    "disagree": "❌",
}

SHORTCODES = {f"{edge}{name}{edge}": sign for name, sign in _NAMES.items() for edge in ".:"}
SHORTCODES[":smile:"] = "☺\ufe0f"
