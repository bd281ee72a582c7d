"""Web pages that hide, frame or break their article, and pages that are none."""

import pytest

from articles.extraction import ExtractionError, extract

PARAGRAPHS = [
    f"<p>The harbour opened on day {number}, after a long and careful inspection, officials said at noon.</p>"
    for number in range(12)
]
STORY = "".join(PARAGRAPHS)


def body(inner: str) -> str:
    source = f'<!doctype html><html><head><link rel="stylesheet" href="/s.css"></head><body>{inner}</body></html>'
    return extract("page.html", source.encode()).body_html


@pytest.mark.parametrize(
    "frame",
    [
        '<div style="display:none">{}</div>', '<main aria-hidden="true">{}</main>', "<div hidden>{}</div>",
        "<blockquote>{}</blockquote>", "<details>{}</details>", '<form action="/"><input type="hidden">{}</form>',
        '<div class="comments sidebar related">{}</div>', "<aside>{}</aside>", "<nav>{}</nav>", "<footer>{}</footer>",
        '<table role="presentation"><tr><td>{}</td></tr></table>', "<ul><li>{}</li></ul>",
    ],
)  # fmt: skip
def test_a_story_is_found_in_any_frame(frame: str) -> None:
    found = body(f"<h1>The harbour opens</h1>{frame.format(STORY)}")
    assert all(f"on day {number}," in found for number in range(12))


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display: none">Nobody reads this.</p>', "<p hidden>Nobody reads this.</p>",
        '<div aria-hidden="true"><p>Nobody reads this.</p></div>', "<noscript><p>Nobody reads this.</p></noscript>",
        "<template><p>Nobody reads this.</p></template>", "<script>'Nobody reads this.'</script>",
        "<select><option>Nobody reads this.</option></select>", "<button>Nobody reads this.</button>",
        "<svg><text>Nobody reads this.</text></svg>", "<dialog><p>Nobody reads this.</p></dialog>",
    ],
)  # fmt: skip
def test_what_no_reader_sees_is_not_in_the_story(hidden: str) -> None:
    found = body(f"<article>{STORY}{hidden}{STORY.replace('day', 'night')}</article>")
    assert "Nobody" not in found
    assert found.count("<p>") == 24


@pytest.mark.parametrize("link", ['<a href="">x</a>', "<a href>x</a>", '<a href="http://[">x</a>', '<img src="">'])
def test_links_that_lead_nowhere(link: str) -> None:
    assert "href" not in body(f"<article>{STORY}<p>A last word with {link} in it, said late at night.</p></article>")


def test_a_picture_that_came_with_the_page_stays() -> None:
    found = body(f'<article>{STORY}<img src="data:image/png;base64,iVBORw0KGgo=">{STORY}</article>')
    assert '<img src="data:image/png;base64,iVBORw0KGgo=">' in found


def test_a_picture_elsewhere_leaves_no_empty_block() -> None:
    found = body(f'<article>{STORY}<img src="https://news.example/a.png">{STORY}</article>')
    assert found.count("\n") == 23
    assert "<img" not in found


def test_a_caption_stays_without_its_picture() -> None:
    figure = '<figure><img src="https://news.example/a.png"><figcaption>The pier.</figcaption></figure>'
    assert "<figcaption>The pier.</figcaption>" in body(f"<article>{PARAGRAPHS[0]}{figure}{STORY}</article>")


def test_a_line_that_announces_other_stories_goes_with_them() -> None:
    others = '<p>Related:</p><ul><li><a href="/a">The pier</a></li><li><a href="/b">The mole</a></li></ul>'
    found = body(f"<article>{STORY}{others}{STORY}</article>")
    assert "Related" not in found
    assert "The mole" not in found


def test_a_heading_with_nothing_below_it_ends_no_story() -> None:
    assert body(f"<article>{STORY}<h2>What to read next week</h2></article>").endswith("</p>")


def test_a_paragraph_whose_sentences_are_links_stays() -> None:
    linked = '<p><a href="https://news.example/a">All that is known about the pier, and it is a lot,</a> was said.</p>'
    assert linked in body(f"<article>{STORY}{linked}{STORY}</article>")


def test_a_page_of_nothing_but_links_is_no_error() -> None:
    found = body("<nav>" + "".join(f'<a href="/{number}">Section {number}</a> ' for number in range(50)) + "</nav>")
    assert "Section 7" in found


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(ExtractionError, match="no text"):
        body('<nav></nav><img src="https://news.example/a.png">')
