"""Private annotations are for their author alone: staff do not list, count, search or guess them either."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from annotations.models import Annotation
from articles.models import Article
from tests.annotations.conftest import page_of

LIST = "/admin/annotations/annotation/"
SECRETS = ("Sesame", "barley", "Bramble")


@pytest.fixture(params=["private", "deleted", "private after a flag", "private after a decision"])
def secret(
    request: pytest.FixtureRequest,
    reader: User,
    other_reader: User,
    moderator: User,
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
) -> Annotation:
    """An annotation that staff may not see: its quote, note and theme are the three secrets."""
    article = publish("<p>Open Sesame, said the thief.</p>")
    made = annotate(reader, article, "Sesame", note="Open barley!", themes=["Bramble"])
    if "flag" in request.param:
        made.flag(other_reader, "He says barley!")
    if "decision" in request.param:
        made.hide(moderator, "Off topic.")
    if request.param == "deleted":
        made.delete_by_author()
    else:
        made.edit(note=made.note, themes=list(made.themes.all()), visibility="private")
    return made


@pytest.fixture
def staff(client: Client, administrator: User) -> Client:
    """The admin as those have it who may do everything in it."""
    client.force_login(administrator)
    return client


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": "Sesame"},
        {"q": "barley"},
        {"q": "Bramble"},
        {"q": "reader"},
        {"flags": "open"},
        {"state": "hidden"},
        {"state": "visible"},
        {"theme": "{theme}"},
        {"article": "{article}"},
        {"author": "{author}"},
        {"visibility": "private"},
        {"visibility__exact": "private"},
        {"deleted_at__isnull": "0"},
        {"id__exact": "{pk}"},
        {"_facets": "True"},
        {"all": ""},
    ],
    ids=urlencode,
)
def test_no_list_shows_or_counts_it(staff: Client, secret: Annotation, query: dict[str, str]) -> None:
    ids = {
        "pk": secret.pk,
        "theme": secret.themes.get().pk,
        "article": secret.article_id,
        "author": secret.author_id,
    }

    answer = staff.get(LIST, {name: value.format(**ids) for name, value in query.items()}, follow=True)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer.context["cl"].result_count == answer.context["cl"].full_result_count == 0
    # What was typed comes back in the search field, and the codebook is everybody's.
    assert not [word for word in ("Sesame", "barley") if word in page and word != query.get("q")]
    assert page_of(secret) not in page


@pytest.mark.parametrize("address", ["change/", "history/", "delete/", ""])
def test_its_address_is_that_of_nothing(staff: Client, secret: Annotation, address: str) -> None:
    there = staff.get(f"{LIST}{secret.pk}/{address}", follow=True)
    nowhere = staff.get(f"{LIST}999999/{address}", follow=True)

    assert there.status_code == nowhere.status_code in (403, 404)
    assert not [word for word in SECRETS if word in there.content.decode()]


def test_nothing_can_be_decided_about_it(staff: Client, secret: Annotation) -> None:
    before = secret.decisions.count()

    assert staff.post(page_of(secret), {"verb": "hide", "reason": "Off topic."}).status_code == 404
    for action in ("hide_selected", "restore_selected", "dismiss_selected"):
        page = staff.post(LIST, {"action": action, "_selected_action": secret.pk, "reason": "x"}, follow=True)
        assert not [word for word in ("Sesame", "barley") if word in page.content.decode()]
    assert secret.decisions.count() == before


@pytest.mark.parametrize(
    "source", [("flag", "annotation"), ("decision", "annotation"), ("tagging", "content_object"), ("annotation", "id")]
)
def test_no_field_completes_to_it(staff: Client, secret: Annotation, source: tuple[str, str]) -> None:
    model, field = source
    where = {"app_label": "annotations", "model_name": model, "field_name": field}

    for term in ("", "Sesame", str(secret.pk)):
        answer = staff.get("/admin/autocomplete/", where | {"term": term})
        assert answer.status_code in (403, 404) or answer.json()["results"] == []


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/admin/annotations/", "/admin/annotations/decision/", "/admin/articles/article/{article}/change/"],
)
def test_no_other_page_tells_of_it(staff: Client, secret: Annotation, address: str) -> None:
    page = staff.get("/admin/" + address.format(article=secret.article_id), follow=True).content.decode()

    assert not [word for word in ("barley", "Bramble", page_of(secret)) if word in page]


def test_no_account_is_deleted_which_would_list_what_stands_in_the_way(staff: Client, secret: Annotation) -> None:
    people = "/admin/auth/user/"

    assert staff.post(f"{people}{secret.author_id}/delete/").status_code == 403
    page = staff.post(people, {"action": "delete_selected", "_selected_action": secret.author_id}, follow=True)
    assert str(secret) not in page.content.decode()


def test_nothing_of_it_is_in_djangos_own_history(staff: Client, secret: Annotation) -> None:
    assert not LogEntry.objects.exists()


def test_its_theme_counts_nothing(staff: Client, secret: Annotation) -> None:
    assert '<td class="field-passages">0</td>' in staff.get("/admin/annotations/theme/").content.decode()


def test_staff_who_write_privately_do_not_meet_it_at_their_desk(
    desk: Client, moderator: User, publish: Callable[..., Article], annotate: Callable[..., Annotation]
) -> None:
    mine = annotate(moderator, publish(), "two", visibility="private")

    assert desk.get(page_of(mine)).status_code == 404
