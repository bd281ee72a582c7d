"""OpenDocument texts: what is written in them stays what it is, and what is lost is told."""

import pytest

from articles.extraction import Extracted, ExtractionError, extract
from articles.text import prepare
from tests.articles.making import odt, picture

STORY = (
    '<text:p text:style-name="Title">Dock workers walk out over night shifts</text:p>',
    "<text:p>By Jane Miller</text:p>",
    "<text:p>PORTVILLE, March 3 (AFP) - Dock workers walked out on Monday.</text:p>",
    "<text:p>They want shorter shifts.</text:p>",
)
STYLES = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
    '<style:style style:name="P2" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic" '
    'style:text-position="super 58%"/></style:style>'
    '<style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/>'
    '<text:list-level-style-number text:level="2" style:num-format="1"/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="1"/>'
    "</text:list-style>"
)
FRAME = '<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>A gate</svg:desc></draw:frame>'


def read(*blocks: str, **more) -> Extracted:
    return extract("story.odt", odt(*blocks, styles=STYLES, **more))


def codes(extracted: Extracted) -> list[str]:
    return [doubt.code for doubt in extracted.doubts]


def test_a_story():
    story = read(*STORY)
    assert (story.headline, story.byline) == ("Dock workers walk out over night shifts", "Jane Miller")
    assert (story.dateline, story.agency, story.language) == ("PORTVILLE", "AFP", "en")
    assert prepare(story.body_html).text.endswith("walked out on Monday.\n\nThey want shorter shifts.")
    assert codes(story) == []


@pytest.mark.parametrize(
    ("block", "html"),
    [
        ('<text:h text:outline-level="1">What they ask</text:h>', "<h2>What they ask</h2>"),
        ('<text:p text:style-name="Heading_20_2">What they ask</text:p>', "<h3>What they ask</h3>"),
        ('<text:p text:style-name="P1">“We are tired.”</text:p>' * 2, "<blockquote><p>“We are tired.”</p><p>“We"),
        ('<text:p text:style-name="P2">All of it</text:p>', "<p><strong>All of it</strong></p>"),
        (
            '<text:p><text:span text:style-name="T1">so</text:span>'
            '<text:span text:style-name="T2">it</text:span></text:p>',
            "<p><strong>so</strong><sup><em>it</em></sup></p>",
        ),
        ("<text:p>a<text:s/>b<text:s text:c='2'/>c<text:tab/>d<text:line-break/>e</text:p>", "<p>a b  c\td<br>e</p>"),
        (
            '<text:list text:style-name="L1"><text:list-item><text:p>One</text:p><text:list><text:list-item>'
            "<text:p>in it</text:p></text:list-item></text:list></text:list-item></text:list>",
            "<ul><li>One<ol><li>in it</li></ol></li></ul>",
        ),
        (
            '<text:list text:style-name="L2"><text:list-item><text:p>One</text:p></text:list-item></text:list>'
            "<text:p>Between.</text:p>"
            '<text:list text:style-name="L2" text:continue-numbering="true"><text:list-item><text:p>Two</text:p>'
            "</text:list-item></text:list>",
            '<ol><li>One</li></ol><p>Between.</p><ol start="2"><li>Two</li></ol>',
        ),
        (
            "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Port</text:p>"
            "</table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell "
            'table:number-columns-spanned="2"><text:p>North</text:p></table:table-cell><table:covered-table-cell/>'
            "</table:table-row></table:table>",
            "<table><thead><tr><th><p>Port</p></th></tr></thead>"
            '<tbody><tr><td colspan="2"><p>North</p></td></tr></tbody></table>',
        ),
        (
            "<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby></text:p>",
            "<p><ruby>漢<rt>kan</rt></ruby></p>",
        ),
        ("<text:section><text:p>In a part.</text:p></text:section>", "<p>In a part.</p>"),
        ("<text:p>x &lt;b&gt; &amp;</text:p>", "<p>x &lt;b&gt; &amp;</p>"),
        (
            "<text:p>Before.<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>"
            "</text:p>",
            "<p>Before.</p><p>In a box.</p>",
        ),
        (
            "<text:p>Before.<draw:custom-shape><text:p>In a shape.</text:p></draw:custom-shape></text:p>",
            "<p>Before.</p><p>In a shape.</p>",
        ),
    ],
)
def test_what_has_a_meaning_keeps_it(block, html):
    story = read(*STORY, block, "<text:p>The end.</text:p>")
    assert html in story.body_html.replace("\n", "")
    assert codes(story) == []


