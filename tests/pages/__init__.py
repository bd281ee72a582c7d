"""Web pages of our own making: stories of ours in the layouts of many kinds of news sites, and what is the article.

The rules of extraction were tuned on the layouts in `tuned`. Those in `held_out` were read once before anything was
changed for them (word F1 .927, docs/extraction.md); what they then showed to be missing was mended."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import held_out, tuned
from .stories import STORIES, Story

__all__ = ["STORIES", "Page", "Story", "pages"]


@dataclass(frozen=True)
class Page:
    """The source of a page, the story in it, and the words of each block of the article as the page has it."""

    name: str
    story: Story
    source: str
    paragraphs: list[str]

    @property
    def byline(self) -> str | None:
        """Who wrote it, if the page says so."""
        return self.story.byline if self.story.byline.split(", ")[0] in self.source else None


def pages(half: str) -> Iterator[Page]:
    """The pages of one half, "tuned" or "held_out": each layout with two stories that take turns."""
    for layout in {"tuned": tuned, "held_out": held_out}[half].LAYOUTS:
        told = getattr(layout, "gold", lambda story: story.paragraphs)
        for story in _stories(layout):
            yield Page(f"{layout.__name__}-{story.slug}", story, layout(story), told(story))


def _stories(layout: Callable[[Story], str]) -> list[Story]:
    languages = getattr(layout, "languages", None)
    if languages:
        return [story for story in STORIES if story.language in languages]
    start = sum(map(ord, layout.__name__)) % len(STORIES)
    return [STORIES[start], STORIES[(start + 3) % len(STORIES)]]
