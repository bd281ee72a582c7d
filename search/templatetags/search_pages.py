"""What templates ask of search: the address of a hit, and what is wrong with the index."""

from urllib.parse import urlencode

from django import template

from search.backends import Group
from search.hits import Hit
from search.language import Query
from search.models import IndexState

register = template.Library()


@register.simple_tag
def address_of(hit: Hit, query: Query) -> str:
    """Return the address at which a hit is read: an article opens at its first match, with all of them painted."""
    if hit.group is not Group.ARTICLES or hit.offset is None:
        return hit.address
    return f"{hit.address}?{urlencode({'q': str(query)})}#at-{hit.offset}"


@register.simple_tag
def index_problem() -> str:
    """Return what is wrong with the search index, or nothing."""
    return IndexState.now().problem
