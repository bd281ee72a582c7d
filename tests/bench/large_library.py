"""A large library for the search bench: words with Zipf's frequencies, in several scripts, always the same ones."""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, islice
from random import Random
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone
from tqdm import tqdm

FIRST_DAY = date(2015, 1, 1)
DAYS = 4000
ANNOTATIONS = 10  # to an article
PEOPLE = 50
ROWS = 2000

# language: share of the articles, letters, words of a text, whether words have spaces between them
SCRIPTS: dict[str, tuple[float, str, int, bool]] = {
    "en": (0.55, "etaoinshrdlucmfwypvbgk", 470, True),
    "ru": (0.15, "оеаинтсрвлкмдпуяыьгзбчй", 240, True),
    "zh": (0.15, "", 420, False),
    "ar": (0.10, "اليمونتربعدفسكقهحجش", 260, True),
    "ug": (0.05, "ئاىنلرقدەشتبگمسۇيكغپچوز", 240, True),
}


class Language:
    """Makes up words and draws from them as people do: the nth most frequent is n times as rare as the first."""

    def __init__(self, code: str, words: int = 60_000) -> None:
        self.code = code
        _, letters, self.length, self.is_spaced = SCRIPTS[code]
        dice = Random(code)
        if self.is_spaced:
            shapes = (dice.choices(letters, k=dice.randint(2, 11)) for _ in range(3 * words))
        else:
            shapes = ([chr(0x4E00 + int(dice.random() ** 3 * 6000)) for _ in range(dice.choice((1, 2, 2, 3)))]
                      for _ in range(3 * words))  # fmt: skip
        self.words = list(islice(dict.fromkeys("".join(shape) for shape in shapes), words))
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def text(self, dice: Random, length: int) -> str:
        words = dice.choices(self.words, cum_weights=self._weights, k=length)
        if not self.is_spaced:
            return "。".join("".join(words[at : at + 12]) for at in range(0, length, 12))
        paragraphs = (" ".join(words[at : at + 60]) for at in range(0, length, 60))
        return "\n\n".join(f"{paragraph.capitalize()}." for paragraph in paragraphs)


def languages() -> dict[str, Language]:
    return {code: Language(code) for code in SCRIPTS}


def fill(articles: int, show_progress: bool = True) -> None:
    """Write the library into the database, past the models and signals, for speed: nobody waits for this index yet."""
    from annotations.models import Theme

    people = [User.objects.create(username=f"reader{number}") for number in range(PEOPLE)]
    themes = [Theme.objects.create(name=f"Theme {number} of the bench", slug=f"theme-{number}") for number in range(40)]
    dice, known = Random(1), languages()
    keys = range(1, articles + 1)
    with tqdm(total=articles, desc="library", disable=not show_progress) as progress:
        for at in range(0, articles, ROWS // ANNOTATIONS):
            some = keys[at : at + ROWS // ANNOTATIONS]
            with transaction.atomic():
                _write(list(_rows(some, articles, dice, known, people, themes)))
            progress.update(len(some))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for name, (table, _) in _COLUMNS.items():
                if name != "tagging":  # the others were given their keys
                    cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
            cursor.execute("ANALYZE")  # PostgreSQL does so by itself after a while; on SQLite nobody does


def _rows(
    keys: range, articles: int, dice: Random, known: dict[str, Language], people: list[User], themes: list[Any]
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    shares = [share for share, *_ in SCRIPTS.values()]
    now = timezone.now()
    for key in keys:
        language = known[dice.choices(list(SCRIPTS), shares)[0]]
        text = language.text(dice, int(language.length * dice.uniform(0.3, 1.7)))
        day = FIRST_DAY + timedelta(days=key * DAYS // articles)
        outlet = f"Outlet {int(dice.random() ** 2 * 40)}"
        headline = language.text(dice, 8)[:200]
        yield "article", (
            key, headline, "Somebody", outlet, "", "", day, language.code, "", "published", key,
            people[0].pk, now, now, 1, "",
        )  # fmt: skip
        yield "revision", (key, key, 1, "", text, uuid.uuid4().hex, len(text), "", "", True, people[0].pk, now)
        for number in range(ANNOTATIONS):
            mark = key * ANNOTATIONS + number
            start = dice.randrange(max(1, len(text) - 120))
            quote = text[start : start + 120]
            note = known["en"].text(dice, 15) if number % 2 else ""
            private = "private" if dice.random() < 0.2 else "everyone"
            author = people[int(dice.random() ** 2 * PEOPLE)].pk
            made = now - timedelta(days=DAYS - key * DAYS // articles, seconds=number)
            yield "anchor", (mark, mark, key, start, start + len(quote), "exact", 1.0, "", False)
            yield "annotation", (
                mark, author, key, key, start, start + len(quote), quote, "", "", mark, note, "", private,
                str(uuid.uuid4()) if connection.vendor == "postgresql" else uuid.uuid4().hex, made,
            )  # fmt: skip
            if number % 3 == 0:
                yield "tagging", (dice.choice(themes).pk, mark)


_COLUMNS = {
    "revision": (
        "articles_revision",
        "id article_id number body text sha256 length kind reason reason_shown created_by_id created_at",
    ),
    "article": (
        "articles_article",
        "id headline byline outlet agency dateline published_on language source_url status current_id created_by_id "
        "created_at published_at public_from usage_terms",
    ),
    "annotation": (
        "annotations_annotation",
        "id author_id article_id revision_id start end exact prefix suffix anchor_id note note_html visibility key "
        "created_at",
    ),
    "anchor": ("annotations_anchor", "id annotation_id revision_id start end state confidence words is_noted"),
    "tagging": ("annotations_tagging", "tag_id content_object_id"),
}


def _write(rows: list[tuple[str, tuple[Any, ...]]]) -> None:
    with connection.cursor() as cursor:
        for name, (table, columns) in _COLUMNS.items():
            some = [row for kind, row in rows if kind == name]
            names = ", ".join(f'"{column}"' for column in columns.split())
            marks = ", ".join(["%s"] * len(columns.split()))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", some)
