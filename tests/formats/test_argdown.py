"""Argdown as text: what its own program takes is read, and all else refused with its place."""

from __future__ import annotations

import pytest

from argmap.errors import MapFileError
from argmap.formats import Document, Output, named
from argmap.formats.argdown.lexer import Kind, tokenize
from argmap.formats.argdown.parser import parse
from argmap.formats.argdown.writing import escaped, flow
from argmap.model import ArgumentMap, Caveat, Claim, Reason
from argmap.source import Source
from tests.formats.invented import bridge

ARGDOWN = named("argdown").codec


def read(text: str, *sources: Source) -> ArgumentMap:
    return read_and_told(text, *sources)[0]


def read_and_told(text: str, *sources: Source) -> tuple[ArgumentMap, list[str]]:
    document = Document(text=text, sources=sources)
    assert ARGDOWN.load is not None
    return ARGDOWN.load(document), [f"{loss.kind} {loss}" for loss in document.losses]


def written(map: ArgumentMap) -> str:
    assert ARGDOWN.dump is not None
    return ARGDOWN.dump(map, Output())


def links(map: ArgumentMap) -> set[tuple[str, str, str]]:
    return {(one.id, *reference) for one in map.statements for reference in one.references}


# Statements, arguments, relations


def test_what_stands_below_bears_on_what_stands_above() -> None:
    map, told = read_and_told(
        "[ban]: Cars should be banned.\n"
        "  + <air>: They foul the air.\n"
        "    - <electric>: Electric ones do not.\n"
        "  - <need>: People need them.\n"
        "    <_ <bus>: There are buses.\n"
    )
    assert told == []
    assert [one.id for one in map.claims] == ["ban"]
    assert links(map) == {
        ("air", "supports", "ban"),
        ("electric", "rebuts", "air"),
        ("need", "rebuts", "ban"),
        ("bus", "undercuts", "need"),
    }


@pytest.mark.parametrize(
    ("symbol", "link"),
    [
        ("+", ("b", "supports", "a")),
        ("<+", ("b", "supports", "a")),
        ("+>", ("a", "supports", "b")),
        ("-", ("b", "rebuts", "a")),
        ("<-", ("b", "rebuts", "a")),
        ("->", ("a", "rebuts", "b")),
    ],
)
def test_each_symbol_leads_its_way(symbol: str, link: tuple[str, str, str]) -> None:
    assert links(read(f"<a>: A\n  {symbol} <b>: B")) == {link}


def test_contradiction_is_an_attack_both_ways_and_comes_back_as_one() -> None:
    map = read("[a]: A\n  >< [b]: B")
    assert links(map) == {("a", "rebuts", "b"), ("b", "rebuts", "a")}
    assert links(read(written(map))) == links(map)


def test_in_strict_mode_an_attack_between_statements_goes_both_ways() -> None:
    front = "===\nmodel: {mode: strict}\n===\n\n"
    assert links(read(f"{front}[a]: A\n  - [b]: B\n\n[b]\n  - [a]")) == {
        ("a", "rebuts", "b"),
        ("b", "rebuts", "a"),
    }


@pytest.mark.parametrize("front", ["======", "===\n===", "===\n\n\n==="])
def test_front_matter_may_be_empty(front: str) -> None:
    assert [one.id for one in read(f"{front}\n\n[t]: T").statements] == ["t"]


def test_an_undercut_below_its_target_or_above_it_is_the_same() -> None:
    below = read("[c]: C\n  + <r>: R\n    _ <u>: U")
    above = read("[c]: C\n  + <r>: R\n\n<u>: U\n  _> <r>")
    assert links(below) == links(above) == {("r", "supports", "c"), ("u", "undercuts", "r")}


def test_undercuts_of_undercuts_go_as_deep_as_they_are() -> None:
    map = read("[c]: C\n  + <r>: R\n    _ <u>: U\n      _ <v>: V")
    assert ("v", "undercuts", "u") in links(map)


