"""What is documented is documented truly: every address of ours stands in the table."""

import re

import pytest
from django.conf import settings
from django.urls import get_resolver

ADDRESSES = [
    re.sub(r"<int:\w+>", "N", re.sub(r"<str:\w+>", "SLUG", f"{included.pattern}{pattern.pattern}"))
    for included in get_resolver().url_patterns
    for pattern in getattr(included, "url_patterns", [])
    if str(included.pattern) in ("", "admin/articles/article/")
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_stands_in_the_table(address: str) -> None:
    table = (settings.BASE_DIR / "docs/architecture.md").read_text(encoding="utf-8")
    assert re.search(rf"`(GET|POST|GET, POST) /{re.escape(address)}`", table)


def test_there_are_addresses() -> None:
    assert {"", "articles/N/", "annotations/N/edit/", "themes/SLUG/", "admin/articles/article/N/correct/"} <= set(
        ADDRESSES
    )