def test_links_lead_out_and_within():
    story = read(
        *STORY,
        '<text:p><text:a xlink:href="https://example.org/">out</text:a>'
        '<text:a xlink:href="#here">within</text:a></text:p>',
        '<text:p><text:bookmark text:name="here"/><text:bookmark text:name="unused"/>target</text:p>',
    )
    body = prepare(story.body_html).body
    assert '<a href="https://example.org/" rel="noopener noreferrer nofollow">out</a>' in body
    assert '<a href="#a-here">within</a>' in body
    assert '<span id="a-here"></span>target' in body
    assert "unused" not in body


def test_notes_come_last_and_are_linked_both_ways():
    note = (
        "<text:note text:note-class='{}'><text:note-citation>i</text:note-citation><text:note-body>"
        "<text:p>Says the union.</text:p></text:note-body></text:note>"
    )
    story = read(*STORY, f"<text:p>They want more.{note.format('footnote')}{note.format('endnote')}</text:p>")
    body = prepare(story.body_html).body
    assert 'They want more.<sup><span id="a-note-ref-1"></span><a href="#a-note-1">[1]</a></sup>' in body
    assert body.endswith('Says the union. <a href="#a-note-ref-2">↑</a></p></li></ol>')


@pytest.mark.parametrize(
    "blocks",
    [
        f'<text:p>{FRAME}</text:p><text:p text:style-name="Caption">The gate.</text:p>',
        "<text:p><draw:frame><draw:text-box>"
        f'<text:p text:style-name="Illustration">{FRAME}The gate.</text:p></draw:text-box></draw:frame></text:p>',
    ],
)
def test_pictures_stand_with_their_captions(blocks):
    story = read(*STORY, blocks, parts={"Pictures/a.png": picture()})
    (found,) = story.pictures
    src = f'<img src="/pictures/{found.sha256}.jpg" width="80" height="60" alt="A gate">'
    assert f"<figure>{src}<figcaption>The gate.</figcaption></figure>" in story.body_html


def test_pictures_elsewhere_are_not_fetched():
    story = read(
        *STORY, '<text:p><draw:frame><draw:image xlink:href="http://127.0.0.1:9/a.png"/></draw:frame>a</text:p>'
    )
    assert story.body_html.endswith("<p>a</p>")
    assert story.pictures == ()


@pytest.mark.parametrize(
    ("block", "code"),
    [
        (
            "<text:tracked-changes><text:changed-region><text:p>gone</text:p></text:changed-region></text:tracked-changes>",
            "tracked",
        ),
        ("<text:p>said<office:annotation><text:p>gone</text:p></office:annotation></text:p>", "comments"),
        ('<text:p>said<text:span text:style-name="T3">gone</text:span></text:p>', "hidden"),
        ('<text:section text:display="none"><text:p>gone</text:p></text:section>', "hidden"),
        ("<text:p>a chart<draw:frame><draw:object xlink:href='./Object 1'/></draw:frame></text:p>", "embedded"),
    ],
)
def test_what_is_left_out_is_told(block, code):
    story = read(*STORY, block)
    assert "gone" not in story.body_html
    assert codes(story) == [code]


def test_a_formula_becomes_its_signs():
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow></math>'
    block = "<text:p>It is <draw:frame><draw:object xlink:href='./Object 1'/></draw:frame></text:p>"
    story = read(*STORY, block, parts={"Object 1/content.xml": math})
    assert story.body_html.endswith("<p>It is x+1</p>")
    assert codes(story) == ["formulas"]


def test_properties_count_where_the_words_say_nothing():
    meta = "<dc:title>Dock workers walk out</dc:title><meta:initial-creator>Jane Miller</meta:initial-creator>"
    story = read("<text:p>They walked out.</text:p>", "<text:p>They want more.</text:p>", meta=meta)
    assert (story.headline, story.byline) == ("Dock workers walk out", "Jane Miller")
    assert read(*STORY, meta=meta).headline == "Dock workers walk out over night shifts"


def test_an_encrypted_document_is_refused():
    manifest = "<m><encryption-data/></m>"
    with pytest.raises(ExtractionError, match="password"):
        read(*STORY, parts={"META-INF/manifest.xml": manifest, "content.xml": b"\x03\x99\x12"})


@pytest.mark.parametrize(
    ("content", "sentence"), [("", "damaged"), ("<a", "damaged"), ("<a/>", "no text"), ("words", "damaged")]
)
def test_a_damaged_document_is_refused(content, sentence):
    with pytest.raises(ExtractionError, match=sentence):
        read(parts={"content.xml": content})
