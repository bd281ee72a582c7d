"""What makers of pages call their elements: classes and ids tell a story's box from what stands beside it."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

ASIDES = frozenset({"nav", "aside", "footer", "form", "dialog", "menu"})
NAMED_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:ad(?:s|box|break|container|slot|unit|wrap\w*)?|advert\w*|anzeigen?|author\w*|banner|bio|breadcrumbs?|buttons?|byline|consent|cookies?|cta|"
    r"disqus|gdpr|icons?|infos?|loading\w*|login|menu\w*|meta|modal|nav\w*|newsletter\w*|next\w*|noprint|outbrain|"
    r"pag(?:er|ination)|paywall|popup|prev\w*|promo\w*|ratings?|recommend\w*|register|relat\w*|share\w*|sharing|"
    r"sidebar\w*|signup|snippet\w*|soc|social\w*|sponsor\w*|subscri\w*|taboola|tag(?:s|menu)?|teasers?\w*|titlebar|"
    r"tool(?:s|bar)?|trending|trust\w*|widgets?)(?![a-z])|comment|footer(?![a-z])",
    re.IGNORECASE,
)
LENGTH_OF_CARD = 600
# Names that no maker of pages gives to a story.
SURELY_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:ad(?:s|box|break|container|slot|unit|wrap\w*)?|advert\w*|cookies?|consent|disqus|gdpr|newsletter\w*|outbrain|paywall|promo|recommend\w*|related\w*|"
    r"sharedaddy|sign-?up|subscri(?:be|ption)\w*|taboola)(?![a-z])",
    re.IGNORECASE,
)
ROLES = frozenset({"alertdialog", "complementary", "dialog", "menu", "menubar", "navigation", "search"})
NAVIGATION = re.compile(r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?)(?![a-z])", re.IGNORECASE)
COMMENTS = re.compile("comment|disqus|replies|respond", re.IGNORECASE)


def is_aside(node: LexborNode) -> bool:
    """Whether `node` is, by its kind or by what it is called, navigation, a form or an invitation."""
    if node.tag in ASIDES or NAMED_ASIDE.search(called(node)):
        return True
    return node.is_element_node and node.attributes.get("role") in ROLES


def leads_elsewhere(node: LexborNode) -> bool:
    """Whether `node` is the navigation of a site."""
    return node.tag == "nav" or NAVIGATION.search(called(node)) is not None


def is_card(node: LexborNode) -> bool:
    """Whether `node` shows another story in brief: a heading that is a link, and a few words."""
    return (
        node.is_element_node
        and node.css_first("h2 a, h3 a, h4 a, a h2, a h3, a h4, a[href] > h5") is not None
        and len(node.text()) < LENGTH_OF_CARD
    )


def called(node: LexborNode) -> str:
    """The classes and the id of an element."""
    said = node.attributes if node.is_element_node else {}
    return f"{said.get('class') or ''} {said.get('id') or ''}".strip()


def ancestors(node: LexborNode | None) -> Iterator[LexborNode]:
    """`node` and the elements around it, the innermost first, up to the page's body and without it."""
    while node is not None and node.tag not in {"body", "html"}:
        yield node
        node = node.parent
