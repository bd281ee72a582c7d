"""Electronic books: the chapters in their order, links and pictures as they are in the whole."""

import pytest

from articles.extraction import Extracted, ExtractionError, extract
from articles.text import prepare
from tests.articles.making import epub, picture

METADATA = (
    "<dc:title>Dock workers walk out</dc:title><dc:creator>Jane Miller</dc:creator><dc:creator>John Roe</dc:creator>"
    "<dc:language>en-GB</dc:language><dc:date>2024-03-05T10:00:00Z</dc:date><dc:publisher>The Portville Post"
    "</dc:publisher><dc:source>https://example.org/dock</dc:source>"
)
FIRST = "<h1>Dock workers walk out</h1><p>They walked out on Monday, the union of dock workers said.</p>"
SECOND = "<h2>What they ask</h2><p>They want shorter shifts at night and on Sundays.</p>"


def read(*chapters: str, **more) -> Extracted:
    return extract("story.epub", epub(*chapters, **more))


def test_a_story():
    story = read(FIRST, SECOND, metadata=METADATA)
    assert (story.headline, story.byline) == ("Dock workers walk out", "Jane Miller, John Roe")
    assert (story.outlet, story.language, str(story.published_on)) == ("The Portville Post", "en", "2024-03-05")
    assert story.source_url == "https://example.org/dock"
    assert prepare(story.body_html).text == (
        "They walked out on Monday, the union of dock workers said.\n\nWhat they ask\n\n"
        "They want shorter shifts at night and on Sundays."
    )


def test_the_title_on_a_page_of_its_own_is_said_once():
    story = read("<h1>Dock workers walk out</h1><p>Jane Miller</p>", FIRST, metadata=METADATA.replace("John Roe", "x1"))
    assert (story.headline, story.byline) == ("Dock workers walk out", "Jane Miller")
    assert story.body_html.count("Dock workers walk out") == 0


def test_links_between_chapters():
    story = read(
        FIRST + '<p id="a">See <a href="chapter2.xhtml#a">there</a>, <a href="#a">here</a>, '
        '<a href="chapter2.xhtml">all</a>, <a href="other.xhtml#a">nowhere</a>, <a href="https://e.org/">out</a>.</p>',
        '<p id="a">There. <a href="chapter1.xhtml#a">Back</a></p>',
    )
    body = prepare(story.body_html).body
    assert 'See <a href="#a-c2-a">there</a>, <a href="#a-c1-a">here</a>, all, nowhere, <a href="https://e.org/"' in body
    assert 'id="a-c2-a">There. <a href="#a-c1-a">Back</a>' in body


def test_pictures_come_from_the_book():
    chapter = FIRST + '<p><img src="../images/a%20gate.png" alt="A gate"/>x<img src="https://e.org/a.png"/></p>'
    story = read(chapter, parts={"OPS/images/a gate.png": picture()})
    (found,) = story.pictures
    assert f'<p><img src="/pictures/{found.sha256}.jpg" width="80" height="60" alt="A gate">x</p>' in story.body_html
    assert story.body_html.count("<img") == 1


@pytest.mark.parametrize(
    "around",
    [
        '<section epub:type="toc"><p>around the text</p></section>',
        '<nav epub:type="landmarks"><p>around the text</p></nav>',
        '<p><img src="cover.png" alt="around the text"/></p>',
    ],
)
def test_covers_and_tables_of_contents_are_no_text(around):
    assert "around the text" not in read(around, FIRST, SECOND).body_html


def test_the_navigation_of_the_book_is_no_chapter():
    story = read(
        FIRST,
        items='<item id="nav" properties="nav" href="nav.xhtml" media-type="application/xhtml+xml"/>',
        spine='<itemref idref="nav"/><itemref idref="missing"/>',
        parts={"OPS/nav.xhtml": "<html><body><p>around the text</p></body></html>"},
    )
    assert "around" not in story.body_html


@pytest.mark.parametrize(
    ("chapter", "text"),
    [
        ("<p>caf&eacute;&nbsp;&mdash; &lt;b&gt; &unheardof;</p>", "café\xa0— <b> &unheardof;"),
        ("<p>open<br/><i>it</p><p/><script/><title/>", "open\nit"),
        ("<p>said<script>alert(1)</script> so</p><style>p {}</style>", "said so"),
    ],
)
def test_chapters_as_they_come(chapter, text):
    assert prepare(read(FIRST, chapter).body_html).text.endswith(text)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_a_chapter_in_another_encoding(encoding):
    page = f'<?xml version="1.0" encoding="{encoding}"?><html><body><p>The café’s owner said so.</p></body></html>'
    page = page.replace("’", "'")
    story = read(FIRST, parts={"OPS/text/chapter1.xhtml": page.encode(encoding)})
    assert prepare(story.body_html).text == "The café's owner said so."


def test_a_protected_book_is_refused():
    encryption = '<e><CipherReference URI="OPS/text/chapter1.xhtml"/></e>'
    with pytest.raises(ExtractionError, match="protected against copying"):
        read(FIRST, parts={"META-INF/encryption.xml": encryption})


def test_veiled_fonts_do_no_harm():
    encryption = '<e><CipherReference URI="OPS/font.otf"/></e>'
    assert read(FIRST, SECOND, parts={"META-INF/encryption.xml": encryption}).headline == "Dock workers walk out"


def test_a_book_without_chapters_is_refused():
    with pytest.raises(ExtractionError, match="no text"):
        read()


@pytest.mark.parametrize("name", ["META-INF/container.xml", "OPS/book.opf"])
def test_a_damaged_book_is_refused(name):
    with pytest.raises(ExtractionError, match="damaged"):
        read(FIRST, parts={name: "<x"})
