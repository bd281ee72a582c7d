"""What makers of pages call their elements: classes and ids tell a story's box from what stands beside it."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

ASIDES = frozenset({"nav", "aside", "footer", "form", "dialog", "menu"})
NAMED_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|anzeigen?|author\w*|banner|bio|breadcrumbs?|buttons?|byline|consent|cookies?|cta|"
    r"disqus|gdpr|icons?|infos?|loading\w*|login|menu\w*|meta|modal|nav\w*|newsletter\w*|next\w*|noprint|outbrain|"
    r"pag(?:er|ination)|paywall|popup|prev\w*|promo\w*|ratings?|recommend\w*|register|relat\w*|share\w*|sharing|"
    r"sidebar\w*|signup|snippet\w*|soc|social\w*|sponsor\w*|subscri\w*|taboola|tag(?:s|menu)?|teasers?\w*|titlebar|"
    r"tool(?:s|bar)?|trending|trust\w*|widgets?)(?![a-z])|comment|footer(?![a-z])",
    re.IGNORECASE,
)
COMMENTS = re.compile("comment|disqus|replies|respond", re.IGNORECASE)


def called(node: LexborNode) -> str:
    """The classes and the id of an element."""
    said = node.attributes if node.is_element_node else {}
    return f"{said.get('class') or ''} {said.get('id') or ''}".strip()


def ancestors(node: LexborNode | None) -> Iterator[LexborNode]:
    """`node` and the elements around it, the innermost first, up to the page's body and without it."""
    while node is not None and node.tag not in {"body", "html"}:
        yield node
        node = node.parent
