"""Readers, editors and moderators change the same passages in the same moment: nobody waits in a circle."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from annotations.models import Annotation, Tagging, Theme
from articles.models import Article, Revision
from search.finding import find

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "<p>One two three four five six seven eight nine ten.</p>"
WORDS = ("One", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ROUNDS = 6  # each is another chance for two to meet at the worst moment

AtOnce = Callable[..., list[object]]


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish(TEXT)


@pytest.fixture
def passages(article: Article, reader: User, annotate: Callable[..., Annotation]) -> list[Annotation]:
    """Passages whose taggings do not lie in the order of the passages."""
    passages = [annotate(reader, article, word) for word in WORDS]
    for passage in reversed(passages):
        passage.edit(note="", themes=[Theme.objects.coin("Wages", reader)], visibility="everyone")
    return passages


def edit(passage: Annotation, note: str, themes: list[Theme]) -> Callable[[], None]:
    return lambda: Annotation.objects.get(pk=passage.pk).edit(note=note, themes=themes, visibility="everyone")


def merge(theme: Theme, into: Theme) -> Callable[[], int]:
    return lambda: into.merge(Theme.objects.filter(pk=theme.pk))


def test_a_theme_is_merged_away_while_its_passages_are_edited(
    at_once: AtOnce, passages: list[Annotation], reader: User
) -> None:
    """Some keep the theme that is going, some let go of it; all learn the same new word."""
    for turn in range(ROUNDS):
        theme = Theme.objects.get()
        kept = Theme.objects.coin(f"Wages {turn}", reader)

        at_once(
            merge(theme, into=kept),
            *(
                edit(passage, f"unheard{turn}", [theme] if number % 2 else [])
                for number, passage in enumerate(passages[:4])
            ),
        )

        assert list(Theme.objects.all()) == [kept]
        assert find(f"unheard{turn}", reader).count == 4
        for passage in passages:
            edit(passage, "", [kept])()


def test_an_article_is_withdrawn_while_its_themes_are_merged(
    at_once: AtOnce, article: Article, passages: list[Annotation], reader: User
) -> None:
    for turn in range(ROUNDS):
        theme = Theme.objects.get()
        kept = Theme.objects.coin(f"Pay {turn}", reader)

        at_once(
            merge(theme, into=kept),
            Article.objects.get(pk=article.pk).withdraw,
            *(edit(passage, "edited", []) for passage in passages[8:]),
        )

        assert Tagging.objects.filter(tag=kept).count() == len(passages) - 2
        assert find("edited", reader).count == 0
        Article.objects.get(pk=article.pk).publish()
        assert find("edited", reader).count == 2
        for passage in passages[8:]:
            edit(passage, "", [kept])()


def test_an_article_is_corrected_while_all_else_goes_on(
    at_once: AtOnce,
    article: Article,
    passages: list[Annotation],
    reader: User,
    moderator: User,
    correct: Callable[..., Revision],
) -> None:
    """The correction and the notes bring the same new word."""
    for turn in range(ROUNDS):
        theme = Theme.objects.get()
        kept = Theme.objects.coin(f"Hours {turn}", reader)

        at_once(
            merge(theme, into=kept),
            lambda turn=turn: correct(article, TEXT.replace("One", f"Fresh{turn} one") + f"<p>{turn}</p>"),
            lambda: [passage.hide(moderator, "Off topic.") for passage in passages[4:]],
            *(edit(passage, f"fresh{turn}", []) for passage in passages[:3]),
        )

        assert {passage.anchor.revision.number for passage in Annotation.objects.all()} == {turn + 2}
        assert find(f"fresh{turn}", reader).count == 4
        for passage in passages:
            passage.restore(moderator, "On topic.")
            edit(passage, "", [kept])()


def test_readers_post_with_themes_that_cross(
    at_once: AtOnce, article: Article, reader: User, annotate: Callable[..., Annotation]
) -> None:
    """One of the themes is gone since it was chosen, and the other is going."""
    for turn in range(ROUNDS):
        first, second, third = (Theme.objects.coin(f"{name} {turn}", reader) for name in ("Pay", "Hours", "Rest"))
        merge(second, into=first)()

        at_once(
            *(
                lambda note=note, themes=(second, third): annotate(reader, article, "two", note=note, themes=themes)
                for note in (f"novel{turn}", f"novel{turn}")
            ),
            merge(third, into=first),
            *(
                lambda turn=turn, one=one: annotate(reader, article, "six", note=f"novel{turn}", themes=[one])
                for one in (third, first)
            ),
        )

        assert {one.tag for one in Tagging.objects.filter(content_object__note=f"novel{turn}")} == {first}
        assert find(f"novel{turn}", reader).count == 4
