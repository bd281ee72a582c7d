"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest

APPEARANCES = ("system", "light", "dark")


def site(request: HttpRequest) -> dict[str, object]:
    """Return the site's name and the appearance that this browser chose."""
    appearance = request.COOKIES.get("appearance")
    return {
        "site_name": settings.SITE_NAME,
        "appearance": appearance if appearance in APPEARANCES else "system",
    }
