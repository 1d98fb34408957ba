"""The page as one document: what is read, what it looks like, and what it does."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Literal, Unpack, get_args

from argmap.drawing import AUTO
from argmap.drawing.theme import DARK, LOOKS
from argmap.errors import UsageError
from argmap.webpage import markup
from argmap.webpage.content import Content
from argmap.webpage.picture import variables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.checking import Diagnostic
    from argmap.drawing import Theme
    from argmap.drawing.showing import OnCards
    from argmap.model import ArgumentMap
    from argmap.webpage.facsimile import Shown

# In this order they are one script; each is about one thing.
_SCRIPTS = (
    "statements",
    "lighting",
    "arranging",
    "viewing",
    "folding",
    "quiz",
    "searching",
    "keys",
    "printing",
    "start",
)
_COMMENT = re.compile(r"^[ \t]*//.*\n|/\*(?:[^*]|\*(?!/))*\*/[ \t]*\n?", re.MULTILINE)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
Quiz = Literal["wording", "quotes"]
QUIZZES: tuple[Quiz, ...] = get_args(Quiz)
"""What a page can hide until it is asked for."""
# What only a page with pictures of an original needs.
_ORIGINAL = "original"
_KEY = "<dt><kbd>P</kbd></dt><dd>switch between text and pages</dd>\n"
_TIME = ' data-time="'
_SHEET = '<figure class="sheet'


def page_html(
    map: ArgumentMap,
    *,
    theme: Theme | str = AUTO,
    diagnostics: Iterable[Diagnostic] | None = None,
    scripts: Iterable[str] = (),
    quiz: Quiz | None = None,
    original: Shown = "cited",
    **showing: Unpack[OnCards],
) -> str:
    """Return a self-contained HTML page: the sources of a map next to its picture.

    ``theme`` is ``auto`` for a page that is light or dark as its reader's system is, with a switch;
    ``light`` or ``dark`` for how it begins; or another theme as for a picture, which it then keeps.
    ``diagnostics`` are shown on the statements that they concern; left out, the map is checked.
    ``scripts`` run after the page's own, as parts of it. ``quiz`` hides the ``wording`` of all
    statements but questions, or their passages (``quotes``), until a reader asks for them.
    ``original`` says which pages of a PDF are shown as pictures next to the text that was taken
    from it: those that are ``cited``, ``all`` or ``none``; an OriginalWarning says why if that
    cannot be. The page makes no request, and its content policy allows none; the same map gives the
    same text. Raises SourceMissing or another SourceError when a text cannot be read, and
    UsageError for a name that does not exist.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap(title="Buses")
    >>> _ = m.claim("Buses help", id="help")
    >>> page_html(m).startswith("<!doctype html>")
    True
    """
    if quiz is not None and quiz not in QUIZZES:
        raise UsageError(f"unknown quiz {quiz!r}", help=f"choose from {', '.join(QUIZZES)}")
    return document(Content(map, theme, diagnostics, original, showing), quiz=quiz, scripts=scripts)


def document(
    content: Content,
    *,
    quiz: Quiz | None = None,
    styles: Iterable[str] = (),
    scripts: Iterable[str] = (),
    more: str = "",
    connects: bool = False,
) -> str:
    """Return the page with this content.

    ``styles`` and ``scripts`` come after the page's own; ``more`` is HTML that they are about. A
    page that ``connects`` may make requests to where it came from.
    """
    web = files(__package__) / "web"
    texts = content.texts()
    own_styles, names = ["page.css"], [f"{name}.js" for name in _SCRIPTS]
    has_pages = _SHEET in texts
    if has_pages or _TIME in texts:
        own_styles.append(f"{_ORIGINAL}.css")
    if has_pages:
        names.append(f"{_ORIGINAL}.js")
    style = "".join(
        (
            _colours(content),
            *(sent((web / name).read_text(encoding="utf-8")) for name in own_styles),
            *styles,
        )
    )
    script = "".join(
        (*(sent((web / name).read_text(encoding="utf-8")) for name in names), *scripts)
    )
    map = content.map
    template = Template((web / "page.html").read_text(encoding="utf-8"))
    return template.substitute(
        policy=_policy(style, script, connects=connects),
        theme=content.begins,
        quiz=f' data-quiz="{quiz}"' if quiz else "",
        noquiz="" if quiz else " hidden",
        fixed="" if content.is_switched else " hidden",
        name=markup.attribute(map.title or "Argument map"),
        title=content.title(),
        summary=content.summary(),
        findings=content.findings(),
        layout="" if map.sources else "alone",
        texts=texts,
        pages=_KEY if has_pages else "",
        kinds="".join(content.kinds()),
        relations="".join(content.relations()),
        picture=content.picture(),
        outline=content.outline(),
        more=more,
        data=content.data(),
        style=style,
        script=script,
    )


def _colours(content: Content) -> str:
    """Return the colours as CSS variables, which turn with the scheme where both are known."""
    colours = variables(content.theme)
    if content.is_switched:
        dark = variables(DARK)
        colours = {name: f"light-dark({one},{dark[name]})" for name, one in colours.items()}
    pairs = "".join(f"--{name}:{colour};" for name, colour in colours.items())
    kinds = "".join(
        f".{look}{{--accent:var(--{look});--tint:var(--{look}-tint)}}" for look in LOOKS
    )
    return f":root{{{pairs}}}{kinds}\n"


def sent(part: str) -> str:
    r"""Return a script or style of the page as it is sent: without what is only for developers.

    That is comments, indentation and blank lines; no string of these files is longer than a line.

    >>> sent("// Why.\n/** @param {number} one */\nconst two = (one) =>\n  2 * one;\n")
    'const two = (one) =>\n2 * one;\n'
    """
    return _INDENT.sub("", _COMMENT.sub("", part))


def _policy(style: str, script: str, *, connects: bool) -> str:
    return (
        f"default-src 'none'; script-src {_hashed(script)}; style-src {_hashed(style)};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    ) + "; connect-src 'self'" * connects


def _hashed(content: str) -> str:
    """Return a hash by which a content policy knows what it lets in: W3C, *CSP Level 3*, 2.3.1."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
