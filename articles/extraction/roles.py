"""What styles mean by the names that writing programs give them: headings, quotations, captions."""

import re

# The names that Word gives its own styles in every language, and those of LibreOffice and Pages; lower case.
ROLES = {
    "title": "title",
    "subtitle": "subtitle",
    "quote": "quote",
    "intense quote": "quote",
    "block text": "quote",
    "quotations": "quote",
    "block quotation": "quote",
    "caption": "caption",
    "image caption": "caption",
    "figure caption": "caption",
    "table caption": "caption",
    "illustration": "caption",
    "html preformatted": "pre",
    "preformatted text": "pre",
    "source code": "pre",
    "heading": "heading-1",
}
HEADING = re.compile(r"heading ([1-9])")
DEEPEST_HEADING = 6
CAPITALS_WITHIN = re.compile("(?<=[a-z])(?=[A-Z0-9])")


def role_of(name: str) -> str | None:
    """The role of what has a style of this name: "title", "subtitle", "heading-1" to "heading-6", "quote", "caption",
    "pre"; None for all others."""
    name = name.replace("_20_", " ").lower()
    heading = HEADING.fullmatch(name)
    return heading_role(int(heading[1])) if heading else ROLES.get(name)


def heading_role(level: int) -> str:
    """The role of a heading of the level, counted from 1."""
    return f"heading-{min(max(level, 1), DEEPEST_HEADING)}"


def role_of_id(style: str) -> str | None:
    """The role of a style of which nothing but its id is known: its name without spaces."""
    return role_of(CAPITALS_WITHIN.sub(" ", style))