def test_an_undercut_of_what_bears_on_nothing_is_an_attack_and_told() -> None:
    map, told = read_and_told("[c]: C\n  <_ <u>: U")
    assert links(map) == {("u", "rebuts", "c")}
    assert [one.split()[0] for one in told] == ["approximated"]


def test_an_undercut_of_an_argument_with_several_links_is_one_of_its_first_and_told() -> None:
    map, told = read_and_told("<r>: R\n  +> [c]: C\n  +> [d]: D\n  _ <u>: U")
    assert map["u"].undercuts == ("r->c",)
    assert told == [
        "approximated u: an undercut of an argument with several links is read as one of its first"
    ]


def test_the_same_title_in_several_places_is_one_statement() -> None:
    map = read("[a]: A\n\n[b]: B\n  + [a]\n\n[c]: C\n  - [a]")
    assert links(map) == {("a", "supports", "b"), ("a", "rebuts", "c")}
    assert len(list(map.statements)) == 3


def test_a_statement_and_an_argument_of_the_same_title_are_two() -> None:
    map = read("[a]: A\n  + <a>: B")
    assert [(one.id, one.text) for one in map.statements] == [("a", "A"), ("a-1", "B")]
    assert links(map) == {("a-1", "supports", "a")}


def test_titles_with_blanks_become_ids_and_come_back() -> None:
    text = "[Ban cars]: Cars should be banned.\n  + <Bad air>: They foul the air.\n"
    map = read(text)
    assert [one.id for one in map.statements] == ["Ban-cars", "Bad-air"]
    assert written(map) == text


def test_statements_without_a_title_get_a_number() -> None:
    map = read("One thing.\n\nAnother thing.\n  + A reason.\n\n[s2]: Taken.")
    assert [(one.id, one.text) for one in map.statements] == [
        ("s1", "One thing."),
        ("s3", "Another thing."),
        ("s2", "Taken."),
        ("s4", "A reason."),
    ]


def test_items_of_lists_are_statements() -> None:
    map = read("  * one\n  * two\n    + three\n\n  1. four\n  2. five")
    assert [one.text for one in map.claims] == ["one", "two", "four", "five"]
    assert [one.text for one in map.reasons] == ["three"]


# Premises and conclusions

STRUCTURE = "[c]: C\n\n<arg>\n\n(1) [p]: P\n(2) [q]: Q\n----\n  _ <u>: U\n(3) [c]\n"


def test_premises_are_joint_and_support_the_conclusion() -> None:
    map = read(STRUCTURE)
    assert links(map) == {("p", "supports", "c"), ("q", "supports", "c"), ("u", "undercuts", "p")}
    assert map["p"].joint == map["q"].joint == "arg"
    assert written(map) == STRUCTURE


def test_rules_are_the_scheme() -> None:
    text = STRUCTURE.replace("----", "-- Modus ponens, expert --")
    map = read(text)
    assert map["p"].scheme == "Modus ponens, expert"
    assert "-- Modus ponens, expert --" in written(map)
    assert read(text.replace("-- Modus", "--\nModus").replace(" --\n", "\n--\n")) == map


def test_a_conclusion_is_a_premise_of_the_next_step() -> None:
    map = read("(1) [a]: A\n(2) [b]: B\n----\n(3) [c]: C\n(4) [d]: D\n----\n(5) [e]: E")
    assert links(map) == {
        ("a", "supports", "c"),
        ("b", "supports", "c"),
        ("c", "supports", "e"),
        ("d", "supports", "e"),
    }
    assert map["a"].joint != map["c"].joint == map["d"].joint


