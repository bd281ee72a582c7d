"""The query language: what is read from what is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import (
    LONGEST,
    MOST_TERMS,
    SLIPS,
    And,
    Field,
    Kind,
    Not,
    Or,
    Words,
    compose,
    form_of,
    period,
    read,
    with_field,
    write,
)  # fmt: skip

A, B, C = Words("a"), Words("b"), Words("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a | b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a -b", And((A, Not(B)))),
        ("a −b", And((A, Not(B)))),
        ("a NOT b", And((A, Not(B)))),
        ("a -(b OR c)", And((A, Not(Or((B, C)))))),
        ("a -b -c", And((A, Not(B), Not(C)))),
        ('"a b"', Words("a b", Kind.PHRASE)),
        ("“a b”", Words("a b", Kind.PHRASE)),
        ("«a b» c", And((Words("a b", Kind.PHRASE), C))),
        ("「强迫劳动」", Words("强迫劳动", Kind.PHRASE)),
        ("cott*", Words("cott", Kind.PREFIX)),
        ("强*", Words("强", Kind.PREFIX)),
        ("state-owned", Words("state-owned")),
        ('theme:"forced labour"', Field("theme", "forced labour")),
        ("THEME:x", Field("theme", "x")),
        ("outlet:Reuters a", And((Field("outlet", "Reuters"), A))),
        ("is:Private", Field("is", "private")),
        ("-is:private a", And((Not(Field("is", "private")), A))),
        ("before:2022-09 after:2021", And((Field("before", "2022-09"), Field("after", "2021")))),
        ("http://example.org 12:30", And((Words("http://example.org"), Words("12:30")))),
    ],
)
def test_it_reads(text: str, tree: object) -> None:
    query = read(text)
    assert query.tree == tree
    assert not query.slips
    assert read(str(query)).tree == tree


@pytest.mark.parametrize(
    ("text", "understood", "codes"),
    [
        ("", "", []),
        ("   ", "", []),
        ("...", "", ["nothing"]),
        ('"open', '"open"', ["quote"]),
        ("(a b", "a b", ["bracket"]),
        ("a) b", "a b", ["bracket"]),
        ("()", "", ["nothing"]),
        ("OR", "", ["operator"]),
        ("a OR", "a", ["operator"]),
        ("OR OR AND NOT", "", ["operator"]),
        ("-cotton", "", ["without"]),
        ("a OR -b", "", ["without"]),
        ("*", "", ["star"]),
        ("a*", "", ["star"]),
        ("cotton *", "cotton", ["star"]),
        ("colour:red", "colour red", ["field"]),
        ('colour:"dark red"', 'colour "dark red"', ["field"]),
        ("theme:", "", ["empty"]),
        ("theme: x", "x", ["empty"]),
        ("theme:* x", "x", ["empty"]),
        ("before:2022-13 x", "x", ["date"]),
        ("on:2022-02-30 x", "x", ["date"]),
        ("after:yesterday x", "x", ["date"]),
        ("before:0000 x", "x", ["date"]),
        ("is:purple x", "x", ["value"]),
        ("has:lunch x", "x", ["value"]),
        (f"{'(' * 30}a", "a", ["bracket", "deep"]),
        (" ".join(["w"] * 1000), None, ["terms", "long"]),
        ("x" * 10_000, "x" * LONGEST, ["long"]),
        ("\x00\ud800 a \udfff", "a", []),
    ],
)
def test_a_slip_is_explained(text: str, understood: str | None, codes: list[str]) -> None:
    query = read(text)
    assert understood is None or str(query) == understood
    assert sorted({slip.code for slip in query.slips}) == sorted(codes)
    assert all(slip.sentence % {"about": slip.about} for slip in query.slips)


def test_every_sentence_is_met() -> None:
    tried = ("...", '"', "(", "OR", "-a", "*", "a:b", "theme:", "on:x", "is:x", "(" * 30 + "a", "a " * 400, "x" * 2000)
    assert {slip.code for text in tried for slip in read(text).slips} == set(SLIPS)


def test_terms_beyond_the_most_are_left_out() -> None:
    query = read(" ".join(f"w{number}" for number in range(100)))
    assert isinstance(query.tree, And)
    assert len(query.tree.nodes) == MOST_TERMS


def test_a_query_is_a_form_and_back() -> None:
    query = read('theme:"forced labour" (a OR b) -c before:2022')
    values = form_of(query)
    assert values == {"theme": "forced labour", "before": "2022", "words": "(a OR b) -c"}
    assert set(read(compose(values)).tree.nodes) == set(query.tree.nodes)  # type: ignore[union-attr]


def test_a_form_with_alternatives_keeps_its_fields_for_both() -> None:
    assert read(compose({"words": "a OR b", "outlet": "x"})).tree == And((Or((A, B)), Field("outlet", "x")))


def test_quotes_in_a_form_do_no_harm() -> None:
    assert compose({"words": "", "theme": 'a" OR outlet:"b'}) == 'theme:"a OR outlet: b"'


def test_a_facet_narrows_down_and_is_taken_away() -> None:
    query = read("a outlet:Reuters")
    assert with_field(query, "lang", "zh") == "a outlet:Reuters lang:zh"
    assert with_field(query, "outlet", "New York") == 'a outlet:"New York"'
    assert with_field(query, "outlet", "") == "a"


def test_periods() -> None:
    assert [str(day) for day in period("2024-02") or ()] == ["2024-02-01", "2024-02-29"]
    assert [str(day) for day in period("2024") or ()] == ["2024-01-01", "2024-12-31"]
    assert [str(day) for day in period("2024-2-3") or ()] == ["2024-02-03", "2024-02-03"]
    assert period("24") is None


@given(st.text(max_size=300) | st.text(alphabet='ab "()-*:OR|\ttheme是', max_size=200))
def test_whatever_is_typed_is_read_and_written_and_read_alike(text: str) -> None:
    query = read(text)
    assert read(write(query.tree)).tree == query.tree
