"""Before saving, an editor sees what becomes of annotations: those that all may see in words, the others in numbers."""

from collections.abc import Callable
from itertools import islice

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from annotations.models import Anchor, Annotation
from articles.models import Article, Revision
from articles.text import prepare
from corrections.forecast import MOST, Forecast, forecast
from tests.corrections.conftest import CHANGED, STORY

Annotate = Callable[..., Annotation]
Post = Callable[..., HttpResponse]
FIRST, SECOND, THIRD = (f"{paragraph}</p>" for paragraph in STORY.split("</p>")[:3])


def foretold(article: Article, html: str) -> Forecast:
    return forecast(article, prepare(html).text)


def listed(future: Forecast, state: str) -> list[str]:
    """The quotes that are listed in one state."""
    return [
        change.annotation.exact for section in future.sections if section.state == state for change in section.changes
    ]


def test_each_is_counted_and_what_changes_is_listed(story: Article, reader: User, annotate: Annotate) -> None:
    for quote in ("The harbour opened", "Ships waited outside for three days", "Nobody was in a hurry, said the"):
        annotate(reader, story, quote)
    future = foretold(story, FIRST + SECOND.replace("three days", "four days"))
    assert future.counts == {"exact": 1, "changed": 1, "lost": 1}
    assert listed(future, "changed") == ["Ships waited outside for three days"]
    assert listed(future, "lost") == ["Nobody was in a hurry, said the"]
    (changed, _) = future.sections
    assert changed.changes[0].passage.words == "Ships waited outside for four days"
    assert [piece.kind for piece in changed.changes[0].differences.rows[0].pieces] == [
        "kept",
        "deleted",
        "inserted",
        "kept",
    ]


def test_a_paragraph_that_moves_takes_them_along(story: Article, reader: User, annotate: Annotate) -> None:
    annotate(reader, story, "divers looked at the piers")
    long = "<p>" + " ".join(f"Sentence number {number} is about the harbour." for number in range(20)) + "</p>"
    story.correct(STORY + long, reader, seen=1, kind="update")
    future = foretold(story, FIRST + THIRD + long + SECOND)
    assert future.counts == {"moved": 1}
    assert listed(future, "moved") == ["divers looked at the piers"]


def test_they_are_listed_in_the_order_of_the_text(story: Article, reader: User, annotate: Annotate) -> None:
    quotes = ["Ships waited", "while divers looked", "outside for three days"]
    for quote in quotes:
        annotate(reader, story, quote)
    assert listed(foretold(story, FIRST + THIRD), "lost") == [quotes[0], quotes[2], quotes[1]]


def test_what_is_private_or_hidden_is_counted_and_never_shown(
    story: Article, reader: User, editor: User, moderator: User, annotate: Annotate, review: Post
) -> None:
    annotate(reader, story, "Ships waited outside", note="MINE", visibility="private")
    annotate(editor, story, "divers looked at", visibility="private")
    annotate(reader, story, "looked at the piers").hide(moderator, "No.")
    annotate(reader, story, "outside for three days")
    annotate(reader, story, "waited outside for").delete_by_author()
    future = foretold(story, FIRST + THIRD)
    assert future.counts == {"lost": 4}
    assert listed(future, "lost") == ["outside for three days"]
    page = review(story, FIRST + THIRD).text
    assert "2 of these are private and not shown here." in page
    assert "1 of these was hidden by a moderator and is not shown here." in page
    section = page.split("4 annotations whose words are gone")[1].split("</section>")[0]
    assert section.count("<li>") == 1
    assert "MINE" not in page


def test_the_counts_are_what_then_happens(
    story: Article, reader: User, annotate: Annotate, correct: Callable[..., Revision]
) -> None:
    words = ["harbour opened", "long inspection", "three days", "at the piers", "said the harbour master"]
    for number, quote in enumerate(words):
        annotate(reader, story, quote, visibility="private" if number % 2 else "everyone")
    for html in (CHANGED, FIRST + THIRD, THIRD + SECOND, STORY):
        future = foretold(Article.objects.get(pk=story.pk), html)
        revision = correct(story, html)
        states = list(Anchor.objects.filter(revision=revision).values_list("state", flat=True))
        assert {state: states.count(state) for state in states} == future.counts


def test_what_earlier_corrections_did_is_not_listed_again(
    story: Article, reader: User, annotate: Annotate, correct: Callable[..., Revision], review: Post
) -> None:
    annotate(reader, story, "Ships waited outside for three days")
    annotate(reader, story, "Nobody was in a hurry, said the")
    correct(story, FIRST + SECOND.replace("three days", "four days"))
    story.refresh_from_db()
    future = foretold(story, FIRST.replace("Monday", "Tuesday") + SECOND.replace("three days", "four days"))
    assert (future.counts, future.settled, list(future.sections)) == ({"changed": 1, "lost": 1}, 2, [])
    future = foretold(story, STORY)
    assert (future.counts, future.returning, list(future.sections)) == ({"exact": 2}, 2, [])


def test_nobody_has_annotated(story: Article, review: Post) -> None:
    assert "Nobody has annotated this article." in review(story).text


def test_ten_thousand_fit_on_a_page(
    desk: Client, reader: User, publish: Callable[..., Article], review: Post, django_assert_max_num_queries
) -> None:
    html = "".join(
        f"<p>Paragraph {number} tells what {number} ships did on day {number}.</p>" for number in range(1000)
    )
    article = publish(html)
    plant(article, reader, 10_000)
    with django_assert_max_num_queries(20):
        answer = review(article, "<p>All of it was wrong.</p>")
    future = answer.context["review"].forecast
    assert future.counts == {"lost": 10_000}
    assert len(listed(future, "lost")) == MOST
    assert "9800 more are not listed here." in answer.text.replace(",", "")
    assert len(answer.content) < 1_000_000


def plant(article: Article, reader: User, count: int) -> None:
    """Annotate so many passages of thirty characters all over the article, quickly."""
    revision = article.current
    places = islice(range(0, 10 * len(revision.text), 7), count)
    passages = [(place % (revision.length - 40), place % (revision.length - 40) + 30) for place in places]
    annotations = Annotation.objects.bulk_create(
        Annotation(
            author=reader, article=article, revision=revision, start=start, end=end, exact=revision.text[start:end]
        )
        for start, end in passages
    )
    anchors = Anchor.objects.bulk_create(annotation.first_anchor(revision) for annotation in annotations)
    for annotation, anchor in zip(annotations, anchors, strict=True):
        annotation.anchor = anchor
    Annotation.objects.bulk_update(annotations, ["anchor"], batch_size=500)
