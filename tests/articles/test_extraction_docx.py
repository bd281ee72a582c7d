"""Word documents: what is written in them stays what it is, and what is lost is told."""

import pytest

from articles.extraction import Extracted, ExtractionError, extract
from articles.text import prepare
from tests.articles.making import OFFICE, WORD_SPACES, W, core, docx, item, p, picture, r, shown, zipped

STORY = (
    p("Dock workers walk out over night shifts", "Title"),
    p("By Jane Miller"),
    p("PORTVILLE, March 3 (AFP) - Dock workers walked out on Monday."),
    p("They want shorter shifts."),
)
TEXT_BOX = "<w:txbxContent>" + p("Words in a box.") + "</w:txbxContent>"


def read(*blocks: str, **more) -> Extracted:
    return extract("story.docx", docx(*blocks, **more))


def codes(extracted: Extracted) -> list[str]:
    return [doubt.code for doubt in extracted.doubts]


def test_a_story():
    story = read(*STORY)
    assert (story.headline, story.byline) == ("Dock workers walk out over night shifts", "Jane Miller")
    assert (story.dateline, story.agency, story.language) == ("PORTVILLE", "AFP", "en")
    assert prepare(story.body_html).text.split("\n\n") == [
        "PORTVILLE, March 3 (AFP) - Dock workers walked out on Monday.",
        "They want shorter shifts.",
    ]
    assert codes(story) == []


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (p("What they ask", "Heading1"), "<h2>What they ask</h2>"),
        (p("What they ask", "Heading2"), "<h3>What they ask</h3>"),
        (p("What they ask", "berschrift1"), "<h2>What they ask</h2>"),
        (p("What they ask", properties='<w:outlineLvl w:val="0"/>'), "<h2>What they ask</h2>"),
        (p("“We are tired.”", "Quote"), "<blockquote><p>“We are tired.”</p></blockquote>"),
        (p("The gate.", "Caption"), "<figure><figcaption>The gate.</figcaption></figure>"),
        (p("One", "ListBullet") + p("Two", "ListBullet"), "<ul><li>One</li><li>Two</li></ul>"),
        (
            item("One", 0, "1") + item("in it", 1, "2") + item("Two", 0, "1"),
            "<ul><li>One<ol><li>in it</li></ol></li><li>Two</li></ul>",
        ),
        (
            "<w:p>" + r("so", "<w:b/>") + r("it", "<w:i/>") + r("2", '<w:vertAlign w:val="superscript"/>') + "</w:p>",
            "<p><strong>so</strong><em>it</em><sup>2</sup></p>",
        ),
        (f"<w:p>{r('a')}<w:r><w:br/></w:r>{r('b')}<w:r><w:cr/></w:r>{r('c')}</w:p>", "<p>a<br>b<br>c</p>"),
        (
            "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>" + p("Port") + "</w:tc></w:tr><w:tr><w:tc>"
            '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("North") + "</w:tc></w:tr></w:tbl>",
            "<table><thead><tr><th><p>Port</p></th></tr></thead>"
            '<tbody><tr><td colspan="2"><p>North</p></td></tr></tbody></table>',
        ),
        (f'<w:p><w:fldSimple w:instr="SEQ">{r("7")}</w:fldSimple></w:p>', "<p>7</p>"),
        (f"<w:sdt><w:sdtContent>{p('Filled in.')}</w:sdtContent></w:sdt>", "<p>Filled in.</p>"),
        (
            f"<w:p><w:r><w:ruby><w:rt>{r('kan')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby></w:r></w:p>",
            "<p><ruby>漢<rt>kan</rt></ruby></p>",
        ),
        (p("هذا نص عربي", properties="<w:bidi/>"), "<p>هذا نص عربي</p>"),
    ],
)
def test_what_has_a_meaning_keeps_it(block, html):
    assert html in read(*STORY, block, p("The end.")).body_html.replace("\n", "")


def test_headings_without_a_title_stay_as_high_as_they_are():
    story = read(p("Dock workers walk out", "Heading1"), p("They did."), p("Why", "Heading2"), p("Because."))
    assert story.headline == "Dock workers walk out"
    assert "<h2>Why</h2>" in story.body_html


def test_links_lead_out_and_within():
    story = read(
        *STORY,
        f'<w:p><w:hyperlink r:id="k1">{r("out")}</w:hyperlink><w:hyperlink w:anchor="here">{r("within")}</w:hyperlink>'
        f'<w:hyperlink r:id="gone">{r("nowhere")}</w:hyperlink></w:p>',
        f'<w:p><w:bookmarkStart w:name="here"/><w:bookmarkStart w:name="unused"/>{r("target")}</w:p>',
        relations=f'<Relationship Id="k1" Type="{OFFICE}/hyperlink" TargetMode="External" '
        'Target="https://example.org/"/>',
    )
    body = prepare(story.body_html).body
    assert '<a href="https://example.org/" rel="noopener noreferrer nofollow">out</a>' in body
    assert '<a href="#a-here">within</a>nowhere' in body
    assert '<span id="a-here"></span>target' in body
    assert "unused" not in body


def test_notes_come_last_and_are_linked_both_ways():
    reference = '<w:r><w:{0}Reference w:id="4"/></w:r>'
    notes = f"<w:{{0}}s {W}><w:{{0}} w:id='4'>{p('Says the union.')}</w:{{0}}></w:{{0}}s>"
    story = read(
        *STORY,
        f"<w:p>{r('They want more.')}{reference.format('footnote')}{reference.format('endnote')}"
        f'<w:r><w:footnoteReference w:id="9"/></w:r></w:p>',
        parts={f"word/{kind}s.xml": notes.format(kind) for kind in ("footnote", "endnote")},
    )
    body = prepare(story.body_html).body
    assert 'They want more.<sup><span id="a-footnote-ref-4"></span><a href="#a-footnote-4">[1]</a></sup>' in body
    assert body.index('id="a-endnote-4"') > body.index('id="a-footnote-4"')
    assert '<a href="#a-endnote-ref-4">↑</a>' in body
    assert "[3]" not in body
    assert codes(story) == []


