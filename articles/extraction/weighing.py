"""Which part of a web page is the article, by weighing its paragraphs: the method of Arc90's Readability (2009), with
what Mozilla's Readability added to it since (both under the Apache License 2.0), written anew.

A paragraph weighs by its length and its commas, and gives its weight to the elements around it, less to the outer ones.
The heaviest element, its share of links subtracted, holds the article; siblings that look like it are added, and boxes
in it that are mostly links, lists or pictures are taken out."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from .blocks import HEADINGS, Block
from .elements import Counts, Element, build, is_data_table

WEIGHED = HEADINGS - {"h1"} | {"p", "td", "pre", "section"}
FIRST_SCORES = {
    "div": 5,
    **dict.fromkeys(("pre", "td", "blockquote"), 3),
    **dict.fromkeys(("address", "ol", "ul", "dl", "dd", "dt", "li", "form"), -3),
    **dict.fromkeys((*HEADINGS, "th"), -5),
}
# What makers of pages call their boxes.
UNLIKELY = re.compile(
    r"-ad-|ad-break|agegate|ai2html|banner|breadcrumb|combx|comment|community|cookie|consent|cover-wrap|disqus|extra|"
    r"footer|gdpr|header|legends|menu|newsletter|pager|pagination|popup|related|remark|replies|rss|shoutbox|sidebar|"
    r"skyscraper|social|sponsor|supplemental",
    re.IGNORECASE,
)
PERHAPS = re.compile(r"and|article|body|column|content|main|shadow", re.IGNORECASE)
FAVOURED = re.compile(r"article|blog|body|content|entry|main|page|post|story|text", re.IGNORECASE)
DISFAVOURED = re.compile(
    r"-ad-|banner|combx|comment|com-|contact|footer|gdpr|hidden|\bhid\b|masthead|media|meta|outbrain|promo|related|"
    r"scroll|share|shoutbox|shopping|sidebar|skyscraper|sponsor|tags|widget",
    re.IGNORECASE,
)
SHARING = re.compile(r"(?:\b|_)(?:share|sharedaddy|social)(?:\b|_)", re.IGNORECASE)
UNLIKELY_ROLES = frozenset({"menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog"})
# Less is not an article: then it is tried again with fewer rules.
ENOUGH = 500
COMPETITORS = 5


@dataclass(frozen=True)
class Kept:
    """The ids of the nodes that are the article, and how many code points they hold."""

    nodes: frozenset[int]
    length: int

    def has(self, block: Block) -> bool:
        node = block.node
        if node is None or node.mem_id in self.nodes or not node.is_element_node:
            return node is not None and node.mem_id in self.nodes
        return any(inner.mem_id in self.nodes for inner in node.css("p, div, td, li, section, article"))


def weigh(body: LexborNode) -> Kept:
    """The article among the elements of `body`, as far as weights tell."""
    best = Kept(frozenset(), 0)
    for rules in (Rules(), Rules(unlikely=False), Rules(unlikely=False, names=False), Rules(False, False, False)):
        kept = _grab(body, rules)
        if kept.length >= ENOUGH:
            return kept
        best = max(best, kept, key=lambda kept: kept.length)
    return best


@dataclass(frozen=True)
class Rules:
    """Which rules are in force: against unlikely elements, by names, against boxes of links."""

    unlikely: bool = True
    names: bool = True
    cleaning: bool = True

    def weight(self, element: Element) -> int:
        if not self.names:
            return 0
        favour = sum(FAVOURED.search(name) is not None for name in element.names)
        return 25 * (favour - sum(DISFAVOURED.search(name) is not None for name in element.names))

    def skips(self, element: Element) -> bool:
        if not self.unlikely or element.tag in {"body", "a"}:
            return False
        if element.node is not None and element.node.attributes.get("role") in UNLIKELY_ROLES:
            return True
        called = " ".join(element.names)
        if not UNLIKELY.search(called) or PERHAPS.search(called):
            return False
        return not any(above.tag in {"table", "code"} for above in element.ancestors())


def _grab(body: LexborNode, rules: Rules) -> Kept:
    page = build(body, None, rules.skips)
    candidates = _score(page, rules)
    parts = _with_siblings(_top(page, candidates, rules))
    if rules.cleaning:
        parts = [part for part in parts if not _cleaned(part, rules, top=True)]
    nodes = frozenset(node for part in parts for element in part.within() for node in element.nodes)
    return Kept(nodes, sum(part.counts().length for part in parts))


def _score(page: Element, rules: Rules) -> list[Element]:
    """Give their scores to all elements around paragraphs; these elements, the heaviest first."""
    scored: list[Element] = []
    for element in page.within():
        if element.tag not in WEIGHED:
            continue
        counts = element.counts()
        if counts.length < 25:
            continue
        weight = 2 + counts.commas + min(counts.length // 100, 3)
        for level, above in enumerate(element.ancestors()):
            if level == 5:
                break
            if above.score is None:
                above.score = FIRST_SCORES.get(above.tag, 0) + rules.weight(above)
                scored.append(above)
            above.score += weight / (level * 3 if level > 1 else level + 1)
    for element in scored:
        element.score = (element.score or 0) * (1 - element.counts().links)
    return sorted(scored, key=lambda element: -(element.score or 0))


def _top(page: Element, candidates: list[Element], rules: Rules) -> Element:
    """The element that holds the article: the heaviest, or one around it that has as good a claim."""
    if not candidates or candidates[0] is page:
        return page
    top = candidates[0]
    score = top.score or 0
    rivals = [list(rival.ancestors()) for rival in candidates[1:COMPETITORS] if (rival.score or 0) >= score * 0.75]
    if len(rivals) >= 3:
        shared = (above for above in top.ancestors() if sum(above in rival for rival in rivals) >= 3)
        above = next(shared, page)
        top = above if above is not page else top
    last = top.score if top.score is not None else rules.weight(top) + FIRST_SCORES.get(top.tag, 0)
    threshold = last / 3
    for above in top.ancestors():
        if above is page or (above.score is not None and above.score < threshold):
            break
        if above.score is not None:
            if above.score > last:
                top = above
                break
            last = above.score
    while top.parent is not None and top.parent is not page and len(top.parent.children) == 1:
        top = top.parent
    if top.score is None:
        top.score = rules.weight(top) + FIRST_SCORES.get(top.tag, 0)
    return top


def _with_siblings(top: Element) -> list[Element]:
    """The top and those beside it that are of its kind, or paragraphs with sentences."""
    if top.parent is None:
        return [top]
    score = top.score or 0
    threshold = max(10, score * 0.2)
    return [sibling for sibling in top.parent.children if sibling is top or _belongs(sibling, top, threshold)]


def _belongs(sibling: Element, top: Element, threshold: float) -> bool:
    bonus = (top.score or 0) * 0.2 if sibling.names and sibling.names == top.names else 0
    if sibling.score is not None and sibling.score + bonus >= threshold:
        return True
    if sibling.tag != "p":
        return False
    counts = sibling.counts()
    return counts.length > 80 and counts.links < 0.25


def _cleaned(element: Element, rules: Rules, top: bool = False, shielded: bool = False) -> bool:
    """Take out of `element` what is no part of an article; whether it is to be taken out itself."""
    in_data = shielded or element.tag in {"code", "figure"} or _is_data(element)
    element.children = [child for child in element.children if not _cleaned(child, rules, shielded=in_data)]
    if element.tag in {"footer", "aside"}:
        return True
    if top or shielded:
        return False
    counts = element.counts()
    if any(SHARING.search(name) for name in element.names) and counts.length < ENOUGH:
        return True
    if element.tag in {"h1", "h2"}:
        return rules.weight(element) < 0
    if element.tag in {"form", "fieldset", "table", "ul", "div"} and not counts.data_tables:
        return rules.weight(element) < 0 or (counts.commas < 10 and _is_shady(element, counts, rules.weight(element)))
    return False


def _is_shady(element: Element, counts: Counts, weight: int) -> bool:
    is_list = element.tag == "ul" or counts.in_lists > counts.length * 0.9
    inside = counts.in_blocks - (counts.length if element.tag == "div" else 0)
    return (
        (counts.pictures > 1 and counts.paragraphs < counts.pictures * 0.5)
        or (not is_list and counts.items - 100 > counts.paragraphs)
        or (
            not is_list
            and counts.in_headings < counts.length * 0.9
            and counts.length < 25
            and counts.pictures in {0, 3, 4, 5}
            and counts.linked > 0
        )
        or (not is_list and weight < 25 and counts.links > 0.2)
        or (weight >= 25 and counts.links > 0.5)
        or (not counts.pictures and not inside and element.tag != "ul" and not counts.paragraphs)
    )


def _is_data(element: Element) -> bool:
    return element.tag == "table" and element.node is not None and is_data_table(element.node)


__all__ = ["Callable", "Kept", "weigh"]
