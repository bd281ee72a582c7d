"""What stands around a story on news sites, in words of ours: navigation, teasers, comments, notices."""

# ruff: noqa: E501 -- markup reads better unbroken

import json

from .stories import Story

TEASERS = (
    "Mayor opens the new swimming hall", "Rain delays the harvest in the east", "Five recipes for the first rhubarb",
    "Court hears the case of the missing bell", "Why the lighthouse turned green", "Team loses again at home",
)  # fmt: skip
SECTIONS = ("Home", "World", "Trade", "Culture", "Sport", "Weather", "Opinion", "Puzzles", "Archive")


def nav(tag: str = "nav", called: str = "main-nav") -> str:
    items = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in SECTIONS)
    return f'<{tag} class="{called}"><ul>{items}</ul></{tag}>'


def teaser_list(called: str = "most-read", title: str = "Most read") -> str:
    items = "".join(f'<li><a href="/t/{number}">{line}</a></li>' for number, line in enumerate(TEASERS))
    return f'<div class="{called}"><h3>{title}</h3><ul>{items}</ul></div>'


def teaser_cards(called: str = "card") -> str:
    return "".join(
        f'<div class="{called}"><a href="/t/{number}"><img src="/t/{number}.jpg" alt=""><h3>{line}</h3></a>'
        f"<p>What was known by noon, who said what, and what comes next in the matter of the day.</p></div>"
        for number, line in enumerate(TEASERS)
    )


def comments(count: int = 6) -> str:
    said = (
        "I have lived here for thirty years and never saw anything like it. They should have asked us first, in my view.",
        "Nonsense. Read the second paragraph again, slowly, and then tell me who is going to pay for all of this.",
        "Thank you for a good piece, more of this please, and fewer recipes.",
    )
    entries = "".join(
        f'<li class="comment" id="comment-{number}"><div class="comment-author">reader{number}</div>'
        f"<p>{said[number % 3]}</p><a href='#reply'>Reply</a></li>"
        for number in range(count)
    )
    return f'<div id="comments" class="comments-area"><h2>{count} comments</h2><ol class="comment-list">{entries}</ol></div>'


def share(called: str = "share-buttons") -> str:
    names = ("Facebook", "X", "WhatsApp", "E-mail", "Copy link")
    return f'<div class="{called}">' + "".join(f'<a href="/share">{name}</a> ' for name in names) + "</div>"


def newsletter(called: str = "newsletter-signup") -> str:
    return (
        f'<div class="{called}"><h4>The morning in your inbox</h4><p>Every weekday at six, the five stories you need. '
        'You can unsubscribe at any time.</p><form><input type="email"><button>Sign up</button></form></div>'
    )


def cookies() -> str:
    return (
        '<div id="cookie-banner" class="consent" role="dialog"><p>We and our 312 partners store and read information on '
        "your device, such as cookies, to show you advertisements and to measure how our pages are read. You can change "
        "your choice at any time.</p><button>Accept all</button><button>Choose</button></div>"
    )


def footer() -> str:
    links = "".join(f'<a href="/{name}">{name.title()}</a> ' for name in ("imprint", "privacy", "terms", "contact"))
    return f'<footer class="site-footer"><p>© 2024 News Example. All rights reserved.</p>{links}</footer>'


def head(story: Story, *more: str, named: bool = True) -> str:
    """The head of a page; `named` is whether it tells machines title and site."""

    # ruff: noqa: E501 -- markup reads better unbroken
    told = (
        f'<meta property="og:title" content="{story.headline}"><meta property="og:site_name" content="{story.outlet}">'
        f'<link rel="canonical" href="{story.url}"><meta property="article:published_time" content="{story.day}T08:00:00Z">'
    )
    return (
        f'<head><meta charset="utf-8"><title>{story.headline} | {story.outlet}</title>'
        f'<link rel="stylesheet" href="/site.css">{told if named else ""}{"".join(more)}</head>'
    )


def json_ld(story: Story, **more: object) -> str:
    record = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.headline, "url": story.url,
        "datePublished": f"{story.day}T08:00:00+02:00", "publisher": {"@type": "Organization", "name": story.outlet},
        "author": [{"@type": "Person", "name": name} for name in story.byline.split(", ")],
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(record | more, ensure_ascii=False)}</script>'


def page(story: Story, heading: str, body: str, called: str = "") -> str:
    direction = ' dir="rtl"' if story.language in {"ar", "ug"} else ""
    return (
        f'<!doctype html><html lang="{story.language}"{direction}>{heading}<body class="{called}">{body}</body></html>'
    )
