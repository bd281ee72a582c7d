"""What a web page says about itself: to machines in JSON-LD and meta tags, to readers in its markup."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .blocks import words
from .bylines import byline
from .naming import ancestors, called

ARTICLE = re.compile(r"Article|Report|BlogPosting|SocialMediaPosting|DiscussionForumPosting|Review$|APIReference")
WRITERS = "[rel~=author], [itemprop~=author], [class*=byline], [class*=Byline], [class*=author], [id*=byline]"
BY = re.compile(
    r"^(?:(?:view all posts |written |posted |published |words |story |geschrieben |veröffentlicht )?(?:by|von)|"
    r"par|por|autore?|author|auteur|автор|text)\b[:\s]+",
    re.IGNORECASE,
)
NO_NAME = re.compile(r"^(?:https?:|www\.|@|admin$|e-?mail|twitter|follow\b)|[\w.]+@[\w.]+|\d{4}", re.IGNORECASE)
# What follows a name on its line: a date, a time to read, the name of a house.
AFTER_NAME = re.compile(r"\s*(?:[|·•,]|\s[–—-]\s|\s/\s).*\d.*$|\s*[|·•].*$")
HOLDERS = ("@graph", "mainEntity", "itemListElement", "item", "liveBlogUpdate")
ISO_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
# Browsers note where they saved a page from.
SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://\S+)")
SEPARATED = re.compile(r"\s+[|–—•·»-]\s+|\s*[|»]\s*")


@dataclass(frozen=True)
class About:
    """What the page states, its titles without the name of the site.

    `text` is the text of the article as it is told to machines, without markup."""

    titles: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    byline: str | None = None
    outlet: str | None = None
    published_on: date | None = None
    language: str | None = None
    url: str | None = None
    text: str | None = None


def about(tree: LexborHTMLParser, page: str) -> About:
    """What the page in `tree`, whose source is `page`, says about itself. Nothing said is guessed at."""
    records = list(_records(tree))
    articles = [record for record in records if _is_article(record)]
    outlet = _first(
        *_metas(tree, "og:site_name"),
        *(name for record in articles for name in _names(record.get("publisher"))),
        *_metas(tree, "application-name", "dc.publisher", "publisher"),
    )
    tag = tree.css_first("title")
    titles = (
        *_told(articles[:1], "headline"),
        *_metas(tree, "og:title", "dc.title", "twitter:title"),
        words(tag) if tag else "",
    )
    return About(
        titles=tuple(without_outlet(line, outlet) for said in titles if (line := _first(said))),
        headings=tuple(said for node in tree.css("h1") if (said := words(node))),
        byline=_writers(articles, tree),
        outlet=outlet,
        published_on=_day(articles, tree),
        language=_language(tree),
        url=_url(articles, tree, page),
        text=_text(articles),
    )


def without_outlet(title: str, outlet: str | None) -> str:
    """A page's title without the name of its site, at either end ("Ferry late | The Courier").

    Where the site's name is not known, a few words at the end are taken for it, or before a bar at the beginning."""
    ends = list(SEPARATED.finditer(title))
    if not ends:
        return title
    first, last = title[: ends[0].start()], title[ends[-1].end() :]
    if outlet and outlet.casefold() in (first.casefold(), last.casefold()):
        return title[: ends[-1].start()] if last.casefold() == outlet.casefold() else title[ends[0].end() :]
    before, after = title[: ends[-1].start()], title[ends[0].end() :]
    barred = "|" in ends[-1][0]
    if len(last.split()) <= 4 and len(last.split()) < len(before.split()) and (barred or len(before.split()) > 4):
        return before
    return after if "|" in ends[0][0] and len(first.split()) <= 3 and len(first.split()) < len(after.split()) else title


