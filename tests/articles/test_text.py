"""An article's HTML becomes the body that is served and the canonical text, rule by rule."""

import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from articles.text import Prepared, prepare
from tests.articles.reading import leaf_blocks

PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="
OURS = "/pictures/" + "0123456789abcdef" * 4


def test_body_and_text_of_an_article():
    assert prepare("<h2>A <em>title</em></h2>\n<p>Some words.</p>") == Prepared(
        body='<h2 data-s="0" data-n="7">A <em>title</em></h2><p data-s="9" data-n="11">Some words.</p>',
        text="A title\n\nSome words.",
    )


def test_prepared_is_frozen():
    with pytest.raises(FrozenInstanceError):
        prepare("x").text = "y"  # type: ignore[misc]


def test_needs_no_settings():
    code = "import articles.text, sys; assert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=True)


@pytest.mark.parametrize(
    "html",
    ["", " \n\t", "<p></p>", "<p> <b> </b><br></p>", "<ul><li></li></ul>", "<table><tr><td></table>", "<!-- x -->"],
)
def test_nothing_worth_reading_is_empty(html):
    assert prepare(html) == Prepared("", "")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a\n  b\t\f c </p>", "a b c"),
        ("<p> a <b> b </b> <i> c</i> </p>", "a b c"),
        ("<p>a<b> </b>b</p>", "a b"),
        ("<p>a <br> b <br><br> c</p>", "a\nb\n\nc"),
        ("<p><br> a <b>b<br></b> </p>", "a b"),
        ("<p>a\u00a0\u3000 b\u2003</p>", "a\u00a0\u3000 b\u2003"),
        ("<p>&nbsp;</p>", "\u00a0"),
        ("<p>a <!-- c --> b</p>", "a b"),
        (f"<p>a <img src={PIXEL}> b</p>", "a \ufffc b"),
    ],
)
def test_white_space_collapses_as_a_browser_does_it(html, text):
    assert prepare(html).text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<pre> a\t b\n  c\n</pre>", " a\t b\n  c\n"),
        ("<pre>\na</pre>", "a"),
        ("<pre>\n\na</pre>", "\na"),
        ("<pre lang=en>\r\n\r\na\rb</pre>", "\na\nb"),
        ("<pre><b>\na</b></pre>", "\na"),
        ("<pre>a<br>b</pre>", "a\nb"),
        ("<pre><div>a</div><div>b</div>c</pre>", "a\nb\nc"),
    ],
)
def test_preformatted_text_keeps_its_white_space(html, text):
    assert prepare(html).text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a\r\nb\rc&#13;d", "a b c d"),
        ("<pre>a\r\nb\rc&#13;d&#13;&#10;e</pre>", "a\nb\nc\nd\ne"),
        ("a\x00b\x01c\x7fd\x85e&#1;f", "abcdef"),
        ("\ufeffa\ufeffb&#xFEFF;", "ab"),
        ("a\ufffeb\ufdd0c\U0010ffffd&#xFFFF;", "abcd"),
        ("a\ud800b\udc00c", "abc"),
        ("a&#xD800;b&#0;", "a\ufffdb\ufffd"),
        ("so\u00adft &shy;hyphen", "so\u00adft \u00adhyphen"),
        ("\u202babc\u202c \u200f", "\u202babc\u202c \u200f"),
        ("e\u0301 \u1112\u1161\u11ab \u0344", "\u00e9 \ud55c \u0308\u0301"),
        ("e<b>\u0301</b>", "e\u0301"),
        ("e<font>\u0301</font>", "\u00e9"),
        ("e\x00\u0301", "\u00e9"),
        ("a &amp; b &lt;c&gt; &quot;", 'a & b <c> "'),
    ],
)
def test_characters(html, text):
    assert prepare(html).text == text


def test_offsets_count_code_points():
    prepared = prepare("<p>👩‍👩‍👧‍👦 𠀀</p><p>x</p>")
    assert prepared.body == '<p data-s="0" data-n="9">👩‍👩‍👧‍👦 𠀀</p><p data-s="11" data-n="1">x</p>'
    assert prepared.text[11:12] == "x"


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("loose <b>a <p>b</p> c</b> d", ["loose a", "b", "c d"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<blockquote>a<p>b</p></blockquote>", ["a", "b"]),
        ("<ul><li>a<ul><li>b</ul>c<li>d</ul>", ["a", "b", "c", "d"]),
        ("<table><caption>c<tr><th>a<td><p>b<p>d<tfoot><tr><td>e</table>", ["c", "a", "b", "d", "e"]),
        (f"<figure><img src={PIXEL}><figcaption>a</figcaption></figure>", ["\ufffc", "a"]),
        ("<dl><dt>a<dd>b<dd>c</dl>", ["a", "b", "c"]),
        ("<details><summary>a</summary>b</details>", ["a", "b"]),
        ("<section hidden>a</section><p style='display:none'>b", ["a", "b"]),
        ("a<hr>b", ["a", "b"]),
    ],
)
def test_every_run_of_words_has_a_block_of_its_own(html, blocks):
    prepared = prepare(html)
    assert [text for _start, _length, text in leaf_blocks(prepared.body)] == blocks
    assert prepared.text == "\n\n".join(blocks)


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<h1>a</h1>", '<h2 data-s="0" data-n="1">a</h2>'),
        ("<h3><div>a</div>b</h3>", '<h3 data-s="0" data-n="1">a</h3><h3 data-s="3" data-n="1">b</h3>'),
        ("<ul>a<p>b</p></ul>", '<ul><li data-s="0" data-n="1">a</li><li><p data-s="3" data-n="1">b</p></li></ul>'),
        ("<li>a</li><dd>b</dd>", '<p data-s="0" data-n="1">a</p><p data-s="3" data-n="1">b</p>'),
        (
            "<table><tr><td>a<td></table>",
            '<table><tbody><tr><td data-s="0" data-n="1">a</td><td></td></tr></tbody></table>',
        ),
        ("<b><p>a</p>b</b>", '<p data-s="0" data-n="1"><b>a</b></p><p data-s="3" data-n="1"><b>b</b></p>'),
        ("<b>a<b>b</b></b>", '<p data-s="0" data-n="2"><b>ab</b></p>'),
        ("<span class=x>a</span><font>b</font>", '<p data-s="0" data-n="2">ab</p>'),
        ("a &amp; &lt;", '<p data-s="0" data-n="5">a &amp; &lt;</p>'),
    ],
)
def test_the_body_is_markup_that_no_parser_mends(html, body):
    assert prepare(html).body == body


