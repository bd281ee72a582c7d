"""What a search has found."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

from search.backends import Group
from search.facets import Counts, Facet
from search.hits import Hit
from search.language import Query

PAGE = 20


@dataclass
class Found:
    """What was found in one group: the hits of a page, how many there are, and facets to narrow them down.

    `count` is exact unless `is_over`, then there are more; `is_partial` where the time was up before all was seen.
    """

    group: Group
    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    is_over: bool = False
    is_partial: bool = False
    facets: dict[str, list[Facet]] = field(default_factory=dict)
    page: int = 1
    keys: list[int] = field(default_factory=list)
    counts: Counts = field(default_factory=dict)

    @property
    def pages(self) -> int:
        return max(1, ceil(self.count / PAGE))


@dataclass
class Results:
    """What was found, group by group.

    `suggestion` is a corrected query that finds something, where this one finds nothing. `is_degraded`: the index
    could not be used, and headlines alone were looked through.
    """

    query: Query
    groups: dict[Group, Found]
    sort: str = "best"
    suggestion: str = ""
    is_degraded: bool = False

    @property
    def is_partial(self) -> bool:
        """Whether the time was up before everything was seen."""
        return any(found.is_partial for found in self.groups.values())

    @property
    def count(self) -> int:
        return sum(found.count for found in self.groups.values())

    @property
    def is_over(self) -> bool:
        return any(found.is_over for found in self.groups.values())
