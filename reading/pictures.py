"""The pictures in articles, handed out to whoever may read the article."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.models import Picture
from newsroom.middleware import open_to_public

# Its name is the hash of its bytes: what was fetched once never changes. Only the person's own browser keeps it.
FOR_A_YEAR = "private, max-age=31536000, immutable"


@open_to_public
@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """Answer the bytes of the picture called by their hash, with an ending."""
    found = get_object_or_404(Picture.objects.visible_to(request.user), sha256=name.partition(".")[0])
    return HttpResponse(bytes(found.data), content_type=found.media_type, headers={"Cache-Control": FOR_A_YEAR})
