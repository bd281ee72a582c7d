"""What nobody reads in a web page is cut off before anything looks at it: programs, drawings, controls, the hidden."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

# What describes the page for machines stays: its makers are named there.
MACHINERY = (
    "script:not([type='application/ld+json']), style, template, noscript, svg, canvas, object, embed, iframe, audio, "
    "video, input, button, select, textarea, datalist, dialog:not([open])"
)
HIDDEN = "[hidden], [aria-hidden=true], [aria-modal=true], [style*=display], [style*=visibility]"
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A page saved behind a dialog, or before its programs ran, hides its article: much text is never hidden for good.
MUCH = 0.3
INVITATION = 400
BOXES = frozenset({"div", "section", "aside"})


def prune(tree: LexborHTMLParser) -> None:
    """Take out of `tree` all that no reader sees, unless it is a good part of the page's words."""
    lengths: dict[int, int] = {}
    for node in tree.css("form"):
        _mark_invitation(node, lengths)
    for node in tree.css(MACHINERY):
        node.decompose()
    whole = _length(tree.body) if tree.body else 0
    for node in tree.css(HIDDEN):
        if node.tag not in {"html", "body"} and _is_hidden(node) and _length(node) < whole * MUCH:
            node.decompose()


def _mark_invitation(form: LexborNode, lengths: dict[int, int]) -> None:
    """Say of a box around a form with one line to fill in that it stands beside the story."""
    if form.css_first("input[type=email], input[type=text], input:not([type])") is None or _length(form) > INVITATION:
        return
    box = form
    while box.parent is not None and box.parent.tag in BOXES:
        if lengths.setdefault(box.parent.mem_id, -1) < 0:
            lengths[box.parent.mem_id] = _length(box.parent)
        if lengths[box.parent.mem_id] > INVITATION:
            break
        box = box.parent
    box.attrs["role"] = "complementary"


def _is_hidden(node: LexborNode) -> bool:
    said = node.attributes
    if "hidden" in said or said.get("aria-hidden") == "true" or said.get("aria-modal") == "true":
        return True
    return UNSEEN.search(said.get("style") or "") is not None


def _length(node: LexborNode) -> int:
    return len(node.text())


def unfold(tree: LexborHTMLParser) -> None:
    """Take off a quotation or a fold that holds most of a page's paragraphs: it frames the page, no more."""
    paragraphs = sum(_length(node) for node in tree.css("p"))
    for node in tree.css("blockquote, details"):
        inner = node.css("p")
        if len(inner) > 2 and sum(_length(part) for part in inner) > paragraphs / 2:
            node.unwrap()
