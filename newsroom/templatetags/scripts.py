"""Our stylesheets, and our JavaScript modules, known to the browser by bare names such as `newsroom/text`."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@cache
def _imports() -> str:
    """Return the map from names to addresses: hashed files import one another only through it."""
    modules = sorted(Path(settings.BASE_DIR, "static", "js").glob("*.js"))
    return json.dumps({"imports": {f"newsroom/{module.stem}": static(f"js/{module.name}") for module in modules}})


@register.simple_tag
@cache
def styles(*names: str) -> SafeString:
    """Print the links to these stylesheets of ours, in this order."""
    return format_html_join(
        "\n  ", '<link rel="stylesheet" href="{}">', [[static(f"css/{name}.css")] for name in names]
    )


@register.simple_tag(takes_context=True)
def import_map(context: dict[str, Any]) -> SafeString:
    """Print the import map; a browser takes it inline only, hence the nonce."""
    nonce = context["request"].csp_nonce
    return format_html('<script type="importmap" nonce="{}">{}</script>', nonce, mark_safe(_imports()))  # noqa: S308