def test_pictures_stand_with_their_captions():
    story = read(
        *STORY,
        shown("k1", "A gate"),
        p("The gate.", "Caption"),
        relations=f'<Relationship Id="k1" Type="{OFFICE}/image" Target="media/a.png"/>',
        parts={"word/media/a.png": picture()},
    )
    (found,) = story.pictures
    src = f'<figure><img src="/pictures/{found.sha256}.jpg" width="80" height="60" alt="A gate">'
    assert f"{src}<figcaption>The gate.</figcaption></figure>" in story.body_html


def test_pictures_elsewhere_are_not_fetched():
    story = read(
        *STORY,
        shown("k1"),
        shown("missing"),
        p("The gate.", "Caption"),
        relations=f'<Relationship Id="k1" Type="{OFFICE}/image" Target="http://127.0.0.1:9/a" TargetMode="External"/>',
    )
    assert "<img" not in story.body_html
    assert "<figure><figcaption>The gate.</figcaption></figure>" in story.body_html


@pytest.mark.parametrize(
    ("block", "kept", "gone", "code"),
    [
        (f"<w:p><w:ins>{r('new')}</w:ins><w:del>{r('old')}</w:del></w:p>", "new", "old", "tracked"),
        (f"<w:p><w:moveTo>{r('to')}</w:moveTo><w:moveFrom>{r('from')}</w:moveFrom></w:p>", "to", "from", "tracked"),
        (f'<w:p>{r("said")}<w:r><w:commentReference w:id="0"/></w:r></w:p>', "said", "Comment", "comments"),
        (f"<w:p>{r('seen')}{r('unseen', '<w:vanish/>')}</w:p>", "seen", "unseen", "hidden"),
        (f'<w:p>{r("text")}</w:p><w:altChunk r:id="k"/>', "text", "altChunk", "embedded"),
        (f"<w:p>{r('is ')}<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>", "is x+1", "oMath", "formulas"),
    ],
)
def test_what_is_left_out_is_told(block, kept, gone, code):
    story = read(*STORY, block)
    text = prepare(story.body_html).text
    assert kept in text
    assert gone not in text.replace(kept, "")
    assert codes(story) == [code]


@pytest.mark.parametrize(
    "drawing",
    [
        f"<mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wps:txbx>{TEXT_BOX}</wps:txbx></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{TEXT_BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>",
        f"<mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wps:txbx>{TEXT_BOX}</wps:txbx></wp:anchor></w:drawing>"
        "</mc:Choice></mc:AlternateContent>",
        f"<w:pict><v:oval><v:textbox>{TEXT_BOX}</v:textbox></v:oval></w:pict>",
    ],
)
def test_words_in_boxes_stand_once_after_their_paragraph(drawing):
    story = read(*STORY, f"<w:p>{r('Before it.')}<w:r>{drawing}</w:r></w:p>", p("After it."))
    assert prepare(story.body_html).text.endswith("Before it.\n\nWords in a box.\n\nAfter it.")
    assert codes(story) == []


def test_words_that_get_lost_are_told():
    # Text in a place where Word has none, and mammoth does not look.
    assert codes(read(*STORY, f"<w:p><w:unheardOf>{r('lost')}</w:unheardOf></w:p>")) == ["missing"]


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Dock workers walk out", "Dock workers walk out"),
        ("Microsoft Word - Dok1.doc", None),
        ("Untitled", None),
        ("Dokument 1", None),
        ("press template", None),
        ("story_final.docx", None),
    ],
)
def test_the_title_among_the_properties_counts_if_it_can_be_one(title, headline):
    story = read(p("Dock workers walked out on Monday."), p("They want more."), parts=core(title, "Jane Miller"))
    assert (story.headline, story.byline) == (headline, "Jane Miller")


@pytest.mark.parametrize("creator", ["Microsoft Office User", "python-docx", "admin", "jmiller", "user 1"])
def test_an_account_is_no_author(creator):
    assert read(p("They walked out."), p("They want more."), parts=core(creator=creator)).byline is None


def test_the_words_count_more_than_the_properties():
    story = read(*STORY, parts=core("Another story altogether", "Somebody Else", "fr"))
    assert (story.headline, story.byline) == ("Dock workers walk out over night shifts", "Jane Miller")


def test_the_author_alone_on_a_line_is_the_byline():
    story = read(STORY[0], p("Jane Miller"), *STORY[2:], parts=core(creator="Jane Miller"))
    assert story.byline == "Jane Miller"
    assert "Miller" not in story.body_html


def test_the_strict_dialect():
    strict = WORD_SPACES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    document = f"<w:document {strict}><w:body>{''.join(STORY)}</w:body></w:document>"
    assert read(parts={"word/document.xml": document}).headline == "Dock workers walk out over night shifts"


@pytest.mark.parametrize("document", ["", "<w:document", f"<w:document {W}/>", "words"])
def test_a_damaged_document_is_refused(document):
    with pytest.raises(ExtractionError, match="damaged"):
        read(parts={"word/document.xml": document})


def test_a_package_without_a_document_is_refused():
    with pytest.raises(ExtractionError, match="damaged"):
        extract("story.docx", zipped({"[Content_Types].xml": "<Types/>", "word/styles.xml": "<x/>"}))
