"""Readers mark words in the very moment in which an editor corrects them: every annotation gets its place."""

import uuid
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from annotations.models import Anchor, Annotation
from articles.models import Article, Outdated

ROUNDS = 12
SENTENCES = (
    "The harbour opened on Monday after a long inspection.",
    "Ships waited outside for three days.",
    "Divers looked at the piers and found nothing.",
    "Nobody was in a hurry, said the harbour master.",
)
AtOnce = Callable[..., list[object]]


def wording(number: int) -> str:
    """A new sentence comes in front, another in the middle changes."""
    news = f"Correction number {number} of the harbour authority."
    middle = SENTENCES[1].replace("three", str(number))
    return "".join(f"<p>{words}</p>" for words in (news, SENTENCES[0], middle, *SENTENCES[2:]))


@pytest.mark.django_db(transaction=True)
def test_every_annotation_is_on_words_that_it_is_entitled_to(
    publish: Callable[..., Article], reader: User, other_reader: User, editor: User, at_once: AtOnce
) -> None:
    for round_ in range(ROUNDS):
        article = publish("".join(f"<p>{words}</p>" for words in SENTENCES), headline=f"Round {round_}")
        seen = article.current

        def annotate(by: User, words: str, seen=seen) -> None:
            start = seen.text.index(words)
            passage = {"start": start, "end": start + len(words), "note": words, "visibility": "everyone"}
            Annotation.post(author=by, revision=seen, key=uuid.uuid4(), themes=[], **passage)

        def correct(article=article) -> None:
            for number in (1, 2):
                held = Article.objects.get(pk=article.pk)
                held.correct(wording(number), editor, seen=number, kind="update")

        at_once(
            lambda: annotate(reader, "the harbour master"),
            lambda: annotate(reader, "opened on Monday"),
            correct,
            lambda: annotate(other_reader, "three"),
            lambda: annotate(other_reader, "found nothing"),
        )

        article.refresh_from_db()
        marks = list(article.annotations.select_related("anchor__revision"))
        assert len(marks) == 4
        for mark in marks:
            assert mark.anchor.revision == article.current
            if mark.exact == "three":
                # One word alone, and it was changed: what became of it, or nothing, but never other words.
                assert mark.anchor.is_lost or mark.anchor.words == "2"
            else:
                words = article.current.text[mark.anchor.start : mark.anchor.end]
                assert (mark.anchor.state, words) == ("exact", mark.exact)
    assert Anchor.objects.current().count() == 4 * ROUNDS


@pytest.mark.django_db(transaction=True)
def test_of_two_corrections_at_once_one_is_refused(
    publish: Callable[..., Article], reader: User, annotate: Callable[..., Annotation], editor: User, at_once: AtOnce
) -> None:
    article = publish("".join(f"<p>{words}</p>" for words in SENTENCES))
    mark = annotate(reader, article, "the harbour master")

    def correct(number: int) -> str:
        try:
            Article.objects.get(pk=article.pk).correct(wording(number), editor, seen=1, kind="fact")
        except Outdated:
            return "refused"
        return "corrected"

    outcomes = at_once(lambda: correct(1), lambda: correct(2))

    assert sorted(map(str, outcomes)) == ["corrected", "refused"]
    article.refresh_from_db()
    mark.refresh_from_db()
    assert (article.current.number, mark.anchor.revision, mark.anchor.state) == (2, article.current, "exact")
