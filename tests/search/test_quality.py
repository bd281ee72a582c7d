"""Queries with known answers in ten languages: tests/data/search/LANGUAGE.toml.

"a > b c" means that a is found before b and c, these two in any order, and nothing else is found.
"""

import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from articles.models import Article
from search.backends import Group
from search.finding import find
from search.language import Not, read
from search.snippets import wanted

FILES = sorted((settings.BASE_DIR / "tests/data/search").glob("*.toml"))


def test_there_are_many_queries() -> None:
    assert len(FILES) == 10
    assert sum(len(_load(file)["queries"]) for file in FILES) > 200


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_everything_that_is_there_is_found(file: Any, publish: Callable[..., Article], reader: User) -> None:
    data = _load(file)
    names: dict[int, str] = {}
    for name, article in data["articles"].items():
        published = publish(f"<p>{article['body']}</p>", headline=article["headline"], language=data["language"])
        names[published.pk] = name
    problems = []
    for query, expected in data["queries"].items():
        found = find(query, reader, group=Group.ARTICLES).groups[Group.ARTICLES]
        order = [names[hit.object.pk] for hit in found.hits]
        if not _is_as_expected(order, expected):
            problems.append(f"{query}: {' '.join(order) or 'nothing'}, not {expected or 'nothing'}")
        unclear = [names[hit.object.pk] for hit in found.hits if not _shows(hit, query)]
        problems += [f"{query}: no match shown in {name}" for name in unclear]
    assert not problems, "\n".join(problems)


def _load(file: Any) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _is_as_expected(order: list[str], expected: str) -> bool:
    for group in expected.split(">"):
        names = set(group.split())
        if set(order[: len(names)]) != names:
            return False
        order = order[len(names) :]
    return not order


def _shows(hit: Any, query: str) -> bool:
    """Whether the result shows a match; a query that only leaves out has none to show."""
    tree = read(query).tree
    return not list(wanted(tree)) or isinstance(tree, Not) or bool(hit.title.matches or hit.text.matches)
