"""Web pages as originals: their article, and the element of each piece of it."""

import time
from pathlib import Path
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser

import argmap as am
from argmap.errors import SourceError
from argmap.originals.extraction import Extraction
from argmap.originals.web_page import take_web_page

PROSE = "<p>Buses help us all, and they carry many people every day of the week.</p>"


def taken(markup: str) -> Extraction:
    return take_web_page(markup.encode(), where="page.html")


def text_of(markup: str) -> str:
    return taken(markup).text


def article(inner: str) -> str:
    return f"<!doctype html><title>t</title><main>{inner}</main>"


def test_the_article_is_taken_and_what_is_around_it_is_counted() -> None:
    page = (
        "<header><a href=/>Home page</a></header><nav><ul><li>Menu</ul></nav>"
        f"<div class='cookie-banner'>We use cookies</div><article><h1>Buses</h1>{PROSE}"
        "<aside class=related>Read about trams</aside><script>var words = 1</script></article>"
        "<footer>About us</footer>"
    )
    found = taken(page)
    assert found.text == f"Buses\n\n{PROSE[3:-4]}\n"
    assert found.remarks == ("left out 11 words of menus and other parts around the article",)


def test_an_article_that_no_element_names_is_where_the_running_text_is() -> None:
    page = (
        "<table><tr><td><a href=1>News</a> <a href=2>Sport</a></td>"
        f"<td><div><h1>Buses</h1>{PROSE * 4}</div></td></tr></table><div>Copyright</div>"
    )
    text = text_of(page)
    assert text.startswith("Buses\n\nBuses help")
    assert text.count("every day") == 4
    assert not any(word in text for word in ("Sport", "Copyright"))


def test_a_heading_beside_the_article_is_part_of_it() -> None:
    page = f"<div><h1>Why buses help</h1><p>By Ann</p></div><article>{PROSE * 3}</article>"
    assert text_of(page).startswith("Why buses help\n\nBuses help us")
    page = f"<header><h1>The Daily Bus</h1></header><article>{PROSE * 3}</article>"
    assert text_of(page).startswith("Buses help us")


def test_a_list_of_articles_is_taken_whole() -> None:
    text = text_of("".join(f"<article><h2>News {n}</h2>{PROSE}</article>" for n in range(5)))
    assert text.count("every day") == 5


def test_a_name_like_that_of_a_menu_hides_no_article() -> None:
    assert "Buses help" in text_of(f"<div class='social related'>{PROSE * 3}</div>")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one\n  <b>t</b>wo<br>three</p><p>four</p>", "one two\nthree\n\nfour\n"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n- b\n- c\n"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b\n"),
        ("<table><tr><th>a<th>b<tr><td>c<td><p>d</p><p>e</p></table>", "a\tb\nc\td e\n"),
        ("<pre>  a\n   b</pre>", "  a\n   b\n"),
        ("<p>10<sup>2</sup> H<sub>2</sub>O x<sup>th</sup></p>", "10² H₂O xth\n"),
        ("<p><q>Yes</q>, she said</p>", "“Yes”, she said\n"),
        ("<p>a&nbsp;b&shy;c ﬁ &#x1F600;</p>", "a\xa0b\xadc ﬁ 😀\n"),
        ("<p hidden>no</p><p style='display: none'>no</p><p>yes</p>", "yes\n"),
        ("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字</p>", "漢字\n"),
        ("<details><summary>More</summary>It is so.</details>", "More\nIt is so.\n"),
    ],
)
def test_markup_reads_as_a_browser_shows_it(markup: str, text: str) -> None:
    assert text_of(article(markup)) == text


def test_marks_of_notes_and_notes_are_apparatus() -> None:
    found = taken(
        article(
            "<p>Buses help.<sup><a href='#n1'>1</a></sup> They do.</p><section role=doc-endnotes>"
            "<ol><li id=n1>Says Ann. <a href='#r1'>↩</a></ol></section>"
        )
    )
    cut = [found.text[span.start : span.end] for span in found.apparatus]
    assert cut == ["¹", "↩", "1. Says Ann. ↩"]


