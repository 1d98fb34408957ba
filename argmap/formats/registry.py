"""Every format that is known, in one table; each is loaded when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.errors import FormatError, UsageError
from argmap.formats.format import Format
from argmap.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORMATS: tuple[Format, ...] = (
    Format(
        name="yaml",
        title="argmap YAML",
        suffixes=(".argmap.yaml", ".argmap.yml", ".yaml", ".yml"),
        syntax="yaml",
        home="native:YAML",
        specification="docs/file-format.md",
    ),
    Format(
        name="json",
        title="argmap JSON",
        suffixes=(".argmap.json", ".json"),
        syntax="json",
        home="native:JSON",
        specification="docs/file-format.md",
    ),
    Format(
        name="aif",
        title="AIF JSON",
        suffixes=(".aif.json",),
        syntax="json",
        home="aif:AIF",
        specification="http://www.arg-tech.org/wp-content/uploads/2011/09/aif-spec.pdf",
    ),
    Format(
        name="aml",
        title="Araucaria AML",
        suffixes=(".aml",),
        syntax="xml",
        home="aml:AML",
        specification="https://arg-tech.org/araucaria",
        writes=False,
    ),
    Format(
        name="argdown",
        title="Argdown",
        suffixes=(".argdown", ".ad"),
        syntax="text",
        home="argdown.codec:ARGDOWN",
        specification="https://argdown.org/syntax/",
    ),
    Format(
        name="argdown-json",
        title="Argdown JSON",
        suffixes=(".argdown.json",),
        syntax="json",
        home="argdown.official:ARGDOWN_JSON",
        specification="https://argdown.org/guide/",
        writes=False,
    ),
    Format(
        name="arguebuf",
        title="arguebuf JSON",
        suffixes=(".arguebuf.json",),
        syntax="json",
        home="arguebuf.codec:ARGUEBUF",
        specification="https://github.com/recap-utr/arg-services",
    ),
    Format(
        name="brat",
        title="brat standoff",
        suffixes=(".ann",),
        syntax="text",
        home="brat.codec:BRAT",
        specification="https://brat.nlplab.org/standoff.html",
    ),
    Format(
        name="carneades",
        title="Carneades YAML",
        suffixes=(".carneades.yml", ".carneades.yaml"),
        syntax="yaml",
        home="carneades.codec:CARNEADES",
        specification="https://github.com/carneades/carneades-4/blob/master/USAGE.md",
    ),
    Format(
        name="cdcp",
        title="CDCP JSON",
        suffixes=(".ann.json",),
        syntax="json",
        home="cdcp:CDCP",
        specification="https://aclanthology.org/L18-1257/",
        writes=False,
    ),
    Format(
        name="csv",
        title="CSV",
        suffixes=(".csv",),
        syntax="text",
        home="csv.codec:CSV",
        specification="https://www.rfc-editor.org/rfc/rfc4180",
    ),
    Format(
        name="dot",
        title="DOT",
        suffixes=(".dot", ".gv"),
        syntax="text",
        home="dot:DOT",
        specification="https://graphviz.org/doc/info/lang.html",
        reads=False,
    ),
    Format(
        name="graphml",
        title="GraphML",
        suffixes=(".graphml",),
        syntax="xml",
        home="graphml:GRAPHML",
        specification="http://graphml.graphdrawing.org/specification.html",
        reads=False,
    ),
    Format(
        name="kialo",
        title="Kialo text export",
        suffixes=(".kialo.txt",),
        syntax="text",
        home="kialo.codec:KIALO",
        specification="https://support.kialo.com/en/hc/exporting-a-discussion/",
    ),
    Format(
        name="markdown",
        title="Markdown outline",
        suffixes=(".md", ".markdown"),
        syntax="text",
        home="markdown:MARKDOWN",
        specification="https://spec.commonmark.org/0.31.2/",
        reads=False,
    ),
    Format(
        name="mermaid",
        title="Mermaid",
        suffixes=(".mmd", ".mermaid"),
        syntax="text",
        home="mermaid:MERMAID",
        specification="https://mermaid.js.org/syntax/flowchart.html",
        reads=False,
    ),
    Format(
        name="microtext",
        title="Microtext XML (arggraph)",
        suffixes=(".arggraph.xml",),
        syntax="xml",
        home="microtext.codec:MICROTEXT",
        specification="https://github.com/peldszus/arg-microtexts",
    ),
    Format(
        name="ova2",
        title="OVA2 JSON",
        suffixes=(".ova2.json",),
        syntax="json",
        home="xaif.ova2:OVA2",
        specification="http://ova.arg-tech.org",
        writes=False,
    ),
    Format(
        name="sadface",
        title="SADFace JSON",
        suffixes=(".sadface.json", ".sadface"),
        syntax="json",
        home="sadface.codec:SADFACE",
        specification="https://github.com/Open-Argumentation/SADFace",
    ),
    Format(
        name="tsv",
        title="TSV",
        suffixes=(".tsv", ".tab"),
        syntax="text",
        home="csv.codec:TSV",
        specification="https://www.rfc-editor.org/rfc/rfc4180",
    ),
    Format(
        name="uima",
        title="UIMA XMI with Toulmin's parts",
        suffixes=(".xmi",),
        syntax="xml",
        home="uima:UIMA",
        specification="https://docs.oasis-open.org/uima/v1.0/uima-v1.0.html",
        writes=False,
    ),
    Format(
        name="web-annotation",
        title="W3C Web Annotation",
        suffixes=(".jsonld",),
        syntax="json",
        home="web_annotation.codec:WEB_ANNOTATION",
        specification="https://www.w3.org/TR/annotation-model/",
    ),
    Format(
        name="xaif",
        title="xAIF (OVA3)",
        suffixes=(".xaif.json", ".xaif"),
        syntax="json",
        home="xaif.codec:XAIF",
        specification="https://wiki.arg.tech/books/xaif",
    ),
)
"""argmap's own first; among formats that a text could be in alike, none is preferred."""


