"""Saving a typing error's correction of a 60,000-character article that carries 10,000 annotations, in seconds.

On the database of DATABASE_URL, else on SQLite, in a test database of its own; everything that a correction does is
done, the rows of all anchors written and the transaction committed. Beside it, what an editor waits for before: telling
what becomes of the annotations.
"""

import os
import random
import tempfile
import time
from statistics import median

import django

CHARACTERS = 60_000
ANNOTATIONS = 10_000
ROUNDS = 5
AIM = 2.0


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        django.setup()
        from django.db import connection
        from django.test.utils import setup_databases, teardown_databases

        connection.settings_dict["TEST"]["NAME"] = _name(folder, connection.vendor)
        made = setup_databases(verbosity=0, interactive=False)
        try:
            times = _measure()
        finally:
            teardown_databases(made, verbosity=0)
    print(f"Correcting ({connection.vendor}; {CHARACTERS:,} characters, {ANNOTATIONS:,} annotations), s")
    for name, seconds in times.items():
        print(f"  {name:42} {median(seconds):6.2f}   slowest {max(seconds):6.2f}   aim {AIM:.0f}")


def _name(folder: str, vendor: str) -> str:
    return f"{folder}/test.sqlite3" if vendor == "sqlite" else f"test_newsroom_bench_{os.getpid()}"


def _measure() -> dict[str, list[float]]:
    from django.contrib.auth.models import User

    from articles.models import Article
    from articles.text import prepare
    from corrections.forecast import forecast

    editor = User.objects.create(username="editor")
    article = Article.objects.create(headline="Long", created_by=editor)
    html = _html()
    article.revise(html, editor)
    article.publish()
    _annotate(article, editor)
    times: dict[str, list[float]] = {"see what happens": [], "save": []}
    for number in range(ROUNDS):
        html = html.replace("</p>", f", or so {number}</p>", 1).replace("harbour", "harbor", 1)
        started = time.perf_counter()
        forecast(article, prepare(html).text)
        times["see what happens"].append(time.perf_counter() - started)
        seen = article.current.number
        started = time.perf_counter()
        article.correct(html, editor, seen=seen, kind="typo")
        times["save"].append(time.perf_counter() - started)
        assert article.current.anchors.count() == ANNOTATIONS
    return times


def _html() -> str:
    chance = random.Random(1)
    words = ["".join(chance.choices("etaoinshrdlucmfw", k=chance.randint(2, 10))) for _ in range(2_000)]
    pieces: list[str] = []
    length = 0
    while length < CHARACTERS:
        pieces.append(f"<p>The harbour of {' '.join(chance.choices(words, k=chance.randint(40, 110)))}.</p>")
        length += len(pieces[-1])
    return "".join(pieces)


def _annotate(article, editor) -> None:
    """Mark passages of a word to a paragraph, anywhere."""
    from annotations.models import Anchor, Annotation

    chance = random.Random(2)
    revision = article.current
    passages = []
    for _ in range(ANNOTATIONS):
        start = chance.randrange(revision.length - 300)
        passages.append((start, start + min(300, 4 + int(chance.expovariate(1 / 60)))))
    fields = {"author": editor, "article": article, "revision": revision}
    annotations = Annotation.objects.bulk_create(
        Annotation(**fields, start=start, end=end, exact=revision.text[start:end]) for start, end in passages
    )
    anchors = Anchor.objects.bulk_create(annotation.first_anchor(revision) for annotation in annotations)
    for annotation, anchor in zip(annotations, anchors, strict=True):
        annotation.anchor = anchor
    Annotation.objects.bulk_update(annotations, ["anchor"], batch_size=500)


if __name__ == "__main__":
    main()