def test_a_quote_goes_on_over_the_mark_of_a_note(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(article("<p>Buses help<sup><a href='#n1'>a</a></sup> us all, she says.</p>"))
    source = am.Source.from_original(page)
    placement = source.find("Buses help us all")
    assert [span.cut(source.text) for span in placement.spans] == ["Buses helpa us all"]


def test_every_piece_is_in_the_element_that_its_path_names() -> None:
    page = article(
        f"<h1>Buses</h1>{PROSE}<div><p>one</p><p>two <em>three</em></p></div>"
        "<ul><li>four<li>five</ul><blockquote>six<p>seven</blockquote>"
    )
    found = taken(page)
    tree = LexborHTMLParser(page)
    assert found.elements
    for start, end, path in found.elements:
        steps = [step.rstrip("]").split("[") for step in path.strip("/").split("/")]
        selector = " > ".join(
            f"{step[0]}:nth-of-type({step[1]})" if len(step) > 1 else step[0] for step in steps
        )
        node = tree.css_first(selector)
        assert node is not None, path
        words = found.text[start:end].removeprefix("- ")
        assert words in " ".join(node.text(deep=True).split())


def test_words_of_a_page_have_an_address_that_finds_them(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(article(PROSE))
    source = am.Source.from_original(tmp_path / "page.html")
    place = source.place(0, 10)
    assert place is not None
    assert place.elements == ("/html/body/main[1]/p[1]",)
    assert place.fragment == ":~:text=Buses%20help"


@pytest.mark.parametrize(
    ("first", "last", "fragment"),
    [
        ("us all", "Next", "us%20all.,Next"),  # paragraphs
        ("- one", "two", "one%20item,two"),  # items, whose marks are not in the page
        ("3. three", "three", "three"),
        ("Alpha", "Beta", "Alpha,Beta"),  # cells
    ],
)
def test_words_of_several_blocks_are_named_from_the_first_to_the_last(
    tmp_path: Path, first: str, last: str, fragment: str
) -> None:
    blocks = (
        "<p>Next words.</p><ul><li>one item<li>two</ul><ol start=3><li>three</ol>"
        "<table><tr><td>Alpha<td>Beta</table>"
    )
    page = f"<p>{'Buses carry people home. ' * 20}Buses help us all.</p>{blocks}"
    (tmp_path / "page.html").write_text(article(page))
    source = am.Source.from_original(tmp_path / "page.html")
    start = source.text.index(first)
    place = source.place(start, source.text.index(last, start) + len(last))
    assert place is not None
    assert place.fragment == f":~:text={fragment}"


@pytest.mark.parametrize(
    "quote",
    [
        "said “Yes we can” and left",  # the browser makes the marks of a quotation
        "“Yes we can”",
        "can” and",
        "is H₂O and 10²",
        "all.¹ She",
        "1. See Smith",
        "2. “Go” away",
        "1. is in the page",
    ],
)
def test_an_address_has_the_words_in_the_characters_of_the_page(tmp_path: Path, quote: str) -> None:
    page = article(
        f"{PROSE}<p>Buses help us all.<sup><a href='#n'>1</a></sup> She said <q>Yes we can</q> and"
        " left. Water is H<sub>2</sub>O and 10<sup>2</sup>.</p><ol><li id=n>See Smith."
        "<li><q>Go</q> away</ol><p>1. is in the page</p>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    source = am.Source.from_original(tmp_path / "page.html")
    start = source.text.index(quote)
    place = source.place(start, start + len(quote))
    assert place is not None
    assert place.fragment is not None
    named = unquote(place.fragment.removeprefix(":~:text="))
    assert named in " ".join(LexborHTMLParser(page).text().split())


@pytest.mark.parametrize(
    ("markup", "text", "remark"),
    [
        (
            "<p>It is <del>not</del> <ins>very</ins> good. <s>No more.</s>",
            "It is very good.",
            "left out 3 words that are struck out",
        ),
        ("<p>See <img src=x alt='a bus'> here.", "See here.", "left out 1 picture"),
        ("<p>So <math><mi>x</mi></math> is.", "So x is.", "formulas are plain characters"),
        ("<p>See<iframe src=x></iframe>", "See", "left out 1 page that is embedded in it"),
        (
            "<p>See <svg><title>A</title><text>12 <tspan>buses</tspan></text></svg> here.",
            "See here.",
            "left out 2 words in drawings",
        ),
        (
            "<p>Choose <select><option>one<option>two</select> <button>Go</button> now.",
            "Choose now.",
            "left out 3 words in form fields and buttons",
        ),
        ("<p>So <ruby>漢<rt>kan</rt></ruby>.", "So 漢.", "left out 1 reading next to its"),
        ("<p>It is <b hidden>not</b> good.", "It is good.", "left out 1 word that is hidden"),
    ],
)
def test_what_a_reader_sees_and_the_text_has_not_is_reported(
    markup: str, text: str, remark: str
) -> None:
    found = taken(article(f"{PROSE}{markup}"))
    assert found.text.split("\n\n")[-1].strip() == text
    assert any(one.startswith(remark) for one in found.remarks)


@pytest.mark.parametrize(
    ("style", "attributes"),
    [
        (".x{display:none}", "class=x"),
        ("/* no */ b.x , i { color: red; VISIBILITY : hidden }", "class=x"),
        ("p > .x{display:none!important} .y{display:inline}", "class='x y'"),
        ("@charset 'utf-8'; @media screen { #x{display:none} }", "id=x"),
        (".y{display:inline} .x{display:none}", "class='x y'"),
        ("b{display:inline}", "style='display: none'"),
        ("b.x{display:none} .y{display:inline}", "class='x y'"),
        ("{}}} @media print{b{color:red}} .x{display:none}", "class=x"),
        (".bad:::{display:none} .x{display:none}", "class=x"),
    ],
)
def test_what_a_style_sheet_of_the_page_hides_is_not_in_the_text(
    style: str, attributes: str
) -> None:
    page = f"<style>{style}</style>{PROSE}<p>Buses are <b {attributes}>not</b> bad.</p>"
    found = taken(article(page))
    assert found.text.endswith("Buses are bad.\n")
    assert found.remarks == ("left out 1 word that is hidden",)


@pytest.mark.parametrize(
    ("style", "attributes"),
    [
        ("@media print{.x{display:none}}", "class=x"),
        ("@media (max-width: 30em){.x{display:none}}", "class=x"),
        ("@keyframes k{from{visibility:hidden}}", "class=x"),
        ("@font-face{font-display:none}", "class=x"),
        (".x:hover, .x::before, .x:checked{display:none}", "class=x"),
        (".x{display:none} .y{display:inline}", "class='x y'"),
        ("b.x{display:none} #y{display:inline}", "class=x id=y"),
        (".x{display:none}", "class=x style='display:inline'"),
        (".x{display:none} .y{display:inline!important} b.x.x{display:none}", "class='x y'"),
        ("/* .x{display:none} */ .z{display:none}", "class=x"),
        ("body, main, p{visibility:visible; font-display:none}", ""),
    ],
)
def test_what_a_browser_shows_is_in_the_text(style: str, attributes: str) -> None:
    page = f"<style>{style}</style>{PROSE}<p>Buses are <b {attributes}>not</b> bad.</p>"
    found = taken(article(page))
    assert found.text.endswith("Buses are not bad.\n")
    assert found.remarks == ()


def test_style_sheets_for_another_medium_hide_nothing() -> None:
    page = f"<style media=print>b{{display:none}}</style>{PROSE}<p>Buses are <b>not</b> bad.</p>"
    assert taken(article(page)).text.endswith("Buses are not bad.\n")


def test_style_sheets_that_are_too_long_are_not_read_and_that_is_reported() -> None:
    rules = "".join(f".x{number}{{display:none}}" for number in range(3_000))
    found = taken(
        article(f"<style>{rules}</style>{PROSE}<p>Buses are <b class=x1>not</b> bad.</p>")
    )
    assert found.text.endswith("Buses are not bad.\n")
    assert found.remarks == ("its style sheets are too long to tell which words they hide",)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<ol><li value=7>x<li>y</ol>", "7. x\n8. y"),
        ("<ol reversed><li>x<li>y</ol>", "2. x\n1. y"),
        ("<ol type=a start=26><li>x<li>y</ol>", "z. x\naa. y"),
        ("<ol type=I start=4><li>x<li>y</ol>", "IV. x\nV. y"),
        ("<ol start=zero><li>x</ol>", "1. x"),
        ("<p>one<br>two<br><br>three", "one\ntwo\n\nthree"),
    ],
)
def test_items_are_counted_and_lines_broken_as_a_browser_shows_them(markup: str, text: str) -> None:
    assert text_of(article(f"{PROSE}{markup}")).endswith(f"week.\n\n{text}\n")


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("", "page contains no text"),
        ("<img src=http://localhost/a.png>", "page contains no text"),
        ("<div id=app></div><script src=app.js></script>", "page contains no text"),
    ],
)
def test_a_page_without_text_is_an_error_and_no_empty_source(markup: str, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        taken(markup)


def test_a_page_in_an_old_encoding_is_read_as_it_says() -> None:
    data = '<meta charset="windows-1251"><p>Автобусы помогают'.encode("cp1251")
    assert take_web_page(data, where="a").text == "Автобусы помогают\n"
    with pytest.raises(SourceError, match="the text is not utf-8") as caught:
        take_web_page(b"<p>\xff\xfe\xfa", where="a")
    assert "charset" in str(caught.value.help)


def test_an_encoding_that_is_given_goes_before_the_one_that_is_declared(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes("<meta charset=utf-8><p>Автобусы помогают".encode("cp1251"))
    assert am.Source.from_original(page, encoding="cp1251").text == "Автобусы помогают\n"


def test_a_page_whose_text_is_in_tables_is_taken_whole() -> None:
    rows = "".join(
        f"<tr><td>Town number {n} has</td><td>{n} buses of its own</td></tr>" for n in range(40)
    )
    text = text_of(f"<div><p>What the towns have.</p></div><table>{rows}</table>")
    assert "Town number 39 has\t39 buses of its own" in text


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 300_000 + "x",
        "<b>" * 300_000 + "x",
        "<p><font size=1>" * 100_000 + "x",
        "<table><td>" * 50_000 + "x",
        "<svg>" * 100_000 + "x",
        "<p>" * 100_000 + "x",
        "<a href=x>" * 100_000 + "x",
        "&amp;" * 1_000_000,
        "<!--" * 500_000,
        "<p " + "a=b " * 300_000 + ">x",
        "<article>" * 400 + "x" * 1_000_000,
        "<article>x</article>" * 100_000,
        ("<div class=nav>" + "some words " * 20) * 3000 + "x" * 1_000_000,
        ("<table><tr><td>" + "some words " * 20) * 3000,
        ("<table><tr><td>" + "<p>x" * 20) * 3000,
        "<sup><a href=#>" * 30_000,
        "<p>some words<div>" * 20_000,
        "<ul><li>" * 20_000,
        "<style>" + "div div div div div .x{display:none}" * 900 + "</style>" + "<div>" * 900 + "x",
        "<style>" + "{" * 1_000_000 + "</style>x",
        "<style>" + "a{display:none}" * 200_000 + "</style>x",
        "<style>/*" + "a{display:none" * 200_000 + "</style>x",
    ],
    ids=lambda markup: markup[:12],
)
@pytest.mark.full
def test_hostile_markup_ends_in_bounded_time(markup: str) -> None:
    start = time.process_time()
    try:
        taken(markup)
    except SourceError as error:
        assert error.where == "page.html"  # noqa: PT017 -- either is right
    assert time.process_time() - start < 20


def test_a_missing_package_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "selectolax.lexbor", None)
    with pytest.raises(am.errors.ExtraMissing, match=r"pip install 'argmap\[html\]'"):
        taken(article(PROSE))