def test_an_inference_may_name_the_premises_that_it_uses() -> None:
    map, told = read_and_told(
        "(1) [a]: A\n(2) [b]: B\n----\n(3) [c]: C\n-- rule {uses: [1, 3, 7, x]} --\n(4) [e]: E"
    )
    assert {one for one in links(map) if one[2] == "e"} == {
        ("a", "supports", "e"),
        ("c", "supports", "e"),
    }
    assert told == [
        "unresolved e: an inference uses a premise that does not exist: 7",
        "unresolved e: an inference uses a premise that does not exist: 'x'",
    ]


def test_what_bears_on_an_argument_with_premises_bears_on_the_first_and_is_told() -> None:
    map, told = read_and_told(f"{STRUCTURE}\n<arg>\n  - <k>: K\n  _ <v>: V\n  -> [z]: Z")
    assert ("k", "rebuts", "p") in links(map)
    assert ("v", "undercuts", "p") in links(map)
    assert ("c", "rebuts", "z") in links(map)
    assert [one.split(":")[0] for one in told] == ["approximated k"]


def test_the_description_of_an_argument_with_premises_comes_back() -> None:
    text = STRUCTURE.replace("<arg>", "<arg>: What it says. #pro")
    map, told = read_and_told(text)
    assert [one.split()[0] for one in told] == ["encoded"]
    assert written(map) == text


def test_one_argument_has_one_structure() -> None:
    with pytest.raises(MapFileError, match="<text>:13:1: the argument <arg> has two premise"):
        read(f"{STRUCTURE}\n<arg>\n\n(1) [p]\n----\n(2) [c]\n")


# Words


@pytest.mark.parametrize(
    ("argdown", "text"),
    [
        ("so **bold** and _it_, __b__ *i*", "so bold and it, b i"),
        ("see [the page](https://example.org/x) there", "see the page there"),
        (r"1 \< 2 \* 3 \[x\] \\ \#t", r"1 < 2 * 3 [x] \ #t"),
        ("if p .->. q :heart: .nothing. e.g. this", "if p → q ❤ .nothing. e.g. this"),
        ("one line\n  and the next // aside\n", "one line and the next"),
        ("one /* aside */ word <!-- aside --> more", "one word more"),
        ("it says @[that] and @<this>", "it says @[that] and @<this>"),
        ("tagged #pro #(for trade)", "tagged"),
        ("a #pro word", "a #pro word"),
        ("5 - 3 -- 2 (1) + 4 > 3", "5 - 3 -- 2 (1) + 4 > 3"),
    ],
)
def test_words_are_read_as_they_are_meant(argdown: str, text: str) -> None:
    assert read(f"[a]: {argdown}")["a"].text == text
    assert read(f"[a]: {argdown}".replace("\n", "\r\n"))["a"].text == text


def test_tags_are_tags_wherever_they_stand() -> None:
    map = read("[a]: A #pro word #(for trade) #pro\n\n[a] #later")
    assert map["a"].tags == ("pro", "for trade", "later")
    assert read(written(map))["a"].tags == map["a"].tags


def test_formatting_and_addresses_are_told() -> None:
    map, told = read_and_told("[a]: **A** [b](c)")
    assert [one.split(":")[0] for one in told] == ["encoded a", "dropped a"]
    assert map["a"].meta == {"argdown": {"addresses": ["c"]}}


@pytest.mark.parametrize(
    "text",
    [
        "a *b* _c_ **d** __e__",
        "[x] (y) [z](w) <v> @[u] @<t> #s #(r)",
        "{a: 1} { b } } {",
        "see https://example.org/a_b/c.d.e#f // not a comment /* nor */ <!-- this -->",
        "p .->. q :heart: e.g. a.b*c.d",
        "back\\slash \\",
        "=== front === a == b",
        "- not a relation",
        "(1) no number",
        "# no heading",
        "1. no item",
        "tab\tand  two   blanks. After a stop,  and more",
        "lines\nand\r\nmore\rlines",
        " blanks around ",
        "\u2028 and \x00 and \ufeff and 😀",
        "-- no inference --",
        "[",
        "x.y.",
    ],
)
def test_any_text_comes_back(text: str) -> None:
    map = ArgumentMap(claims=[Claim(id="a", text=text, implicit=True)])
    assert read(written(map)) == map


