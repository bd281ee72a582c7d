"""Builds one library of the search bench, unless it is there, and measures it. Started by tests.bench.search."""

import gc
import os
import uuid
from collections.abc import Callable
from statistics import median
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from annotations.models import Annotation  # noqa: E402
from articles.models import Article, Revision  # noqa: E402
from search import upkeep  # noqa: E402
from search.backends import Group, index  # noqa: E402
from search.finding import find, suggest  # noqa: E402
from search.language import read  # noqa: E402
from search.models import IndexState  # noqa: E402
from search.resolving import Resolver  # noqa: E402
from tests.bench.large_library import fill, languages  # noqa: E402
from tests.bench.search import timed  # noqa: E402

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "15"))


def main() -> None:
    articles = int(os.environ["BENCH_ARTICLES"])
    call_command("migrate", verbosity=0)
    if Article.objects.count() < articles:
        fill(articles)
    if not IndexState.now().built_at or not index(IndexState.now().slot).known("annotation", [articles * 10]):
        upkeep.rebuild(show_progress=True)
    person = User.objects.get(username="reader3")
    gc.freeze()  # as newsroom.wsgi does
    print(f"{connection.vendor}, {articles:,} articles, {Annotation.objects.count():,} annotations")
    _sizes()
    for name, text in queries().items():
        ours, slow = timed(lambda text=text: find(text, person), ROUNDS)
        typed, _ = timed(lambda text=text: suggest(text, person), ROUNDS)
        bare = timed(bare_engine(text, person), ROUNDS)[0]
        count = find(text, person)
        counts = "/".join(f"{found.count}{'+' if found.is_over else ''}" for found in count.groups.values())
        print(f"  {name:28} {ours:7.1f} ms  p95 {slow:7.1f}  typing {typed:6.1f}  bare {bare:7.1f}  {counts}")
    _adding(person)


def queries() -> dict[str, str]:
    """Return queries by what is special about them; the words are those of the generator, by their rank."""
    known = languages()
    en, zh, ru, ar = (known[code].words for code in ("en", "zh", "ru", "ar"))
    pair = next(word for word in zh[300:] if len(word) == 2)
    return {
        "rare word": en[30_000],
        "word in 1 % of texts": en[1500],
        "word in 5 %": en[250],
        "common word": en[20],
        "commonest word": en[0],
        "two words": f"{en[100]} {en[400]}",
        "phrase": f'"{en[20]} {en[30]}"',
        "prefix of 3": f"{en[3000][:3]}*",
        "prefix of 2": f"{en[3000][:2]}*",
        "Russian": ru[400],
        "Arabic": ar[400],
        "Chinese, two characters": pair,
        "Chinese, one character": pair[0],
        "Chinese phrase": zh[40] + zh[60],
        "without": f"{en[250]} -{en[20]}",
        "outlet": f'{en[250]} outlet:"Outlet 3"',
        "theme": f'{en[250]} theme:"Theme 7 of the bench"',
        "theme alone": 'theme:"Theme 7 of the bench"',
        "author and date": f"{en[100]} by:reader7 after:2019",
        "private": "is:private",
        "no such word": "xqzvkjw",
    }


def bare_engine(text: str, person: User) -> Callable[[], Any]:
    """Return what asks the engine alone for 20 rows of each of its tables, without visibility, count or order."""
    at = index(IndexState.now().slot)
    resolver = Resolver(at, person)
    tree = read(text).tree
    statements = []
    for group in (Group.ARTICLES, Group.PASSAGES):
        asked, _ = resolver.split(resolver.expression(tree, group), group.kind)
        source = at.source(group.kind, asked)
        if connection.vendor == "sqlite" and asked:
            table = at.table(group.kind)
            statements.append((f"SELECT rowid FROM {table} WHERE {table} MATCH %s LIMIT 20", source.params))
        else:
            sql = f"SELECT m.id FROM {source.tables} WHERE {source.condition} ORDER BY {source.place} DESC LIMIT 20"
            statements.append((sql, source.params))

    def run() -> None:
        with connection.cursor() as cursor:
            for sql, params in statements:
                cursor.execute(sql, params)
                cursor.fetchall()

    return run


def _sizes() -> None:
    slot = IndexState.now().slot
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(length) FROM articles_revision")
        if connection.vendor == "sqlite":
            cursor.execute(f"SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search_%_{slot}%'")
            size = cursor.fetchone()[0]
            cursor.execute(
                "SELECT (SELECT sum(length(CAST(text AS BLOB))) FROM articles_revision)"
                " + (SELECT sum(length(CAST(exact AS BLOB)) + length(CAST(note AS BLOB))) FROM annotations_annotation)"
            )
        else:
            cursor.execute(
                "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relname LIKE %s",
                [f"search\\_%\\_{slot}"],
            )
            size = cursor.fetchone()[0]
            cursor.execute(
                "SELECT (SELECT sum(octet_length(text)) FROM articles_revision)"
                " + (SELECT sum(octet_length(exact) + octet_length(note)) FROM annotations_annotation)"
            )
        text = cursor.fetchone()[0]
    size, text = int(size), int(text)
    print(f"  index {size / 1e6:.0f} MB, text {text / 1e6:.0f} MB, ratio {size / text:.2f}")


def _adding(person: User) -> None:
    """Compare adding an annotation with and without its index entry, alone and as a whole request; nothing is kept."""
    revision = Revision.objects.order_by("?").first()
    last, at = Annotation.objects.order_by("pk").last().pk, index(IndexState.now().slot)
    note = "A note of a sentence or two, with words that other notes have as well."
    mark = {"start": 10, "end": 110, "note": note, "visibility": "everyone"}
    browser = Client(headers={"host": "localhost"})
    browser.force_login(person)
    page = f"/articles/{revision.article_id}/annotations/"

    def add() -> None:
        Annotation.post(author=person, revision=revision, key=uuid.uuid4(), themes=[], **mark)

    def post() -> None:
        answer = browser.post(page, {**mark, "revision": revision.pk, "key": uuid.uuid4(), "themes": ""})
        assert answer.status_code < 300, answer

    for name, action in (("adding an annotation", add), ("the request around it", post)):
        indexed, plain = [], []
        for _ in range(5):  # in turns, as the machine is not the same all the time
            upkeep.be_quiet()
            at.unfollow()
            plain.append(timed(action, 30)[0])
            at.follow()
            upkeep.listen()
            indexed.append(timed(action, 30)[0])
        ratio = median(indexed) / median(plain)
        print(f"  {name} {median(indexed):.2f} ms, without the index {median(plain):.2f} ms, ratio {ratio:.2f}")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE annotations_annotation SET anchor_id = NULL WHERE id > %s", [last])
        cursor.execute("DELETE FROM annotations_anchor WHERE annotation_id > %s", [last])
        Annotation.objects.filter(pk__gt=last).delete()


if __name__ == "__main__":
    main()
