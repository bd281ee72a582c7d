"""What web pages say about themselves, rightly, wrongly, or in ways nobody expects."""

import json
from datetime import date

import pytest

from articles.extraction import extract

PARAGRAPHS = "".join(
    f"<p>The harbour opened on day {number}, after a long and careful inspection, officials said at noon.</p>"
    for number in range(12)
)


def read(head: str = "", body: str = f"<h1>The harbour opens</h1>{PARAGRAPHS}", before: str = ""):
    source = f'<!doctype html>{before}<html><head><link rel="stylesheet" href="/s.css">{head}</head><body>'
    return extract("page.html", f"{source}<main>{body}</main></body></html>".encode())


def ld(**record: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **record})}</script>'


@pytest.mark.parametrize(
    ("head", "before", "address"),
    [
        ('<link rel="canonical" href="https://news.example/a">', "", "https://news.example/a"),
        ('<meta property="og:url" content="http://news.example/a">', "", "http://news.example/a"),
        (ld(url="https://news.example/a"), "", "https://news.example/a"),
        (ld(mainEntityOfPage="https://news.example/a"), "", "https://news.example/a"),
        ("", "<!-- saved from url=(0022)https://news.example/a -->", "https://news.example/a"),
        ("", "<!--\n Page saved with SingleFile \n url: https://news.example/a \n-->", "https://news.example/a"),
        ('<link rel="canonical" href="/a">', "<!-- saved from url=(0022)https://news.example/b -->", "https://news.example/a"),
        (
            '<link rel="canonical" href="https://news.example/"><meta property="og:url" content="https://news.example/a">',
            "",
            "https://news.example/a",
        ),
        ('<link rel="canonical" href="javascript:alert(1)">', "", None),
        ('<link rel="canonical" href="file:///home/jane/a.html">', "", None),
        ('<link rel="canonical" href="/a">', "", None),
        ('<link rel="canonical" href="https://[nonsense">', "", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_where_the_page_came_from(head: str, before: str, address: str | None) -> None:
    assert read(head, before=before).source_url == address


@pytest.mark.parametrize(
    ("head", "line", "byline"),
    [
        (ld(author={"name": "Jane Doe"}), "", "Jane Doe"),
        (ld(author=[{"name": "Jane Doe"}, {"name": "John Roe"}]), "", "Jane Doe, John Roe"),
        (ld(author="By Jane Doe"), "", "Jane Doe"),
        (ld(author={"name": "https://news.example/jane"}), '<meta name="author" content="Jane Doe">', "Jane Doe"),
        ('<meta name="author" content="Jane &amp;amp; John">', "", "Jane & John"),
        ("", '<p class="byline">By Jane Doe and John Roe</p>', "Jane Doe and John Roe"),
        ("", '<div class="author"><a rel="author" href="/j">Jane Doe</a> · 4 May 2023</div>', "Jane Doe"),
        ("", '<div class="byline">By Jane Doe | 4 May 2023 | 3 minutes</div>', "Jane Doe"),
        ("", '<span itemprop="author"><span itemprop="name">Jane Doe</span></span>', "Jane Doe"),
        ("", '<div class="comment"><span class="comment-author">reader7</span></div>', None),
        ("", "", None),
    ],
)
def test_who_wrote_it(head: str, line: str, byline: str | None) -> None:
    assert read(head, f"<h1>The harbour opens</h1>{line}{PARAGRAPHS}").byline == byline


@pytest.mark.parametrize(
    ("head", "heading", "headline"),
    [
        ("<title>The harbour opens | The Courier</title>", "<h1>The harbour opens</h1>", "The harbour opens"),
        ("<title>The harbour opens | The Courier</title>", "<h1>The Courier</h1>", "The harbour opens"),
        ("<title>The harbour opens</title>", "<h1>Trade<br>The harbour opens</h1>", "The harbour opens"),
        (ld(headline="Harbour to open"), "<h1>The harbour is to open</h1>", "The harbour is to open"),
        (ld(headline="The harbour opens"), "<h1>News</h1>", "The harbour opens"),
        (ld(headline="In short") + "<title>Harbour opens - Wiki</title>", "<h1>Harbour opens</h1>", "Harbour opens"),
        ("", "<h1>The harbour opens</h1>", "The harbour opens"),
    ],
)
def test_the_headline(head: str, heading: str, headline: str) -> None:
    found = read(head, heading + PARAGRAPHS)
    assert found.headline == headline
    assert found.body_html.startswith("<p>The harbour opened on day 0")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (ld(datePublished="2023-05-04T23:30:00-08:00"), date(2023, 5, 4)),
        ('<meta property="article:published_time" content="2023-05-04">', date(2023, 5, 4)),
        (ld(datePublished="2023-13-41") + '<meta name="date" content="20230504">', date(2023, 5, 4)),
        (ld(datePublished="soon"), None),
    ],
)
def test_when_it_appeared(head: str, day: date | None) -> None:
    assert read(head).published_on == day


@pytest.mark.parametrize(
    "record",
    [
        "{", "[]", "null", "7", '"NewsArticle"', '{"@type": 7}', '{"@type": ["NewsArticle", null], "headline": ["x"]}',
        '{"@type": "NewsArticle", "author": {"name": {"name": 7}}, "publisher": [null, 3], "articleBody": {"a": 1}}',
        '{"@graph": {"@graph": [{"@type": "NewsArticle", "url": 7, "datePublished": 2023}]}}', "[" * 100_000,
    ],
)  # fmt: skip
def test_nonsense_told_to_machines_does_no_harm(record: str) -> None:
    found = read(f'<script type="application/ld+json">{record}</script>')
    assert found.headline == "The harbour opens"
    assert found.body_html.count("<p>") == 12


def test_the_language_is_also_told_in_tags() -> None:
    assert read('<meta property="og:locale" content="en_GB">').language == "en"
