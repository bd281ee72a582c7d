"""The address of an annotation leads to its passage, for those who may see it, and nowhere for all others."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation
from articles.models import Article
from tests.annotations.conftest import FRAGMENT

BrowserOf = Callable[[User], Client]
EVERYBODY = ["reader", "other_reader", "editor", "moderator", "administrator"]


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish("<p>One two three.</p>")


@pytest.fixture
def shared(other_reader: User, article: Article, annotate: Callable[..., Annotation]) -> Annotation:
    return annotate(other_reader, article, "two", note="Look here.", themes=["Wages"])


@pytest.fixture(params=EVERYBODY)
def somebody(request: pytest.FixtureRequest, browser_of: BrowserOf) -> Client:
    """The browser of everybody in turn."""
    return browser_of(request.getfixturevalue(request.param))


@pytest.fixture(params=["reader", "editor", "moderator", "administrator"])
def stranger(request: pytest.FixtureRequest, browser_of: BrowserOf) -> Client:
    """The browser of everybody but the author, in turn."""
    return browser_of(request.getfixturevalue(request.param))


@pytest.fixture(params=["private", "hidden", "deleted", "withdrawn", "private and hidden"])
def unseen(request: pytest.FixtureRequest, shared: Annotation, moderator: User) -> Annotation:
    """An annotation that its author knows of, and nobody else may."""
    if "hidden" in request.param:
        shared.hide(moderator, "It names a witness.")
    if "private" in request.param:
        shared.edit(note=shared.note, themes=list(shared.themes.all()), visibility="private")
    if request.param == "deleted":
        shared.delete_by_author()
    if request.param == "withdrawn":
        shared.article.withdraw()
    return shared


def test_it_works(somebody: Client, shared: Annotation, article: Article) -> None:
    answer = somebody.get(shared.get_absolute_url())

    assert answer.status_code == 302
    assert answer["Location"] == f"{article.get_absolute_url()}#annotation-{shared.pk}"


def test_a_fragment_request_gets_the_card(somebody: Client, shared: Annotation) -> None:
    answer = somebody.get(shared.get_absolute_url(), headers=FRAGMENT)

    assert answer.status_code == 200
    assert answer.content.decode().startswith('<article class="card"')
    assert "Look here." in answer.content.decode()


def test_a_browser_keeps_card_and_redirect_apart(somebody: Client, shared: Annotation) -> None:
    for headers in (FRAGMENT, {}):
        assert "HX-Request" in somebody.get(shared.get_absolute_url(), headers=headers)["Vary"]


def test_the_card_offers_each_person_what_she_may_do(
    shared: Annotation, other_reader: User, moderator: User, browser_of: BrowserOf
) -> None:
    hers = browser_of(other_reader).get(shared.get_absolute_url(), headers=FRAGMENT).content.decode()
    theirs = browser_of(moderator).get(shared.get_absolute_url(), headers=FRAGMENT).content.decode()

    for name in ("edit", "deletion"):
        assert reverse(name, args=[shared.pk]) in hers
        assert reverse(name, args=[shared.pk]) not in theirs
    assert reverse("flag", args=[shared.pk]) in theirs
    assert reverse("flag", args=[shared.pk]) not in hers


def test_every_link_of_a_card_leads_somewhere(somebody: Client, shared: Annotation) -> None:
    card = somebody.get(shared.get_absolute_url(), headers=FRAGMENT).content.decode()

    addresses = set(re.findall(r'(?:href|hx-get)="([^"]+)"', card))
    assert len(addresses) >= 3
    for address in addresses:
        assert somebody.get(address, follow=True).status_code == 200


def test_an_author_reads_why_hers_was_hidden(
    shared: Annotation, other_reader: User, moderator: User, browser_of: BrowserOf
) -> None:
    shared.hide(moderator, "It names a witness.")

    card = browser_of(other_reader).get(shared.get_absolute_url(), headers=FRAGMENT).content.decode()

    assert "A moderator hid this on" in card
    assert "The reason: It names a witness." in card


def test_an_author_finds_hers_on_a_withdrawn_article_in_her_list(
    shared: Annotation, article: Article, other_reader: User, browser_of: BrowserOf
) -> None:
    article.withdraw()

    answer = browser_of(other_reader).get(shared.get_absolute_url(), follow=True)

    assert answer.redirect_chain == [(f"{reverse('mine')}?article={article.pk}#annotation-{shared.pk}", 302)]
    assert f'id="annotation-{shared.pk}"' in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("get", "annotation"),
        *((method, name) for name in ("edit", "flag") for method in ("get", "post")),
        ("post", "deletion"),
        ("post", "restoration"),
    ],
)
def test_what_others_may_not_see_is_as_if_it_were_not_there(
    stranger: Client, unseen: Annotation, method: str, name: str, headers: dict[str, str]
) -> None:
    fields = {"reason": "x", "note": "x", "visibility": "everyone"} if method == "post" else {}

    there = getattr(stranger, method)(reverse(name, args=[unseen.pk]), fields, headers=headers)
    not_there = getattr(stranger, method)(reverse(name, args=[unseen.pk + 1]), fields, headers=headers)

    assert there.status_code == not_there.status_code == 404
    assert there.content == not_there.content
    assert dict(there.headers) == dict(not_there.headers)
    assert Annotation.objects.get().note == "Look here."


def test_its_card_is_not_handed_out_either(stranger: Client, unseen: Annotation, article: Article) -> None:
    cards = reverse("cards", args=[article.pk])

    there = stranger.get(cards, {"id": unseen.pk})
    not_there = stranger.get(cards, {"id": unseen.pk + 1})

    assert there.status_code == not_there.status_code
    assert there.content == not_there.content
    assert b"Look here." not in there.content


@pytest.mark.parametrize("where", ["library", "codebook", "theme", "article", "marks", "mine"])
def test_no_page_tells_of_it(stranger: Client, unseen: Annotation, article: Article, where: str) -> None:
    addresses = {
        "library": reverse("library"),
        "codebook": reverse("codebook"),
        "theme": unseen.themes.get().get_absolute_url(),
        "article": article.get_absolute_url(),
        "marks": f"{article.get_absolute_url()}?marks=1",
        "mine": reverse("mine"),
    }

    html = stranger.get(addresses[where]).content.decode()

    for trace in ("Look here.", f"annotation-{unseen.pk}", "1 annotation<", "1 passage<", "<mark>two", '"id": [1'):
        assert trace not in html


def test_signed_out_nothing_is_told(client: Client, unseen: Annotation) -> None:
    for name in ("annotation", "edit", "flag", "deletion", "restoration"):
        there = client.post(reverse(name, args=[unseen.pk]), headers=FRAGMENT)
        not_there = client.post(reverse(name, args=[unseen.pk + 1]), headers=FRAGMENT)
        assert there.status_code == not_there.status_code == 401
        assert there.content == not_there.content


def test_cards_come_in_the_order_of_the_text(
    somebody: Client, shared: Annotation, article: Article, annotate: Callable[..., Annotation], other_reader: User
) -> None:
    later, whole = annotate(other_reader, article, "three"), annotate(other_reader, article, "two three")

    html = somebody.get(reverse("cards", args=[article.pk]), {"id": [later.pk, shared.pk, whole.pk]}).content.decode()

    assert re.findall(r'<article class="card" id="annotation-(\d+)"', html) == [
        str(annotation.pk) for annotation in (whole, shared, later)
    ]


def test_cards_of_another_article_are_not_among_them(
    somebody: Client, shared: Annotation, publish: Callable[..., Article]
) -> None:
    assert somebody.get(reverse("cards", args=[publish().pk]), {"id": shared.pk}).content.strip() == b""


@pytest.mark.parametrize("ids", [["x"], [""], ["-1"], ["1.5"], [str(2**63)], ["9" * 5000], ["1"] * 101], ids=str)
def test_ids_that_are_none_are_refused(reader: User, article: Article, browser_of: BrowserOf, ids: list[str]) -> None:
    assert browser_of(reader).get(reverse("cards", args=[article.pk]), {"id": ids}).status_code == 400


def test_a_hundred_cards_can_be_had_at_once(reader: User, article: Article, browser_of: BrowserOf) -> None:
    answer = browser_of(reader).get(reverse("cards", args=[article.pk]), {"id": list(range(1, 101))})

    assert answer.status_code == 200
