"""Embargoed articles appear when their hour comes; expired ones go by themselves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from annotations.models import Annotation
from articles.models import Article
from tests.articles.conftest import address

HOUR = timedelta(hours=1)


def set_times(article: Article, embargoed: timedelta | None = None, expires: timedelta | None = None) -> None:
    now = timezone.now()
    article.embargoed_until = now + embargoed if embargoed is not None else None
    article.expires_at = now + expires if expires is not None else None
    article.save()


@pytest.mark.parametrize(
    ("embargoed", "expires", "is_found"),
    [
        (None, None, True),
        (-HOUR, HOUR, True),
        (HOUR, None, False),
        (None, -HOUR, False),
        (-2 * HOUR, -HOUR, False),
    ],
)
def test_readers_find_what_is_neither_embargoed_nor_expired(
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
    reader: User,
    browser_of: Callable[[User], Client],
    embargoed: timedelta | None,
    expires: timedelta | None,
    is_found: bool,
) -> None:
    article = publish("<p>One two three.</p>", "An hour to wait")
    annotate(reader, article, "two")
    set_times(article, embargoed, expires)
    browser = browser_of(reader)

    assert browser.get(article.get_absolute_url()).status_code == (200 if is_found else 404)
    assert (b"An hour to wait" in browser.get("/").content) is is_found
    assert Annotation.objects.visible_to(reader).exists() is is_found
    assert article.is_readable is is_found


def test_who_wrote_on_an_expired_article_is_told(
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
    reader: User,
    browser_of: Callable[[User], Client],
) -> None:
    article = publish()
    annotate(reader, article, "two")
    set_times(article, expires=-HOUR)

    page = browser_of(reader).get("/annotations/").content.decode()
    assert "This article is embargoed or has expired." in page
    assert "withdrawn" not in page


def test_an_embargoed_article_can_be_withdrawn(publish: Callable[..., Article]) -> None:
    article = publish()
    set_times(article, HOUR)
    assert article.withdraw()


def test_the_editor_sets_both_moments(desk: Client, draft: Article, opened: Callable[..., dict[str, str]]) -> None:
    changes = {
        "embargoed_until": "2031-05-01T06:00:00",
        "expires_at": "2031-06-01T06:00:00",
        "usage_terms": "Print only.",
    }
    desk.post(address(draft), opened(draft, **changes))

    draft.refresh_from_db()
    assert draft.embargoed_until.isoformat() == "2031-05-01T06:00:00+00:00"
    assert draft.expires_at.isoformat() == "2031-06-01T06:00:00+00:00"
    assert draft.usage_terms == "Print only."


def test_an_expiry_before_the_embargo_is_refused(
    desk: Client, draft: Article, opened: Callable[..., dict[str, str]]
) -> None:
    changes = {"embargoed_until": "2031-06-01T06:00:00", "expires_at": "2031-05-01T06:00:00"}
    answer = desk.post(address(draft), opened(draft, **changes))

    assert "would expire before its embargo ends" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.expires_at is None


def test_publishing_says_when_readers_find_it(desk: Client, draft: Article) -> None:
    set_times(draft, 24 * HOUR)
    answer = desk.post(address(draft, "publish"), follow=True)
    assert "embargo" in " ".join(str(message) for message in answer.context["messages"])
    draft.refresh_from_db()
    assert draft.status == Article.Status.PUBLISHED
