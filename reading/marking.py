"""Passages marked in the page itself, for browsers without script, for print, and for wordings of the past."""

from collections.abc import Iterable, Sequence

from annotations.marks import Mark, marked
from annotations.models import Anchor, Annotation
from annotations.painting import PLAIN


def body_with_marks(body: str, notes: Sequence[Annotation], anchors: Iterable[Anchor]) -> str:
    """Return the body of one revision with the passages of its anchors marked, numbered as their notes are."""
    numbers = {note.pk: number for number, note in enumerate(notes, start=1)}
    marks = []
    for anchor in anchors:
        if anchor.is_lost:
            continue
        number = numbers[anchor.annotation_id]
        marks.append(Mark(*anchor.passage, number, look_of(notes[number - 1])))
    return marked(body, marks)


def look_of(annotation: Annotation) -> str:
    """Return the look of the first of its themes by name."""
    themes = sorted(annotation.themes.all(), key=lambda theme: theme.name)
    return themes[0].look if themes else PLAIN
