"""The site, and the least that a view can do behind the same gates: one point query, or one row inserted."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_GET, require_POST

from annotations.models import Annotation, FormerTheme


@require_GET
def point_query(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Annotation.objects.values_list("exact", flat=True).get(pk=1))


@require_POST
def one_row(request: HttpRequest) -> HttpResponse:
    name = str(uuid.uuid4())
    FormerTheme.objects.create(key=name, slug=name, theme_id=1)
    return HttpResponse(status=201)


urlpatterns = [
    path("bench/point/", point_query),
    path("bench/row/", one_row),
    path("", include("newsroom.urls")),
]
