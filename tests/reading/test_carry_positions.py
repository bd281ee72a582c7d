"""Where readers stopped moves along with the text when it is corrected."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Revision
from reading.carrying import moved
from reading.models import Position

STORY = [
    "The harbour opened on Monday after a long inspection, officials said on the pier this morning.",
    "Ships waited outside for three days while divers looked at the piers and at what had been left there.",
    "Nobody was in a hurry, said the harbour master, who has seen many such days in the thirty years of his service.",
    "The next inspection is to be held in the autumn, if the weather allows it and the divers can be paid.",
]
Correct = Callable[..., Revision]


def text(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs)


def html(paragraphs: list[str]) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def place(words: str, paragraphs: list[str]) -> int:
    return text(paragraphs).index(words)


@pytest.fixture
def story(publish: Callable[..., Article]) -> Article:
    return publish(html(STORY))


def test_it_works(story: Article, reader: User, other_reader: User, correct: Correct) -> None:
    one = Position.objects.create(reader=reader, article=story, offset=place("said the harbour", STORY))
    other = Position.objects.create(reader=other_reader, article=story, offset=place("on Monday", STORY))
    read_at = one.read_at
    longer = ["After weeks of doubt there is news.", *STORY]

    correct(story, html(longer))

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.offset, other.offset) == (place("said the harbour", longer), place("on Monday", longer))
    assert one.read_at == read_at


def test_positions_in_other_articles_stay(
    story: Article, reader: User, publish: Callable[..., Article], correct: Correct
) -> None:
    position = Position.objects.create(reader=reader, article=publish(html(STORY)), offset=120)

    correct(story, "<p>All of it was wrong.</p>")

    position.refresh_from_db()
    assert position.offset == 120


def test_an_emptied_article_is_at_its_beginning(story: Article, reader: User, correct: Correct) -> None:
    position = Position.objects.create(reader=reader, article=story, offset=120)

    correct(story, "")

    position.refresh_from_db()
    assert position.offset == 0


def test_many_readers_cost_no_more_queries(story: Article, correct: Correct) -> None:
    people = [User.objects.create_user(f"reader{number}") for number in range(60)]

    def cost(how_many: int, correction: list[str]) -> int:
        Position.objects.all().delete()
        Position.objects.bulk_create(
            Position(reader=person, article=story, offset=100 + number)
            for number, person in enumerate(people[:how_many])
        )
        with CaptureQueriesContext(connection) as asked:
            correct(story, html(correction))
        return len(asked)

    assert cost(2, ["First.", *STORY]) == cost(60, ["Second.", *STORY])


def test_the_beginning_stays_the_beginning() -> None:
    assert moved([0], text(STORY), text(["Another beginning of it all.", *STORY])) == [0]


def test_who_has_read_all_has_not_read_what_was_added() -> None:
    end = len(text(STORY))

    assert moved([end], text(STORY), text([*STORY, "An update follows on Tuesday."])) == [end]
    assert moved([end], text(STORY), text(STORY[:2])) == [len(text(STORY[:2]))]


def test_a_paragraph_that_was_carried_elsewhere_takes_its_readers_along() -> None:
    swapped = [STORY[0], STORY[2], STORY[1], STORY[3]]
    at = place("for three days", STORY)

    assert moved([at], text(STORY), text(swapped)) == [place("for three days", swapped)]


def test_where_a_paragraph_is_gone_one_is_between_its_neighbours() -> None:
    shorter = [STORY[0], STORY[2], STORY[3]]

    (offset,) = moved([place("for three days", STORY)], text(STORY), text(shorter))

    assert len(STORY[0]) <= offset <= place("Nobody", shorter)


def test_where_all_is_gone_the_share_of_the_text_is_kept() -> None:
    old, new = text(STORY), "东京，周二，港口。" * 30
    middle = len(old) // 2

    (offset,) = moved([middle], old, new)

    assert abs(offset - len(new) / 2) <= 1


def test_no_position_is_outside_the_new_text() -> None:
    old = text(STORY)
    offsets = [*range(0, len(old) + 1, 7), len(old) + 500]
    for new in ("", "One.", text(STORY[1:3]), text(STORY[::-1]), old.replace("the", "a"), old.upper()):
        assert all(0 <= offset <= len(new) for offset in moved(offsets, old, new))


def test_the_same_words_keep_every_place() -> None:
    old = text(STORY)
    offsets = [*range(0, len(old) + 1, 7)]

    assert moved(offsets, old, old) == offsets


def test_nothing_was_there() -> None:
    assert moved([0, 3], "", "One.") == [0, 0]
    assert moved([], "One.", "Two.") == []
