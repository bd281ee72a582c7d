"""What a page asks of the database does not depend on how much is stored."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import F, OuterRef, Subquery
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.models import Anchor, Annotation, Decision, Flag, Tagging, Theme
from articles.models import Article, Revision
from reading.models import Position

Publish = Callable[..., Article]
PAGES = {
    "library": "/",
    "library of a theme": "/?theme={theme.slug}&outlet={article.outlet}",
    "article": "/articles/{article.pk}/",
    "marks": "/articles/{article.pk}/?marks=1",
    "cards": "/articles/{article.pk}/annotations/?id={cards}",
    "theme": "/themes/{theme.slug}/",
    "mine": "/annotations/",
    "mine on a theme": "/annotations/?theme={theme.slug}&article={article.pk}",
    "affected": "/annotations/affected/",
    "corrections": "/articles/{article.pk}/corrections/",
    "earlier wording": "/articles/{article.pk}/revisions/1/",
    "current wording": "/articles/{article.pk}/revisions/2/",
    "codebook": "/themes/",
    "suggestions": "/suggestions/?q=theme",
}
each_page = pytest.mark.parametrize("where", PAGES.values(), ids=PAGES)


@pytest.fixture
def library(publish: Publish, correct: Callable[..., Revision]) -> list[Article]:
    """Three articles, each corrected once."""
    articles = [publish(headline=f"Article {number}", outlet=f"Outlet {number}") for number in range(3)]
    for article in articles:
        correct(article, "<p>One two three four.</p>")
    return articles


@pytest.fixture
def themes(editor: User) -> list[Theme]:
    return [Theme.objects.coin(f"Theme {number}", by=editor) for number in range(3)]


@pytest.fixture
def people(reader: User) -> list[User]:
    """The reader, and five others who write."""
    return [reader, *(User.objects.create_user(f"other{number}", first_name="Otto") for number in range(5))]


@pytest.fixture
def write(library: list[Article], themes: list[Theme], people: list[User], moderator: User) -> Callable[[int], None]:
    """Return a function that adds annotations by everybody on every article, of whatever became of such."""

    def write(number: int) -> None:
        written = Annotation.objects.bulk_create(
            Annotation(
                author=people[index % len(people)],
                article=(article := library[index % len(library)]),
                revision=article.current,
                start=0,
                end=3,
                exact="One",
                note="Why?",
                note_html="<p>Why?</p>",
                key=uuid.uuid4(),
                visibility="private" if index % 7 == 6 else "everyone",
                deleted_at=timezone.now() - timedelta(hours=1) if index % 5 == 4 else None,
            )
            for index in range(number)
        )
        Anchor.objects.bulk_create(annotation.first_anchor(annotation.revision) for annotation in written)
        anchors = Anchor.objects.filter(annotation=OuterRef("pk")).values("pk")
        Annotation.objects.filter(anchor=None).update(anchor=Subquery(anchors))
        Anchor.objects.filter(annotation__in=written[1::4]).update(state="lost", start=None, end=None)
        changed = Anchor.objects.filter(annotation__in=written[2::4])
        changed.update(state="changed", words="Two", settled_by=people[-1], settled_at=timezone.now())
        gone = Anchor.objects.filter(annotation__in=written[::4])
        gone.update(state="lost", start=None, end=None, footing=F("pk"))
        Tagging.objects.bulk_create(
            Tagging(content_object=annotation, tag=theme) for annotation in written for theme in themes[:2]
        )
        for annotation in written[::10]:
            Flag.objects.create(annotation=annotation, reader=people[0], reason="Rude.")
        for annotation in written[3::10]:
            decision = Decision.objects.create(annotation=annotation, verb="hide", moderator=moderator, reason="No.")
            Annotation.objects.filter(pk=annotation.pk).update(hidden_by=decision)

    return write


def queries(browser: Client, page: str, article: Article, theme: Theme) -> list[str]:
    cards = Annotation.objects.shown_to_everyone().filter(article=article).values_list("pk", flat=True)[:50]
    address = page.format(article=article, theme=theme, cards="&id=".join(map(str, cards)))
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return [query["sql"] for query in asked]


@pytest.fixture
def room(reader: User, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(reader)


@each_page
def test_a_dozen_or_three_hundred_annotations(
    room: Client, library: list[Article], themes: list[Theme], write: Callable[[int], None], where: str
) -> None:
    write(12)
    few = queries(room, where, library[0], themes[0])
    write(300)
    many = queries(room, where, library[0], themes[0])

    assert len(few) == len(many), "\n".join(many)
    assert len(many) <= 14


@each_page
def test_three_or_thirty_articles_and_themes(
    room: Client,
    reader: User,
    library: list[Article],
    themes: list[Theme],
    write: Callable[[int], None],
    publish: Publish,
    where: str,
) -> None:
    write(12)
    few = queries(room, where, library[0], themes[0])
    library += [publish(headline=f"More {number}", outlet=f"More {number}") for number in range(27)]
    themes += [Theme.objects.coin(f"Another {number}", by=reader) for number in range(27)]
    Position.objects.bulk_create(Position(reader=reader, article=article, offset=3) for article in library)
    write(90)
    many = queries(room, where, library[0], themes[0])

    assert len(few) == len(many), "\n".join(many)


def test_annotating_and_editing_cost_the_same_in_a_crowd(
    room: Client, library: list[Article], themes: list[Theme], write: Callable[[int], None]
) -> None:
    def cost() -> list[int]:
        article = library[0]
        passage = {"key": uuid.uuid4(), "revision": article.current.pk, "start": 4, "end": 7}
        written = {"note": "Why?", "visibility": "everyone", "themes": [themes[0].name, themes[1].name]}
        with CaptureQueriesContext(connection) as posting:
            address = room.post(f"/articles/{article.pk}/annotations/", passage | written)["Location"]
        with CaptureQueriesContext(connection) as editing:
            assert room.post(f"{address}edit/", written | {"themes": [themes[2].name]}).status_code == 302
        return [len(posting), len(editing)]

    write(3)
    few = cost()
    write(300)

    assert cost() == few
