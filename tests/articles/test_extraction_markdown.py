"""Markdown files: their marks become HTML, their front matter fields; what the parser cannot take stays as typed."""

from datetime import date

import pytest

from articles.extraction import extract
from articles.text import prepare

STORY = """---
title: "A quiet harbour: three days"
authors:
  - Jane Doe
  - name: John Roe
date: 2022-05-03T10:00:00+02:00
lang: en
outlet: The Courier
url: https://courier.example/harbour  # where it was
description: >
  Ships waited
  outside.
tags: [ships, piers]
---
# A quiet harbour: three days

PORT EXAMPLE (Reuters) - The harbour **opened** on Monday[^1], ~~Sunday~~ officials said.

| Ship | Days |
| ---- | ---- |
| Ana  | 3    |

[^1]: It was a holiday.
"""


def body(text: str) -> str:
    return extract("a.md", text.encode()).body_html


def test_a_story_with_front_matter():
    story = extract("a.md", STORY.encode())

    assert (story.headline, story.byline) == ("A quiet harbour: three days", "Jane Doe, John Roe")
    assert (story.outlet, story.language, story.published_on) == ("The Courier", "en", date(2022, 5, 3))
    assert (story.dateline, story.agency) == ("PORT EXAMPLE", "Reuters")
    assert story.source_url == "https://courier.example/harbour"
    assert "<strong>opened</strong> on Monday<sup" in story.body_html
    assert "<s>Sunday</s>" in story.body_html
    assert "<td>Ana</td>" in story.body_html
    assert "It was a holiday." in story.body_html
    assert "three days" not in story.body_html
    assert 'href="#a-fn1"' in prepare(story.body_html).body


@pytest.mark.parametrize(
    ("front", "byline", "day"),
    [
        ("author: By Jane Doe\ndate: 3 May 2022", "Jane Doe", date(2022, 5, 3)),
        ("author: ['Jane Doe', \"John Roe\"]", "Jane Doe, John Roe", None),
        ("by:\n- Jane Doe", "Jane Doe", None),
        ("Author: Jane Doe\n\n# a remark\nextra:\n  deep:\n    deeper: 1", "Jane Doe", None),
        ("author:\ndate: last week", None, None),
    ],
)
def test_front_matter_as_people_write_it(front, byline, day):
    story = extract("a.md", f"---\n{front}\n---\n\n# A quiet harbour\n\nShips waited.".encode())
    assert (story.headline, story.byline, story.published_on) == ("A quiet harbour", byline, day)
    assert story.body_html == "<p>Ships waited.</p>"


def test_front_matter_in_toml():
    front = '+++\ntitle = "A quiet harbour"\nauthors = ["Jane Doe", "John Roe"]\ndate = 2022-05-03\n+++\n'
    story = extract("a.txt", f"{front}# First things\n\nShips waited.".encode())
    assert (story.headline, story.byline) == ("A quiet harbour", "Jane Doe, John Roe")
    assert story.published_on == date(2022, 5, 3)


@pytest.mark.parametrize(
    "front", ["---\nShips waited.\n---\n\n", "+++\nShips = = waited.\n+++\n\n", "---\nname: x\n\n"]
)
def test_what_is_no_front_matter_stays(front):
    text = extract("a.md", f"{front}Divers looked.".encode())
    assert all(word in f"{text.headline} {text.body_html}" for word in front.strip("-+\n").split() if word != "=")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/harbour", "https://a b"])
def test_only_an_address_of_the_web_is_proposed(address):
    assert extract("a.md", f"---\ntitle: A\nurl: {address}\n---\nShips.".encode()).source_url is None


def test_the_first_heading_is_the_headline():
    story = extract("a.md", b"*A sentence ends here.*\n\n# A quiet *harbour* & `pier`\n\nShips waited.")
    assert story.headline == "A quiet harbour & pier"
    assert story.body_html == "<p><em>A sentence ends here.</em></p>\n<p>Ships waited.</p>"


def test_chinese_lines_are_joined_without_spaces():
    assert (
        body("# 港口\n\n港口周一\n开放，**官员**\n说。and\nmore")
        == "<p>港口周一开放，<strong>官员</strong>\n说。and\nmore</p>"
    )


@pytest.mark.parametrize(
    "odd", ["[[A page|its name]]", "![[ship.png]]", "%% a remark %%", "==marked==", "{{template}}"]
)
def test_oddities_of_wikis_stay_as_typed(odd):
    assert odd in body(f"# A quiet harbour\n\nShips {odd} waited.")


def test_html_in_markdown_is_made_safe_later():
    raw = body("# A quiet harbour\n\nShips <b>waited</b> <script>alert(1)</script> long.")
    assert "<b>waited</b>" in raw
    assert "script" not in prepare(raw).body


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "> " * 3_000 + "deep", "- " * 120 + "deep", "[^" * 50_000, "a*b_ " * 60_000],
)
def test_what_the_parser_cannot_take_stays_as_typed(text):
    assert "".join(text.split())[:60] in "".join(body(text).replace("&gt;", ">").split())


@pytest.mark.parametrize(
    "text", ["---\n" + "a:\n" * 5_000 + "---\nShips.", "+++\na = " + "[" * 10_000 + "\n+++\nShips."]
)
def test_hostile_front_matter_is_survived(text):
    assert "Ships." in body(text)


def test_nul_in_markdown_is_dropped():
    assert body("# A quiet harbour\n\nShips wai\x00ted. " + "Divers looked. " * 100).startswith("<p>Ships waited.")
