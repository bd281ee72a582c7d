"""A correction carries every annotation of the article to the new wording, in one transaction."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from annotations.models import Anchor, Annotation
from articles.models import Article, Outdated, Revision, corrected

STORY = (
    "<p>The harbour opened on Monday after a long inspection, officials said.</p>"
    "<p>Ships waited outside for three days while divers looked at the piers.</p>"
    "<p>Nobody was in a hurry, said the harbour master.</p>"
)
Annotate = Callable[..., Annotation]
Correct = Callable[..., Revision]


@pytest.fixture
def story(publish: Callable[..., Article]) -> Article:
    return publish(STORY)


def place(annotation: Annotation) -> tuple[str, str]:
    """The state of an annotation's anchor, and the words that it sits on now."""
    annotation.refresh_from_db()
    anchor = annotation.anchor
    assert anchor.revision == Article.objects.get(pk=annotation.article_id).current
    return anchor.state, "" if anchor.is_lost else anchor.revision.text[anchor.start : anchor.end]


def test_words_that_stay_are_followed(story: Article, reader: User, annotate: Annotate, correct: Correct) -> None:
    mark = annotate(reader, story, "three days")

    correct(story, STORY.replace("The harbour opened", "After weeks of doubt, the harbour opened"))

    assert place(mark) == ("exact", "three days")
    assert mark.anchor.start > mark.start
    assert mark.anchor.is_certain


def test_what_was_marked_is_kept_for_ever(story: Article, reader: User, annotate: Annotate, correct: Correct) -> None:
    mark = annotate(reader, story, "three days")
    before = (mark.revision, mark.start, mark.end, mark.exact, mark.prefix, mark.suffix)

    correct(story, "<p>All of it was wrong.</p>")

    mark.refresh_from_db()
    assert (mark.revision, mark.start, mark.end, mark.exact, mark.prefix, mark.suffix) == before


def test_words_that_changed_are_told(story: Article, reader: User, annotate: Annotate, correct: Correct) -> None:
    mark = annotate(reader, story, "Ships waited outside for three days")

    correct(story, STORY.replace("three days", "four days"))

    assert place(mark) == ("changed", "Ships waited outside for four days")
    assert mark.anchor.words == "Ships waited outside for four days"
    assert mark.exact == "Ships waited outside for three days"
    assert not mark.anchor.is_certain


def test_words_that_are_gone_are_lost(story: Article, reader: User, annotate: Annotate, correct: Correct) -> None:
    mark = annotate(reader, story, "Ships waited outside for three days while divers looked at the piers.")

    correct(story, STORY.split("</p>")[0] + "</p>" + STORY.split("</p>")[2] + "</p>")

    assert place(mark) == ("lost", "")
    assert (mark.anchor.start, mark.anchor.end) == (None, None)


def test_everything_is_carried_seen_or_not(
    story: Article, reader: User, moderator: User, annotate: Annotate, correct: Correct
) -> None:
    private = annotate(reader, story, "Ships", visibility="private")
    hidden, deleted = annotate(reader, story, "divers"), annotate(reader, story, "piers")
    hidden.hide(moderator, "No.")
    deleted.delete_by_author()

    correct(story, STORY.replace("Monday", "Tuesday morning"))

    assert [place(mark) for mark in (private, hidden, deleted)] == [
        ("exact", "Ships"),
        ("exact", "divers"),
        ("exact", "piers"),
    ]


def test_other_articles_stay_as_they_are(
    story: Article, reader: User, publish: Callable[..., Article], annotate: Annotate, correct: Correct
) -> None:
    other = publish(STORY)
    mark = annotate(reader, other, "Ships")
    before = mark.anchor

    correct(story, "<p>All of it was wrong.</p>")

    mark.refresh_from_db()
    assert mark.anchor == before


def test_going_back_brings_every_annotation_back(
    story: Article, reader: User, annotate: Annotate, correct: Correct
) -> None:
    quotes = ["The harbour", "three days", "Nobody was in a hurry, said the harbour master.", "divers looked"]
    marks = [annotate(reader, story, quote) for quote in quotes]

    correct(story, "<p>All of it was wrong.</p>")
    assert {place(mark)[0] for mark in marks} == {"lost"}
    correct(story, STORY)

    assert [place(mark) for mark in marks] == [("exact", quote) for quote in quotes]
    assert [mark.anchor.start for mark in marks] == [mark.start for mark in marks]
    assert all(mark.anchor.is_certain for mark in marks)


