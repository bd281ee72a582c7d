"""The desk with rows in every state: axe finds no fault, nothing is wider than the screen, light and dark."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.models import Article
from intake.models import Arrival
from tests.articles.making import zipped
from tests.browser.bringing import ADD, drop, row
from tests.browser.test_axe import LONG_HEADLINE, LONG_WORD, WINDOWS, look
from tests.intake import making

pytestmark = pytest.mark.browser

UYGHUR = "دۇنيادىكى ئەڭ ئۇزۇن يول\n\n" + "ئۈرۈمچى شەھىرىدە بۈگۈن يىغىن ئېچىلدى. " * 20
CHINESE = "港口周一恢复开放\n\n" + "港口管理部门说，经过长时间的检查，港口已经恢复开放。" * 20


@pytest.fixture
def laden(editor: User) -> None:
    """A desk with files in every state, of names and headlines that are long, or in scripts of all directions."""

    def put(name: str, data: bytes) -> Arrival:
        return Arrival.objects.put(name, data, editor)

    for name, data in making.files().items():
        put(name, data)
    put("ferry copy.txt", making.FERRY.encode())
    put(f"{LONG_WORD}_{LONG_WORD}.txt", f"{LONG_HEADLINE[:280]}\n\n{making.CHOIR}".encode())
    put("wire.zip", zipped({f"{LONG_WORD}/مارت/{LONG_WORD}.txt": UYGHUR, "新闻.txt": CHINESE}))
    while claimed := Arrival.objects.claim(by=editor):
        claimed.read()
    Arrival.objects.get(name="school.pdf").drop()
    Arrival.objects.get(name="library.docx").draft(editor)
    published = Arrival.objects.get(name="choir.eml").draft(editor)
    assert published
    published.publish()
    put("being read.txt", b"x")
    assert Arrival.objects.claim(by=editor)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", WINDOWS)
def test_the_desk_in_every_state(
    visit: Callable[..., Page], editor: User, laden: None, window: str, scheme: Any
) -> None:
    page = visit(editor, ADD, color_scheme=scheme, reduced_motion="reduce", **WINDOWS[window])
    states = page.locator("tr.arrival").evaluate_all("(rows) => [...new Set(rows.map((row) => row.dataset.state))]")
    assert set(states) == {"read", "refused", "dropped", "saved", "unpacked", "reading"}
    row(page, "ferry.txt").get_by_role("checkbox").check()
    look(page)
    page.route("**/arrivals/", lambda route: None)
    drop(page, {"huge.txt": b"x" * (5 * 1024 * 1024 + 1), "sent.txt": b"x", "to be sent.txt": b"x"})
    expect(row(page, "sent.txt").get_by_role("progressbar")).to_be_visible()
    expect(row(page, "huge.txt")).to_contain_text("This is too large")
    drop(page, {"one.txt": b"x"}, "dragover")
    look(page)
    page.unroute("**/arrivals/")

    first = Arrival.objects.get(name="ferry.txt")
    other = Arrival.objects.get(name="ferry copy.txt")
    bridge = Arrival.objects.get(name="bridge.html")
    museum = Arrival.objects.get(name="museum.json").draft(editor)
    assert museum
    Article.objects.filter(pk=museum.pk).update(embargoed_until=None)
    museum.publish()
    for address in (
        f"/admin/articles/article/arrivals/{bridge.pk}/",
        f"/admin/articles/article/arrivals/{other.pk}/likeness/{first.pk}/",
        museum.get_absolute_url(),
    ):
        looking = visit(editor, address, color_scheme=scheme, reduced_motion="reduce", **WINDOWS[window])
        look(looking)


def test_the_narrowest_screen(visit: Callable[..., Page], editor: User, laden: None) -> None:
    look(visit(editor, ADD, viewport={"width": 320, "height": 600}))