def test_what_needs_no_escape_gets_none() -> None:
    plain = "Ann's cost-benefit view (see p. 3): 5 * 3 > 2, i.e. 50% [sic]; a/b = c; what? @home!"
    assert escaped(plain.replace("[sic]", "sic")) == plain.replace("[sic]", "sic")


# What is said twice, nowhere, or of itself


def test_a_title_that_is_nowhere_defined_stands_for_its_text_and_is_told() -> None:
    map, told = read_and_told("[a]: A\n  + [Not defined]")
    assert map["Not-defined"].text == "Not defined"
    assert told == [
        "unresolved Not-defined: its title is used as its text, because it has no definition"
    ]


def test_of_two_texts_the_last_counts_and_the_other_comes_back() -> None:
    map, told = read_and_told("[a]: one\n\n[a]: two")
    assert map["a"].text == "two"
    assert [one.split(":")[0] for one in told] == ["approximated a"]
    again, _ = read_and_told(written(map))
    assert again == map


def test_a_text_that_is_called_canonical_counts() -> None:
    assert read("[a]: one {isCanonical: true}\n\n[a]: two")["a"].text == "one"


def test_a_statement_that_supports_itself_is_told() -> None:
    map, told = read_and_told("[a]: A\n  + [a]")
    assert map["a"].supports == ("a",)
    assert "unresolved a: it supports itself" in told


def test_headings_are_told() -> None:
    map, told = read_and_told("# One {isGroup: false}\n\n[a]: A\n\n## Two")
    assert [one.id for one in map.statements] == ["a"]
    assert told == ["dropped headings cannot be stored in a map"]


# Data


def test_data_is_kept_and_comes_back() -> None:
    text = "===\ntitle: Cars\nauthor: Ann\n===\n\n[a]: A {weight: 3, when: [2020, soon]}\n"
    map = read(text)
    assert map.title == "Cars"
    assert map.meta == {"argdown": {"rest": {"front": {"author": "Ann"}}}}
    assert map["a"].meta == {"argdown": {"data": {"weight": 3, "when": [2020, "soon"]}}}
    assert written(map) == text


def test_data_may_be_a_block_of_yaml() -> None:
    map = read("[a]: A\n{\n  weight: 3\n  tags: [x]\n}\n  + [b]: B")
    assert map["a"].meta == {"argdown": {"data": {"weight": 3, "tags": ["x"]}}}
    assert links(map) == {("b", "supports", "a")}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[a]: A\n\n[b]: B {x: [1}", "3:14: this is not valid YAML"),
        ("[a]: A {x: 1, x: 2}", "1:15: duplicate key `x`"),
        ("[a]: A\n{\n  x: 1\n  x: 2\n}", "4:3: duplicate key `x`"),
        ("===\ntitle: [\n===\n\n[a]: A", "3:1: this is not valid YAML"),
        ("===\n- x\n===\n\n[a]: A", "1:4: this should be a mapping"),
        ("[a]: A {x: &y 1, z: *y}", "1:12: anchors and aliases of YAML"),
    ],
)
def test_data_that_is_none_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(MapFileError) as caught:
        read(text)
    assert str(caught.value).startswith(f"<text>:{place}")


def test_braces_in_data_do_not_end_it() -> None:
    hostile = {"a": "} b", "c": "{", "===": "=== x ===", "e": ["\u2028", "\r", {"f": "}"}]}
    map = ArgumentMap(
        title="{ === }", claims=[Claim(id="a", text="A", meta=hostile)], meta={"x": hostile}
    )
    assert read(written(map)) == map
    assert "} " not in flow(hostile)