def test_errors_do_not_add_up(story: Article, reader: User, annotate: Annotate, correct: Correct) -> None:
    """Each move begins where the place was certain: a sentence may change beyond recognition and come back."""
    mark = annotate(reader, story, "Ships waited outside for three days while divers looked at the piers.")

    correct(story, STORY.replace("three days", "four days"))
    assert place(mark)[0] == "changed"
    correct(story, STORY.replace("Ships waited outside for three days while divers looked at the piers.", "Gone."))
    correct(story, STORY.replace("Monday", "Tuesday"))

    assert place(mark) == ("exact", mark.exact)
    assert mark.anchor.footing is None


def test_a_word_that_a_person_settled_stays_settled(
    story: Article, reader: User, annotate: Annotate, correct: Correct
) -> None:
    mark = annotate(reader, story, "Ships waited outside for three days")
    correct(story, STORY.replace("three days", "four days"))
    mark.refresh_from_db()
    mark.anchor.settle(reader, mark.anchor.start, mark.anchor.end)

    correct(story, STORY.replace("three days", "four days").replace("Monday", "Tuesday"))

    assert place(mark) == ("changed", "Ships waited outside for four days")
    assert mark.anchor.settled_by == reader
    assert mark.anchor.is_certain


def test_what_a_person_attached_elsewhere_stays_there_on_the_same_words(
    story: Article, reader: User, annotate: Annotate, correct: Correct
) -> None:
    mark = annotate(reader, story, "three days")
    mark.anchor.settle(reader, 4, 11)

    correct(story, STORY.replace("three", "<em>three</em>"))

    assert place(mark) == ("changed", "harbour")
    assert mark.anchor.settled_by == reader


def test_only_markup_changed(story: Article, reader: User, annotate: Annotate, correct: Correct) -> None:
    mark = annotate(reader, story, "three days")

    revision = correct(story, STORY.replace("three", "<em>three</em>"))

    assert place(mark) == ("exact", "three days")
    assert (mark.anchor.start, mark.anchor.revision) == (mark.start, revision)


def test_nothing_changed_makes_no_wording(story: Article, reader: User, annotate: Annotate, correct: Correct) -> None:
    mark = annotate(reader, story, "three days")

    assert correct(story, STORY).number == 1
    assert Anchor.objects.filter(annotation=mark).count() == 1


def test_an_emptied_article_loses_its_words_and_no_annotation(
    story: Article, reader: User, annotate: Annotate, correct: Correct
) -> None:
    mark = annotate(reader, story, "three days", note="Kept.")

    correct(story, "")

    assert place(mark) == ("lost", "")
    assert mark.note == "Kept."


def test_the_second_of_two_editors_is_refused(story: Article, editor: User, correct: Correct) -> None:
    correct(story, STORY.replace("Monday", "Tuesday"))

    with pytest.raises(Outdated):
        story.correct(STORY.replace("Monday", "Friday"), editor, seen=1, kind="fact")

    assert story.revisions.count() == 2


def test_where_moving_fails_nothing_is_corrected(
    story: Article, reader: User, annotate: Annotate, correct: Correct
) -> None:
    mark = annotate(reader, story, "three days")

    def fail(**_: object) -> None:
        raise OSError("The disk is full.")

    corrected.connect(fail)
    try:
        with pytest.raises(OSError, match="full"):
            correct(story, "<p>All of it was wrong.</p>")
    finally:
        corrected.disconnect(fail)

    assert place(mark) == ("exact", "three days")
    assert story.revisions.count() == 1


def test_an_annotation_of_the_former_wording_moves_on_at_once(
    story: Article, reader: User, annotate: Annotate, correct: Correct
) -> None:
    """The reader had the page open while the editor corrected the text."""
    seen = story.current
    correct(story, STORY.replace("The harbour opened", "After weeks of doubt, the harbour opened"))
    story.current = seen

    mark = annotate(reader, story, "three days")

    assert place(mark) == ("exact", "three days")
    assert mark.revision == seen
    assert [anchor.revision.number for anchor in mark.anchors.order_by("pk")] == [1, 2]


def test_an_annotation_of_words_that_are_gone_meanwhile_is_kept_as_lost(
    story: Article, reader: User, annotate: Annotate, correct: Correct
) -> None:
    seen = story.current
    correct(story, "<p>All of it was wrong.</p>")
    story.current = seen

    mark = annotate(reader, story, "three days", note="Why three?")

    assert place(mark) == ("lost", "")
    assert (mark.exact, mark.note) == ("three days", "Why three?")
