"""Groups and orders of results, and links to this page with others."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from newsroom.http import AuthenticatedRequest
from search.backends import Group
from search.finding import SORTS
from search.hits import Hit
from search.results import Results
from search.views.sentences import GROUPS, number

_SORTS = dict(zip(SORTS, (_("Best"), _("Newest"), _("Oldest")), strict=True))


@dataclass(frozen=True)
class Choice:
    """A link to other results; `count` is empty where nobody counted."""

    label: str
    address: str
    is_chosen: bool
    count: str = ""


@dataclass(frozen=True)
class Section:
    """What was found in one group; `more` leads to all of it where only the first few are shown."""

    group: Group
    title: str
    count: str
    hits: list[Hit]
    more: str = ""


def sections(request: AuthenticatedRequest, results: Results, group: Group | None) -> list[Section]:
    """Return the chosen group, or all that have results."""
    return [
        Section(
            found.group,
            str(GROUPS[found.group]),
            number(found.count, found.is_over),
            found.hits,
            _address(request, group=found.group) if not group and found.count > len(found.hits) else "",
        )
        for found in results.groups.values()
        if found.hits or group
    ]


def tabs(request: AuthenticatedRequest, results: Results, group: Group | None) -> list[Choice]:
    """Return all groups together, and each of them, with how many there are where that is known."""
    everything = Choice(str(_("All")), _address(request, group=""), group is None)
    counts = {found.group: number(found.count, found.is_over) for found in results.groups.values()}
    return [everything] + [
        Choice(str(label), _address(request, group=one), one is group, counts.get(one, ""))
        for one, label in GROUPS.items()
    ]


def sorts(request: AuthenticatedRequest, sort: str) -> list[Choice]:
    """Return the orders that results may have."""
    return [Choice(str(label), _address(request, sort=name), name == sort) for name, label in _SORTS.items()]


def _address(request: AuthenticatedRequest, **changes: str) -> str:
    """Return the address of the first page with these changes."""
    values = request.GET.copy()
    values.pop("page", None)
    for name, value in changes.items():
        values.pop(name, None)
        if value:
            values[name] = value
    return f"{request.path}?{values.urlencode()}"
