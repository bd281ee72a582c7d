"""Whatever is typed, there is an answer, and it comes in time."""

import time
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection

from articles.models import Article
from search.backends import Group
from search.finding import _Search, find, suggest
from search.language import read
from search.looking import Look
from search.results import Found, Results

TYPED = [
    "", " ", "-", "--", "*", "OR", "AND NOT OR", '"', '""', '"" ""', "(", ")", "()(", "(((((", "-()", "-(a",
    "a-", "a:", ":", "::a", "cotton NEAR/3 wages", 'NEAR("a" "b", 3)', "{head} : cotton", "head:cotton",
    "^cotton", "cotton + wages", 'cotton" OR rowid:"1', "cotton & !wages | (a <-> b)", "'cotton':*",
    "cotton:A*", "\\", "'", "';--", "%", "_", "a%b", "' OR 1=1", "\x00", "cot\x00ton", "\ud800", "cotton\udfff",
    "\ufffe\uffff", "e*", "* *", "before:2022-99", "after:0000-00-00", "on:9999", "before:9999-12-31",
    "after:9999", "on:0001", "before:99999", "is:", "lang:*", 'theme:""', 'theme:"', "outlet:'", "outlet:%",
    "by:*", "in:everything", "🙂", "🙂 cotton", "\u202ecotton", "ﷺ", "ﷺ" * 40, "İ", "ß*", "\u0301", "\u0301*",
    "a\u0301", "|", "@reuters", "=en", "~a", "^a", "x" * 10_000, "x " * 1000, "-x " * 1000, "(" * 5000,
    '"' * 999, "x OR " * 300, "强" * 900, "theme:a OR " * 40, "a* b* ab* " * 40,
    "-(cotton OR (wages -(fields OR (paid -(night)))))", "(a OR -b) c", "cotton (-a OR -b)",
    "-is:private -in:notes -has:note",
]  # fmt: skip


@pytest.mark.parametrize("text", TYPED, ids=range(len(TYPED)))
def test_there_is_an_answer(text: str, publish: Callable[..., Article], reader: User) -> None:
    publish("<p>They picked cotton in the fields at night for no wages.</p>", outlet="Reuters")
    started = time.monotonic()
    results = find(text, reader)
    assert not results.is_degraded
    assert not suggest(text, reader).is_degraded
    assert time.monotonic() - started < 10  # far from the hours that a query gone wrong takes
    assert results.count or results.query.tree or results.query.slips or not read(text).text


@pytest.mark.parametrize(
    "text", ["cotton\udfff", "🙂 cotton", "cot\x00ton OR cotton", "cotton (-a OR -b)", "^cotton", "'cotton':*"]
)
def test_what_can_be_found_is(text: str, publish: Callable[..., Article], reader: User) -> None:
    publish("<p>They picked cotton.</p>")
    assert find(text, reader).groups[Group.ARTICLES].count == 1


def test_when_the_time_is_up_what_was_found_is_shown(publish: Callable[..., Article], reader: User) -> None:
    for number in range(4):
        publish(headline=f"Cotton {number}")
    query = read("cotton")

    def slowly(look: Look, found: Found) -> None:
        if found.group is Group.ARTICLES:
            found.keys = look.keys(10)
            found.count = len(found.keys)
            return
        _count_for_ever()

    results: Results = _Search(query, reader, 0.2).run(list(Group), slowly, "best")
    assert results.is_partial
    assert not results.is_degraded
    assert results.groups[Group.ARTICLES].count == 4
    assert len(results.groups[Group.ARTICLES].hits) == 4
    assert not results.groups[Group.ARTICLES].is_partial
    assert results.groups[Group.NOTES].is_partial
    assert find("cotton", reader).count == 4  # and the next one is as ever


def _count_for_ever() -> None:
    series = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with connection.cursor() as cursor:
        cursor.execute(series)
