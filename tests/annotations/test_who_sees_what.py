"""Who may see an annotation, whatever was done to it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser, User

from annotations.models import Annotation
from articles.models import Article

AUTHOR = {"author"}
EVERYBODY = {"author", "another reader", "a moderator"}
NOBODY: set[str] = set()

Change = Callable[[Annotation, User], object]

CHANGES: dict[str, tuple[set[str], set[str], Change]] = {
    # what was done: who sees it, who sees it among her own, how it is done
    "nothing": (EVERYBODY, AUTHOR, lambda a, m: None),
    "made private": (AUTHOR, AUTHOR, lambda a, m: a.edit(note="", themes=[], visibility="private")),
    "hidden": (AUTHOR, AUTHOR, lambda a, m: a.hide(m, "Off topic.")),
    "hidden and restored": (EVERYBODY, AUTHOR, lambda a, m: a.hide(m, "Off topic.") and a.restore(m, "No.")),
    "hidden, then private": (
        AUTHOR,
        AUTHOR,
        lambda a, m: a.hide(m, "Off topic.") and a.edit(note="", themes=[], visibility="private"),
    ),
    "flagged": (EVERYBODY, AUTHOR, lambda a, m: a.flag(m, "Rude!")),
    "flagged and dismissed": (EVERYBODY, AUTHOR, lambda a, m: a.flag(m, "Rude!") and a.dismiss_flags(m, "It is not.")),
    "deleted": (NOBODY, NOBODY, lambda a, m: a.delete_by_author()),
    "deleted and undone": (EVERYBODY, AUTHOR, lambda a, m: (a.delete_by_author(), a.undo_deletion())),
    "hidden and deleted": (NOBODY, NOBODY, lambda a, m: (a.hide(m, "Off topic."), a.delete_by_author())),
    "article withdrawn": (NOBODY, AUTHOR, lambda a, m: a.article.withdraw()),
    "article published again": (EVERYBODY, AUTHOR, lambda a, m: a.article.withdraw() and a.article.publish()),
}


@pytest.fixture
def people(reader: User, other_reader: User, moderator: User) -> dict[str, User | AnonymousUser]:
    return {
        "author": reader,
        "another reader": other_reader,
        "a moderator": moderator,
        "somebody signed out": AnonymousUser(),
    }


@pytest.mark.parametrize(("seen_by", "own_of", "change"), CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("public_reading", [True, False])
def test_who_sees_it(
    people: dict[str, User | AnonymousUser],
    annotation: Annotation,
    moderator: User,
    settings: object,
    seen_by: set[str],
    own_of: set[str],
    change: Change,
    public_reading: bool,
) -> None:
    settings.PUBLIC_READING = public_reading

    change(Annotation.objects.get(), moderator)

    assert {name for name, person in people.items() if Annotation.objects.visible_to(person)} == seen_by
    assert {name for name, person in people.items() if Annotation.objects.written_by(person)} == own_of
    assert Annotation.objects.shown_to_everyone().exists() == (seen_by == EVERYBODY)


@pytest.mark.parametrize(
    ("shared", "change"),
    [
        (True, CHANGES["nothing"][2]),
        (True, CHANGES["hidden"][2]),
        (True, CHANGES["article withdrawn"][2]),
        (False, CHANGES["made private"][2]),
        (False, CHANGES["hidden, then private"][2]),
        (False, CHANGES["deleted"][2]),
    ],
)
def test_what_moderators_work_with(annotation: Annotation, moderator: User, shared: bool, change: Change) -> None:
    change(Annotation.objects.get(), moderator)

    assert Annotation.objects.shared().exists() == Annotation.objects.get().is_shared == shared


def test_of_many_each_gets_her_own_and_the_shared_ones(
    reader: User, other_reader: User, publish: Callable[..., Article], annotate: Callable[..., Annotation]
) -> None:
    article = publish("<p>One two three.</p>")
    ours = annotate(reader, article, "One")
    mine = annotate(reader, article, "two", visibility="private")
    theirs = annotate(other_reader, article, "three", visibility="private")

    assert set(Annotation.objects.visible_to(reader)) == {ours, mine}
    assert set(Annotation.objects.visible_to(other_reader)) == {ours, theirs}


@pytest.mark.parametrize("visibility", ["everyone", "private"])
def test_its_name_never_tells_its_words(annotation: Annotation, visibility: str) -> None:
    """Django prints an object's name in histories, on pages of refusal and in logs."""
    annotation.edit(note="Not so.", themes=[], visibility=visibility)

    assert str(annotation) == f"annotation {annotation.pk}"