def test_readings_beside_a_ruby_count_nothing():
    prepared = prepare("<ruby>漢<rp>(</rp><rt> kan </rt><rp>)</rp></ruby>字")
    assert prepared.text == "漢字"
    assert prepared.body == '<p data-s="0" data-n="2"><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字</p>'


def test_a_reading_without_ruby_is_text():
    assert prepare("<p>a<rt>b</rt></p>").text == "ab"


def test_footnotes_stay_linked_and_apart_from_the_page():
    body = prepare('<p>a<sup id="r1"><a href="#n1">1</a></sup><ol><li id="n1">b <a href="#r1">↩</a></ol>').body
    assert '<span id="a-r1"></span><sup><a href="#a-n1">1</a></sup>' in body
    assert '<li data-s="4" data-n="3" id="a-n1">b <a href="#a-r1">↩</a></li>' in body


def test_an_old_anchor_becomes_a_target():
    assert prepare("<a name=n></a><p>a").body == '<p><span id="a-n"></span></p><p data-s="0" data-n="1">a</p>'


def test_an_id_stands_once():
    assert prepare("<p id=x>a<p id=x>b").body.count("id=") == 1


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<p lang="ug-Arab" dir="rtl">a', 'dir="rtl" lang="ug-Arab"'),
        ('<div dir="auto">a</div>', 'dir="auto"'),
        ('<bdo dir="ltr">a</bdo>', '<bdo dir="ltr">'),
        ('<span lang="fr">a</span>', '<span lang="fr">'),
        ('<abbr title="United Nations">UN</abbr>', '<abbr title="United Nations">'),
        ('<ol start="3" type="a" reversed><li value="7">a</ol>', '<ol reversed="" start="3" type="a">'),
        ('<table><tr><td colspan="2">a</table>', 'colspan="2"'),
        (f'<img src="{PIXEL}" alt="A gate">', f'<img alt="A gate" src="{PIXEL}">'),
        (f'<img src="{OURS}.png" width="9" height="1600">', f'<img height="1600" src="{OURS}.png" width="9">'),
        (f'<img src="{OURS}.jpg" width="0" height="12345">', f'<img src="{OURS}.jpg">'),
    ],
)
def test_attributes_that_mean_something_stay(html, kept):
    assert kept in prepare(html).body


@pytest.mark.parametrize(
    "attribute",
    [
        'dir="sideways"',
        'lang="x y"',
        'class="lead"',
        'style="position:fixed"',
        'onclick="alert(1)"',
        'data-s="9"',
        'data-noanno=""',
        'hidden=""',
        'contenteditable=""',
        'tabindex="1"',
        'title="t"',
        'role="alert"',
    ],
)
def test_other_attributes_go(attribute):
    assert prepare(f"<p {attribute}>a</p>").body == '<p data-s="0" data-n="1">a</p>'


@pytest.mark.parametrize("href", ["https://example.org/?a=1&b", "HTTP://example.org", "mailto:desk@example.org"])
def test_links_elsewhere_tell_nothing_of_the_reader(href):
    body = prepare(f'<a href="{href}">a</a>').body
    assert f'<a href="{href.replace("&", "&amp;")}" rel="noopener noreferrer nofollow">a</a>' in body


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "java\nscript:alert(1)", "//example.org", "/x", "x", "ftp://e.org", "data:text/html,x"],
)
def test_other_links_are_plain_words(href):
    assert prepare(f'<a href="{href}">a</a>').body == '<p data-s="0" data-n="1">a</p>'


@pytest.mark.parametrize(
    "src",
    [
        "https://example.org/i.png",
        "//e.org/i",
        "i.png",
        "data:image/svg+xml;base64,AA==",
        "data:text/html,x",
        "cid:1",
        "/pictures/1.png",
        f"{OURS}.svg",
        f"{OURS.upper()}.png",
        f"https://e.org{OURS}.png",
        f"{OURS}.png?x",
        "",
    ],
)
def test_pictures_never_come_from_elsewhere(src):
    prepared = prepare(f'<p>a<img src="{src}" srcset="{src} 2x" alt="A gate"> b</p><p><img src="{src}"></p>')
    assert prepared == Prepared('<p data-s="0" data-n="3">a b</p>', "a b")


def test_the_caption_of_a_picture_from_elsewhere_stays():
    assert prepare("<figure><img src=x><figcaption>a</figcaption></figure>").body == (
        '<figure><figcaption data-s="0" data-n="1">a</figcaption></figure>'
    )
