"""The query language: from what somebody types to a small tree, and back. Pure: no Django. See docs/search.md."""

from search.language.fields import FIELDS, Field, period
from search.language.forms import compose, form_of, with_field
from search.language.reading import LONGEST, MOST_TERMS, Query, read
from search.language.slips import SLIPS, Slip
from search.language.tree import And, Kind, Node, Not, Or, Words, write

__all__ = [
    "FIELDS", "LONGEST", "MOST_TERMS", "SLIPS", "And", "Field", "Kind", "Node", "Not", "Or", "Query", "Slip", "Words",
    "compose", "form_of", "period", "read", "with_field", "write",
]  # fmt: skip