# What is refused


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("[a]: A\n  >< <b>: B", "2:6", "expected a statement, not the definition of an argument"),
        ("(1) A\n----\nB", "3:1", "expected the conclusion, a numbered statement, not text"),
        ("+\n-", "1:1", "expected a statement, an argument, a heading or a list, not the relation"),
        ("[a]: A\n\n  + [b]: B", "3:3", "expected a statement, an argument"),
        ("[a]: A\n+ [b]: B", "2:1", "expected a blank line before the next block"),
        ("[a] and more", "1:5", "expected a blank line before the next block, not text"),
        ("(1) A\n\n----\n(2) B", "1:6", "expected a further premise, or an inference line"),
        ("(1) A\n----\n  + <b>\n(2) C", "3:3", "expected an undercut, not the relation `+`"),
        ("(1) A\n-- rule\n(2) B", "3:1", "expected the end of the inference line, `--`, not text"),
        ("(1) <a>: A\n----\n(2) B", "1:5", "expected a statement, not the definition"),
        ("A *b c", "1:7", "expected `*` to end what `*` began, not the end of the text"),
        ("A\n  + ", "2:5", "expected a statement or an argument, not the end of the text"),
        ("[a]: ", "1:6", "expected text, not the end of the text"),
        ("A \\", "1:3", "this backslash has nothing to escape"),
        ("A\n\n===\nx: y\n===", "3:1", "expected a statement, an argument"),
        ("===\nx: y\n===\nA", "4:1", "expected a blank line after the front matter"),
        ("A [b\nc](d)", "1:3", "the words of a link and its address must be on one line"),
    ],
)
def test_what_is_no_argdown_is_refused_with_its_place(text: str, where: str, what: str) -> None:
    with pytest.raises(MapFileError) as caught:
        read(text)
    assert str(caught.value).startswith(f"<text>:{where}: {what}")


@pytest.mark.parametrize("sign", ["[", "<", "{", "@[", "#(", ".", ":", "/*", "<!--", "[a](", "="])
@pytest.mark.full
def test_what_is_never_closed_is_looked_for_once(sign: str) -> None:
    tokens = tokenize(Document(text=f"a {sign * 30_000} b"))
    assert tokens[-1].kind is Kind.END


def test_braces_without_data_are_read_in_one_go() -> None:
    text = "a " + "{}, " * 20_000 + "\n" + "} ," * 20_000
    assert "".join(token.image for token in tokenize(Document(text=text))) == text


@pytest.mark.full
def test_relations_nest_without_end() -> None:
    deep = "\n".join(f"{' ' * depth}+ <a{depth}>: A" for depth in range(1, 1500))
    map = read(f"[c]: C\n{deep}")
    assert len(map.reasons) == 1499
    again = read(written(map))
    assert links(again) == links(map)


def test_formats_nest_without_end() -> None:
    assert read(f"A {'*_' * 3000}b{'_*' * 3000}").claims[0].text == "A b"


@pytest.mark.parametrize("text", ["", "\n", "  \n\n", "// nothing\n", "===\ntitle: T\n===\n"])
def test_a_text_without_blocks_is_an_empty_map(text: str) -> None:
    assert list(read(text).statements) == []


# Writing


def test_a_map_is_laid_out_for_people() -> None:
    text = written(bridge())
    assert text.startswith("===\ntitle: Bridge\nargmap: {order: [q, c, r1,")
    assert (
        "<j>\n"
        "\n"
        "(1) [r1]: Its cables rust\n"
        "(2) [r2]: Rust weakens steel\n"
        "----\n"
        "  _ <k1>: The rust is shallow\n"
        "    _ <k2>: Nobody measured it\n"
        "(3) [c]\n"
    ) in text


def test_what_argdown_cannot_say_is_told_and_comes_back() -> None:
    map = bridge()
    output = Output()
    assert ARGDOWN.dump is not None
    text = ARGDOWN.dump(map, output)
    assert read(text) == map
    told = {(loss.kind, loss.statement, loss.field) for loss in output.losses}
    assert told == {
        ("encoded", "q", "kind"),
        ("encoded", "c", "answers"),
        ("encoded", "r3", "speaker"),
        ("encoded", "r3", "strength"),
        ("approximated", "k3", "limits"),
    }


