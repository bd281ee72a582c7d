"""Notes are Markdown; what is served is rendered once, without raw HTML, and sanitised all the same. No Django."""

import re

import nh3
from markdown_it import MarkdownIt

MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("strikethrough")
TAGS = {"p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"}
HEADING = re.compile(r"h[1-6]")


def render_note(note: str) -> str:
    """Return the note as HTML that is safe to serve; an empty note gives an empty string.

    Headings become bold paragraphs: a card is no place for an outline of its own. Images become their
    alternative text, and links open only http, https and mailto addresses.
    """
    if not note.strip():
        return ""
    tokens = MARKDOWN.parse(note)
    for token in tokens:
        if HEADING.fullmatch(token.tag):
            token.tag = "p"
        for child in token.children or []:
            if child.type == "image":
                child.type, child.tag = "text", ""
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow ugc",
    ).strip()