def named(name: str) -> Format:
    """Return the format of that name, argmap's own or one that another package adds.

    Raises FormatError, naming all, if there is none, and PluginError if it does not work.

    >>> named("yaml").suffixes[0]
    '.argmap.yaml'
    """
    known = [format.name for format in FORMATS]
    if name in known:
        return FORMATS[known.index(name)]
    from argmap.formats.plugins import plugin_format, plugin_formats  # noqa: PLC0415 -- seldom met

    if added := plugin_format(name):
        return added
    known += [format.name for format in plugin_formats()]
    advice = did_you_mean(name, known) or f"choose from {', '.join(known)}"
    raise FormatError(f"unknown format {name!r}", help=advice)


def all_formats() -> tuple[Format, ...]:
    """Return argmap's own formats and those that other packages add.

    Looking for the latter takes time: only what lists all formats, or knows no other way, asks.
    """
    from argmap.formats.plugins import plugin_formats  # noqa: PLC0415 -- as above

    return (*FORMATS, *plugin_formats())


def chosen_options(format: Format, given: Mapping[str, str]) -> dict[str, str]:
    """Return what holds for each option of a format.

    Raises UsageError, naming the nearest, for an option or a choice that the format does not have.

    >>> chosen_options(named("yaml"), {})
    {}
    """
    options = {option.name: option for option in format.codec.options}
    for name, value in given.items():
        if name not in options:
            raise UsageError(
                f"unknown option {name!r} for format {format.name!r}", help=_advice(name, options)
            )
        choices = options[name].choices
        if choices and value not in choices:
            raise UsageError(
                f"the option {name!r} of {format.name!r} cannot be {value!r}",
                help=f"choose from {', '.join(choices)}",
            )
        if (check := options[name].check) is not None:
            check(value)
    return {name: given.get(name, option.default) for name, option in options.items()}


def check_reading_options(format: str | None, given: Mapping[str, str]) -> None:
    """Raise UsageError for options that make no sense, whichever documents are read with them.

    ``format`` is the name of the one format that is read; without it, each option must make sense
    for some format.
    """
    if not given:
        return
    read = [named(format)] if format else [one for one in all_formats() if one.reads]
    codecs = [(one, {option.name for option in one.codec.options}) for one in read]
    for name, value in given.items():
        having = [one for one, names in codecs if name in names] or read[: bool(format)]
        if not having:
            advice = did_you_mean(name, sorted(set().union(*(names for _, names in codecs))))
            raise UsageError(f"no format has the option {name!r}", help=advice)
        _check_option(having, name, value)


def _check_option(formats: Sequence[Format], name: str, value: str) -> None:
    """Raise what the last of the formats says of an option, if none of them takes it."""
    for place, format in enumerate(formats, 1):
        try:
            chosen_options(format, {name: value})
        except UsageError:
            if place == len(formats):
                raise
        else:
            return


def _advice(name: str, options: Mapping[str, object]) -> str:
    listed = f"choose from {', '.join(options)}" if options else "it has no options"
    return did_you_mean(name, options) or listed
