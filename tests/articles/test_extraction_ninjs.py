"""News items in IPTC ninjs, of all its versions and as houses write them."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from articles.extraction import Doubt, ExtractionError, extract

TEXT = "PORT EXAMPLE (dpa) - The harbour opened on Monday.\n\nShips waited outside for three days."
MARKED = "<p>PORT EXAMPLE (dpa) - The harbour <b>opened</b> on Monday.</p><p>Ships waited outside.</p>"
FIRST = {
    "$standard": {"name": "ninjs", "version": "1.4"},
    "uri": "https://wire.example/items/1",
    "type": "text",
    "headline": "A quiet harbour",
    "headline_short": "Harbour",
    "byline": "By Jane Doe",
    "located": "Port Example",
    "language": "en-GB",
    "versioncreated": "2022-05-03T23:30:00+02:00",
    "firstcreated": "2022-05-01T10:00:00Z",
    "embargoed": "2022-05-03T12:00:00",
    "expires": "2023-05-03T12:00:00+02:00",
    "copyrightholder": "dpa",
    "usageterms": "Not in archives.",
    "rightsinfo": {"linkedrights": "https://wire.example/rights"},
    "body_text": TEXT,
    "body_html": MARKED,
    "associations": {
        "mainpic": {"type": "picture", "description_text": "A ship & a pier.", "byline": "Ana Roe/dpa"},
        "film": {"type": "video", "description_text": "A film."},
        "second": {"type": "picture", "headline": "A pier."},
    },
}
THIRD = {
    "uri": "urn:newsml:wire.example:1",
    "type": "text",
    "headlines": [{"role": "short", "value": "Harbour"}, {"role": "main", "value": "A quiet harbour"}],
    "bodies": [
        {"role": "plain", "contentType": "text/plain", "value": TEXT},
        {"role": "nitf", "contentType": "application/xml", "value": "<nitf><p>NITF</p><p>NITF</p></nitf>"},
        {"role": "html", "contentType": "text/html", "value": MARKED},
    ],
    "by": "Von Jane Doe",
    "language": "en",
    "contentCreated": "2022-05-02",
    "embargoedUntil": "2022-05-03T12:00:00+02:00",
    "usageTerms": "Not in archives.",
    "copyrightNotice": "Copyright 2022, The Wire",
    "copyrightHolder": "The Wire",
    "infoSources": [{"name": "Reuters", "role": "origin"}],
    "associations": [{"name": "a1", "type": "picture", "descriptions": [{"value": "A ship."}], "by": "Ana Roe"}],
}


def read(item: object, name: str = "item.json"):
    return extract(name, json.dumps(item).encode())


def test_an_item_of_the_first_generation():
    story = read(FIRST)
    assert (story.headline, story.byline, story.language) == ("A quiet harbour", "Jane Doe", "en")
    assert (story.dateline, story.agency, story.outlet) == ("Port Example", "dpa", None)
    assert (story.published_on, story.source_url) == (date(2022, 5, 3), "https://wire.example/items/1")
    assert story.embargoed_until == datetime(2022, 5, 3, 12, tzinfo=UTC)
    assert story.expires_at == datetime(2023, 5, 3, 12, tzinfo=timezone(timedelta(hours=2)))
    assert story.usage_terms == "Not in archives.\n© dpa\nhttps://wire.example/rights"
    assert story.body_html.split("\n") == [
        "<figure><figcaption>A ship &amp; a pier. <cite>Ana Roe/dpa</cite></figcaption></figure>",
        "<p>PORT EXAMPLE (dpa) - The harbour <b>opened</b> on Monday.</p>",
        "<p>Ships waited outside.</p>",
        "<figure><figcaption>A pier.</figcaption></figure>",
    ]
    assert story.doubts == (Doubt("short"),)


def test_an_item_of_the_third_generation():
    story = read(THIRD, "wire.txt")
    assert (story.headline, story.byline) == ("A quiet harbour", "Jane Doe")
    assert (story.dateline, story.agency, story.outlet) == ("PORT EXAMPLE", "Reuters", "The Wire")
    assert (story.published_on, story.source_url) == (date(2022, 5, 2), None)
    assert story.embargoed_until == datetime(2022, 5, 3, 10, tzinfo=UTC)
    assert story.usage_terms == "Not in archives.\nCopyright 2022, The Wire"
    assert "<b>opened</b>" in story.body_html
    assert "NITF" not in story.body_html
    assert "<cite>Ana Roe</cite>" in story.body_html


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"body_text": TEXT}, "<p>Ships waited outside for three days.</p>"),
        ({"body_xhtml": MARKED, "body_text": TEXT}, "<b>opened</b>"),
        ({"body_richtext": MARKED}, "<b>opened</b>"),
        ({"body_nitf": "<block><p>Ships.</p><p>Piers.</p></block>"}, "<p>Ships.</p>"),
        ({"bodies": [{"value": "Ships < piers"}]}, "Ships &lt; piers"),
        ({"bodies": [], "descriptions": [{"role": "text", "value": "Ships."}]}, "<p>Ships.</p>"),
        ({"body_text": "Ships \ud800waited\u0000."}, "<p>Ships \ufffdwaited.</p>"),
        ({"type": "composite", "body_text": TEXT}, "Ships"),
    ],
)
def test_bodies(body, words):
    assert words in read({"uri": "x:1", "type": "text", "headline": "A quiet harbour"} | body).body_html


@pytest.mark.parametrize(
    ("fields", "byline", "agency", "outlet"),
    [
        ({"byline": "dpa"}, None, "dpa", None),
        ({"bylines": [{"name": "Jane Doe"}, {"byline": "John Roe"}]}, "Jane Doe, John Roe", None, None),
        ({"by": "", "provider": {"name": "AFP"}}, None, "AFP", None),
        ({"by": 7, "provider": "The Courier"}, None, None, "The Courier"),
    ],
)
def test_who_made_it(fields, byline, agency, outlet):
    story = read({"uri": "x:1", "headline": "A quiet harbour", "body_text": "Ships."} | fields)
    assert (story.byline, story.agency, story.outlet) == (byline, agency, outlet)


@pytest.mark.parametrize(
    ("status", "said"), [("withheld", "withheld"), ("canceled", "canceled"), ("CANCELLED", "canceled")]
)
@pytest.mark.parametrize("key", ["pubstatus", "pubStatus", "pub_status"])
def test_what_is_withheld_is_doubted(key, status, said):
    assert Doubt("withheld", said) in read(FIRST | {key: status}).doubts


def test_a_caption_that_the_body_has_is_not_said_twice():
    body = "<p>Ships.</p><figure><img src=x><figcaption>A ship &amp; a pier.</figcaption></figure><p>Piers.</p>"
    assert read(FIRST | {"body_html": body}).body_html.count("A ship &amp; a pier.") == 1


def test_one_item_may_stand_in_an_array():
    assert read([THIRD]).headline == "A quiet harbour"


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        ([FIRST, THIRD], "several items"),
        ({"a": 1}, "no news item"),
        ([], "no news item"),
        ([1, 2], "no news item"),
        ({"@context": "https://schema.org", "headline": "A"}, "no news item"),
        ({"uri": "x:1", "headline": "A"}, "no text"),
        ({"uri": "x:1", "headline": "A", "body_text": " ", "bodies": [None, 1, {}]}, "no text"),
    ],
)
def test_what_is_no_item_with_text_is_refused(item, sentence):
    with pytest.raises(ExtractionError, match=sentence):
        read(item)


@pytest.mark.parametrize("kind", ["picture", "video", "audio", "graphic", "event", "composite", "Package"])
def test_other_types_are_refused_by_name(kind):
    with pytest.raises(ExtractionError, match="its type is") as refusal:
        read({"uri": "x:1", "type": kind, "headline": "A"})
    assert refusal.value.about == kind.lower()


@pytest.mark.parametrize(
    "text",
    [
        '{"headline": "A',
        '{"uri": "x", }',
        "[" * 100_000,
        '{"a":' * 100_000,
        '[{"a":' * 50_000,
        '{"uri":' + "1" * 5_000 + "}",
    ],
)
def test_broken_json_is_refused(text):
    with pytest.raises(ExtractionError, match="broken off, mistyped or nested"):
        extract("a.json", text.encode())


def test_a_body_nested_too_deeply_is_refused():
    with pytest.raises(ExtractionError, match="nested too deeply"):
        read(FIRST | {"body_html": "<p>a</p><p>b</p>" + "<div>" * 5_000})


def test_of_a_key_that_stands_twice_the_last_counts():
    text = '{"uri": "x:1", "type": "text", "headline": "A", "headline": "B", "body_text": "Ships."}'
    assert extract("a.json", text.encode()).headline == "B"
