"""What holds for every document, however wild."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import prepare
from tests.articles.reading import leaf_blocks

AWKWARD = sorted(Path(__file__).parents[1].glob("data/awkward/*.html"))
TAGS = re.findall(
    r"\w+",
    "a abbr article b bdo blockquote br caption code dd div dl dt em figcaption figure h1 h3 hr i img li math mi ol p"
    " pre q rp rt ruby script select small span style sub sup svg table tbody td textarea th title tr ul x",
)
ATTRIBUTES = [
    "",
    ' id="x"',
    " id=y",
    " name=x",
    " dir=rtl",
    " lang=ar",
    ' href="#x"',
    " href=https://e.org",
    " data-n=3",
    "/",
]
WORDS = [
    " ",
    "\n",
    "\t ",
    "\r\n",
    "\x00",
    "\ufeff",
    "a",
    "b c",
    "e\u0301",
    "\u0301",
    "\u0344",
    "👩‍👧",
    "&amp;",
    "&#13;",
    "<",
    "<!--",
]

start_tags = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
end_tags = st.sampled_from(TAGS).map("</{}>".format)
words = st.sampled_from(WORDS) | st.text(max_size=5)
documents = st.lists(st.one_of(start_tags, end_tags, words), max_size=40).map("".join)


def check(html: str) -> None:
    prepared = prepare(html)
    assert prepare(prepared.body) == prepared
    blocks = leaf_blocks(prepared.body)
    assert "\n\n".join(text for _start, _length, text in blocks) == prepared.text
    for start, length, text in blocks:
        assert length > 0
        assert prepared.text[start : start + length] == text
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\t" for char in prepared.text)
    assert "\ufeff" not in prepared.text


@settings(deadline=None, max_examples=400)
@given(documents)
def test_of_any_markup(html):
    check(html)


@settings(deadline=None)
@given(st.text(alphabet=st.characters()))
def test_of_any_string(html):
    check(html)


@pytest.mark.parametrize("path", AWKWARD, ids=lambda path: path.stem)
def test_of_awkward_documents(path):
    check(path.read_bytes().decode())


def test_of_very_many_tags():
    bodies = [prepare(path.read_bytes().decode()).body for path in AWKWARD]
    deep = "<table><tr><td>" * 30 + "<b><i><u>deep"
    check("".join(bodies) * 20 + deep)


def test_there_are_awkward_documents():
    assert len(AWKWARD) >= 25
