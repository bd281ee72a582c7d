"""Whatever is brought in as HTML, the body holds nothing that acts, and preparing it comes to an end."""

import re

import pytest

from articles.text import prepare

ALLOWED = re.compile(
    r"<(?:/?(?:p|h[2-6]|pre|blockquote|div|dl|figure|[ou]l|table|caption|d[dt]|figcaption|li|tbody|t[dhr]|tfoot|thead"
    r"|a|abbr|b|bd[io]|cite|code|del|dfn|em|i|ins|kbd|q|r[pt]|ruby|s|samp|small|span|strong|su[bp]|u|var)|hr|br|img)"
    r"(?: (?:alt|colspan|data-[sn]|dir|href|id|lang|rel|reversed|rowspan|scope|src|start|title|type|value)"
    r"=\"[^\"<>]*\")*>"
)


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</script>",
        "<scr\x00ipt>alert(1)</scr\x00ipt>",
        "<SCRIPT/SRC=//e.org></SCRIPT>",
        '<img src=x onerror="alert(1)">',
        "<img src='x' alt='\"><script>alert(1)</script>'>",
        '<svg onload="alert(1)"><script>alert(1)</script></svg>',
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<a href='javas&#99;ript:alert(1)'>x</a>",
        "<a href=' &#14; javascript:alert(1)'>x</a>",
        "<a href='https://e.org/\"onmouseover=\"alert(1)'>x</a>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<form action=https://e.org><input name=password><button>Go</button></form>",
        "<style>@import 'https://e.org/x.css'</style><link rel=stylesheet href=//e.org>",
        "<base href=https://e.org><meta http-equiv=refresh content='0;url=//e.org'>",
        "<object data=x><embed src=x></object><video src=x autoplay></video><audio src=x></audio>",
        "<p style='background:url(//e.org)' onmouseover=alert(1)>x</p>",
        "<template><script>alert(1)</script></template><textarea><script></textarea>",
        "<table background=//e.org><tr><td background=//e.org>x</table>",
        "<title><script>alert(1)</script></title><xmp><script>alert(1)</script></xmp>",
        "<!--><img src=x onerror=alert(1)>--><![CDATA[<script>alert(1)</script>]]>",
        "<p id='\"><script>'>x<p id='x' lang='\"><script>'>y",
        "<plaintext><script>alert(1)</script>",
    ],
)
def test_nothing_that_acts_is_left(html):
    for document in (html, f"<p>{html}</p>", f"<table>{html}", "<b>x</b>" * 2000 + html):
        body = prepare(document).body
        assert "<" not in ALLOWED.sub("", body)
        assert (
            re.search(r'(?:href|src)="(?!https://e\.org/|#a-|data:image/(?:png|gif|jpeg|webp);base64,)', body) is None
        )


@pytest.mark.parametrize(
    "tag", ["style", "script", "iframe", "select", "svg", "template", "textarea", "title", "video"]
)
def test_what_is_no_text_goes_with_its_tag(tag):
    assert prepare(f"<p>a</p><{tag}>gone</{tag}><p>b</p>").text == "a\n\nb"


@pytest.mark.parametrize("tag", ["center", "custom-element", "font", "form", "label", "main", "marquee", "math"])
def test_what_is_text_stays_without_its_tag(tag):
    prepared = prepare(f"<{tag}>kept</{tag}>")
    assert prepared.text == "kept"
    assert tag not in prepared.body


@pytest.mark.parametrize(
    "tag", ["a href=#x", "b", "blockquote", "div", "i id=x", "li", "p", "pre", "ruby", "table", "ul"]
)
def test_a_hundred_thousand_nested_tags(tag):
    prepared = prepare(f"<p>before</p>{f'<{tag}>' * 100_000}deep{f'</{tag.split()[0]}>' * 100_000}<p>after</p>")
    assert prepared.text.split() == ["before", "deep", "after"]
    assert prepared.body.count("<") < 300


@pytest.mark.parametrize("tag", ["div", "b", "font", "h2", "span", "table><tr><td", "ul><li", "x"])
def test_tags_that_are_never_closed(tag):
    assert prepare(f"<{tag}>" * 100_000 + "deep").text == "deep"


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "&",
        "&amp;",
        "&#",
        "<a ",
        '<a b="',
        "<!--",
        "<script>",
        "<pre\n",
        "\r",
        " <br> ",
        "</p>",
        "\u0301\u0316",
        "]]>",
    ],
)
def test_a_million_characters_of_the_same(piece):
    html = piece * (1_000_000 // len(piece))
    prepared = prepare(html)
    assert len(prepared.text) <= len(html) * 2


def test_many_paragraphs_stay_paragraphs():
    count = 20_000
    prepared = prepare("<p>Some <b>bold</b> words" * count)
    assert prepared.body.count("<p ") == prepared.body.count("<b>") == count


def test_many_tags_keep_what_they_mean():
    html = "<ul><li>a<li>b</ul><table><tr><td>c<td>d<tr><td>e</table><a href='https://e.org/'>f</a>"
    assert prepare(html * 300).text == "\n\n".join([prepare(html).text] * 300)


def test_many_tags_do_not_hide_what_is_called_like_machinery():
    html = "<svg-icon>a</svg-icon> <math><mi>b</mi></math> <svg><text>no</text></svg> <script>no</script>"
    assert prepare(html * 300).text == " ".join(["a b"] * 300)


def test_a_pile_of_marks_is_kept_and_stays_as_it_is():
    prepared = prepare("a" + "\u0301\u0316" * 1000)
    assert prepared.text.count("\u0316") == 1000
    assert prepare(prepared.body) == prepared