def test_a_link_among_several_that_is_undercut_is_written_out() -> None:
    map = ArgumentMap(
        claims=[Claim(id="c", text="C"), Claim(id="d", text="D")],
        reasons=[Reason(id="r", text="R", supports=["c", "d"])],
        caveats=[Caveat(id="u", text="U", undercuts="r->d")],
    )
    text = written(map)
    assert (
        "<r to d>\n\n(1) [r]: R {argmap: {supports: [c, d]}}\n----\n  _ <u>: U\n(2) [d]\n" in text
    )
    assert read(text) == map


@pytest.mark.parametrize(
    "id",
    ["a]b", "a>b", "<b>", "-", "+x", "_", "!--x", "constructor", "__proto__", "Untitled", "a:b"],
)
def test_any_id_comes_back(id: str) -> None:
    map = ArgumentMap(
        claims=[Claim(id=id, text="A", implicit=True)],
        reasons=[Reason(id="r", text="R", supports=id, implicit=True)],
    )
    assert read(written(map)) == map


def test_what_another_program_changed_is_read_as_it_is_now() -> None:
    text = written(bridge()).replace("(1) [r1]: Its cables rust\n", "(1) [r1]: Its bolts rust\n")
    assert read(text)["r1"].text == "Its bolts rust"
    moved = written(bridge()).replace("limits: [c]", "limits: [gone]")
    map, told = read_and_told(moved)
    assert map["k3"].limits == ()
    assert "stale k3: the `limits` saved by argmap no longer matches the file" in told


def test_an_order_that_no_longer_fits_is_told() -> None:
    map, told = read_and_told("===\nargmap: {order: [a, z]}\n===\n\n[a]: A\n\n[b]: B")
    assert [one.id for one in map.claims] == ["a", "b"]
    assert told == ["stale the order saved by argmap does not match the statements of the file"]


def test_deep_maps_are_written_in_several_blocks() -> None:
    claims = [Claim(id="s0", text="T", implicit=True)]
    reasons = [
        Reason(id=f"s{n}", text="T", supports=f"s{n - 1}", implicit=True) for n in range(1, 40)
    ]
    map = ArgumentMap(claims=claims, reasons=reasons)
    text = written(map)
    assert max(len(line) - len(line.lstrip()) for line in text.splitlines()) <= 14
    assert read(text) == map


def test_words_are_found_in_a_text_that_is_given() -> None:
    source = Source(id="s", text="Cars foul the air. Ban them.")
    map, told = read_and_told("[ban]: Ban them.\n  + <air>: Cars foul the air\n  - Nothing", source)
    assert [anchor.spans[0] for one in map.statements for anchor in one.anchors] == [
        (19, 28),
        (0, 17),
    ]
    assert told == ["unresolved s1: its words are not in the source"]


def test_the_syntax_tree_knows_where_things_stand() -> None:
    tree = parse(Document(text="# H\n\n[a]: A\n  + <b>: B"))
    assert [getattr(block, "start", None) for block in tree.blocks] == [0, 5]


def test_a_title_that_is_not_closed_is_told() -> None:
    map, told = read_and_told("[A: hello\n + <b\n")
    assert [one.text for one in map.statements] == ["[A: hello", "<b"]
    assert told == ["unresolved a title that is not closed is read as words"] * 2
    assert read_and_told(written(map))[1] == []


def test_an_xml_file_is_no_argdown() -> None:
    assert ARGDOWN.fits is not None
    assert not ARGDOWN.fits(Document(text="<p>\n\n<a>: x\n\n</p>\n"))
    assert ARGDOWN.fits(Document(text="<p>\n\n<a>: x\n"))
