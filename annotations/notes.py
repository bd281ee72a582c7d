"""Notes are Markdown; what is served is rendered once, without raw HTML, and sanitised all the same. No Django."""

import re
from collections.abc import Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

TAGS = {"p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"}
ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
# Marks that turn the letters after them around, whatever their script: nobody writes with them, some deceive.
# The gentler ones, which Arabic script needs beside Latin, end with their paragraph and stay.
OVERRIDES = re.compile("[\u202d\u202e]")


def render_note(note: str) -> str:
    """Return the note as HTML that is safe to serve; an empty note gives an empty string.

    Headings become bold paragraphs: a card is no place for an outline of its own. Images become their
    alternative text. Links open http, https and mailto addresses; what else looks like one stays as typed.
    """
    if not note.strip():
        return ""
    html = nh3.clean(
        _rendered(note),
        tags=TAGS,
        attributes={"a": {"href"}, "*": set()},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow ugc",
    )
    return OVERRIDES.sub("", html).strip()


def _rendered(note: str) -> str:
    tokens = MARKDOWN.parse(note)
    if tokens and max(token.level for token in tokens) < MARKDOWN.options["maxNesting"] - 1:
        return str(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))
    # The parser drops what is quoted deeper, and addresses nothing refers to: they are shown as typed instead.
    return "<p>{}</p>".format(escapeHtml(note).replace("\n", "<br>"))


def _alternative_text(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    image = tokens[index]
    return escapeHtml(renderer.renderInlineAsText(image.children, options, env) or str(image.attrs["src"]))


class Markdown(MarkdownIt):
    """Markdown as notes have it."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "breaks": True})
        self.enable("strikethrough")
        self.add_render_rule("heading_open", lambda *_: "<p><strong>")
        self.add_render_rule("heading_close", lambda *_: "</strong></p>\n")
        self.add_render_rule("image", _alternative_text)

    def validateLink(self, url: str) -> bool:  # noqa: N802, the name is the library's
        return ADDRESS.fullmatch(url) is not None


MARKDOWN = Markdown()