def _records(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """All objects in the page's JSON-LD, the outer ones first."""
    for node in tree.css("script[type='application/ld+json']"):
        try:
            found = json.loads((node.text() or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [found]
        while waiting:
            record = waiting.pop(0)
            if isinstance(record, list):
                waiting.extend(record)
            elif isinstance(record, dict):
                yield record
                waiting.extend(
                    record.get(key) for key in ("@graph", "mainEntity", "itemListElement", "item", "liveBlogUpdate")
                )


def _is_article(record: dict[str, Any]) -> bool:
    kinds = record.get("@type")
    return any(
        isinstance(kind, str) and ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _told(records: list[dict[str, Any]], key: str) -> Iterator[str]:
    for record in records:
        if isinstance(record.get(key), str):
            yield record[key]


def _metas(tree: LexborHTMLParser, *names: str) -> Iterator[str]:
    """What meta tags of these names say, in the order of `names`."""
    said: dict[str, list[str]] = {}
    for node in tree.css("meta[content]"):
        for key in ("property", "name", "itemprop"):
            if name := node.attributes.get(key):
                said.setdefault(name.lower(), []).append(node.attributes.get("content") or "")
    for name in names:
        yield from said.get(name, [])


def _first(*said: str) -> str | None:
    lines = (" ".join(html.unescape(line).split()) for line in said)
    return next((line for line in lines if line), None)


def _names(about: object) -> list[str]:
    """The names in a person, an organisation, or a list of them."""
    if isinstance(about, list):
        return [name for one in about for name in _names(one)]
    if isinstance(about, dict):
        return _names(about.get("name"))
    return [about] if isinstance(about, str) else []


def _writers(articles: list[dict[str, Any]], tree: LexborHTMLParser) -> str | None:
    for names in (
        [name for record in articles[:1] for name in _names(record.get("author"))],
        list(_metas(tree, "author", "article:author", "dc.creator", "parsely-author", "sailthru.author")),
    ):
        clean = [" ".join(html.unescape(name).split()) for name in names]
        clean = [BY.sub("", name) for name in clean if name and not NO_NAME.search(name) and len(name) < 100]
        if clean:
            return ", ".join(dict.fromkeys(clean))
    for node in tree.css(WRITERS):
        # Comments have writers, and so have pictures.
        elsewhere = any(above.tag in {"figure", "footer"} or "comment" in called(above) for above in ancestors(node))
        if not elsewhere and (named := _named(node)):
            return named
    return None


def _named(node: LexborNode) -> str | None:
    """Who is named in an element for writers: all of a short line that says so, or the links in it."""
    line = AFTER_NAME.sub("", words(node))
    if not 2 < len(line) < 100:
        return None
    if written_by := byline(line):
        return written_by
    names = [said for link in node.css("[rel~=author], [itemprop~=name], a") if (said := words(link))]
    if names and not any(NO_NAME.search(name) or len(name.split()) > 5 for name in names):
        return ", ".join(dict.fromkeys(names))
    name = BY.sub("", line)
    return name if len(name.split()) <= 4 and not NO_NAME.search(name) and (name != line or _is_marked(node)) else None


def _is_marked(node: LexborNode) -> bool:
    said = node.attributes
    return "author" in f"{said.get('rel')} {said.get('itemprop')}"


def _day(articles: list[dict[str, Any]], tree: LexborHTMLParser) -> date | None:
    """When the article appeared, as its own clock has it."""
    times = [node.attributes.get("datetime") or "" for node in tree.css("time[pubdate], time[itemprop=datePublished]")]
    candidates = (
        *_told(articles, "datePublished"),
        *_metas(
            tree, "article:published_time", "datepublished", "dc.date.issued", "dc.date", "date", "parsely-pub-date"
        ),
        *times,
    )
    for said in candidates:
        if found := ISO_DAY.match(said.strip()):
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                continue
    return None


def _language(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("html[lang]") or tree.css_first("body [lang]")
    return (node.attributes.get("lang") if node else None) or _first(*_metas(tree, "og:locale", "content-language"))


def _url(articles: list[dict[str, Any]], tree: LexborHTMLParser, page: str) -> str | None:
    """Where the page stands on the web: an address of http or https, its own name for itself first."""
    saved = SAVED_FROM.search(page[:4000])
    from_where = saved[1].rstrip("->") if saved else ""
    links = [node.attributes.get("href") or "" for node in tree.css("link[rel=canonical]")]
    whole = [
        *links, *_metas(tree, "og:url"), from_where, *_told(articles, "url"), *_told(articles, "mainEntityOfPage")
    ]  # fmt: skip
    found = [address for said in whole if (address := _address(said, from_where))]
    # A careless site calls its front page the address of every article.
    return next((address for address in found if urlsplit(address).path.strip("/")), None) or next(iter(found), None)


def _address(said: str, base: str) -> str | None:
    try:
        address = urljoin(base, said.strip())
        parts = urlsplit(address)
        return address if parts.scheme in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None


def _text(articles: list[dict[str, Any]]) -> str | None:
    said = [text for record in articles for key in ("articleBody", "text") if isinstance(text := record.get(key), str)]
    longest = max(said, key=len, default="")
    return re.sub(r"<[^>]{1,300}>", " ", html.unescape(longest)) if len(longest) > 200 else None
