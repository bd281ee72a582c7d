"""Where words stand in one article and in the notes on it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.models import Article
from newsroom.http import AuthenticatedRequest
from search.finding import marker
from search.language import read
from search.snippets import Marker
from search.views.sentences import sentences

MOST_PLACES = 5000
BUDGET = 1.0  # seconds for the notes


@require_safe
def matches(request: AuthenticatedRequest, pk: int) -> JsonResponse:
    """Answer where the words of `q` stand: `places` in the current wording (`revision`), and in which `notes`.

    Places are start and end in code points, end exclusive; a note is its annotation's number and the words in it. With
    `is_partial` there may be more. `slips` are sentences on what could not be taken as it was typed.
    """
    readable = Article.objects.visible_to(request.user).select_related("current").defer("current__body")
    article = get_object_or_404(readable, pk=pk)
    query = read(request.GET.get("q", ""))
    answer: dict[str, Any] = {"revision": article.current_id, "places": [], "notes": [], "is_partial": False}
    words = marker(query, request.user)
    if words and article.current:
        places = words.places(article.current.text)
        answer["places"] = places[:MOST_PLACES]
        answer["notes"], is_complete = _notes(request, article, words)
        answer["is_partial"] = len(places) > MOST_PLACES or not is_complete
    return JsonResponse(answer | {"slips": sentences(query)})


def _notes(request: AuthenticatedRequest, article: Article, words: Marker) -> tuple[list[dict[str, Any]], bool]:
    """Return the notes that have the words, in the order of the text, and whether there was time for all of them."""
    end = time.monotonic() + BUDGET
    notes = article.annotations.visible_to(request.user).exclude(note="").in_order().values_list("pk", "note")
    found: list[dict[str, Any]] = []
    for pk, note in notes.iterator():
        if time.monotonic() > end:
            return found, False
        if said := sorted(set(_words(note, words))):
            found.append({"id": pk, "words": said})
    return found, True


def _words(note: str, words: Marker) -> Iterator[str]:
    return (note[start:end] for start, end in words.places(note))
