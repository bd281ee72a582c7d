"""What the pages of search say of a query, and of numbers."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.backends import Group
from search.language import Query

GROUPS = {
    Group.ARTICLES: gettext_lazy("Articles"),
    Group.PASSAGES: gettext_lazy("Passages"),
    Group.NOTES: gettext_lazy("Notes"),
    Group.THEMES: gettext_lazy("Themes"),
}


def sentences(query: Query) -> list[str]:
    """Return what could not be taken as it was typed, a sentence for each slip."""
    return [_(slip.sentence) % {"about": slip.about} for slip in query.slips]


def number(count: int, is_over: bool = False) -> str:
    """Return how many there are, in words where there are more than were counted."""
    grouped = number_format(count, force_grouping=True)
    return _("over %(count)s") % {"count": grouped} if is_over else grouped
