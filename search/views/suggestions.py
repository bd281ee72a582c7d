"""What is found while somebody types."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from newsroom.http import AuthenticatedRequest
from search.finding import suggest
from search.views.sentences import GROUPS, sentences


@require_safe
def suggestions(request: AuthenticatedRequest) -> HttpResponse:
    """Answer the first few of each group for `q`, whose last word may be but begun, as options of a list."""
    typed = request.GET.get("q", "")
    results = suggest(typed, request.user)
    groups = [(GROUPS[found.group], found) for found in results.groups.values() if found.hits]
    context = {
        "results": results,
        "groups": groups,
        "count": sum(len(found.hits) for _, found in groups),
        "slips": sentences(results.query),
        "query": results.query,
    }
    return render(request, "search/_suggestions.html", context)
