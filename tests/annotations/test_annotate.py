"""A reader marks a passage and writes about it."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation, Theme
from articles.models import Article
from tests.annotations.conftest import FRAGMENT

Posted = Callable[..., dict[str, Any]]


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish("<p>One two <b>three</b>.</p><p>Four &amp; five 😀 six.</p>", language="de")


@pytest.fixture
def cards(article: Article) -> str:
    return reverse("cards", args=[article.pk])


@pytest.fixture
def room(reader: User, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(reader)


def test_it_works(room: Client, cards: str, article: Article, posted: Posted, reader: User) -> None:
    fields = posted(article, "two three", note="*Why?*", themes=["Wages", "Hours"], visibility="private")

    answer = room.post(cards, fields)

    annotation = Annotation.objects.get()
    assert (annotation.author, annotation.article, annotation.revision) == (reader, article, article.current)
    assert (annotation.start, annotation.end, annotation.exact) == (4, 13, "two three")
    assert (annotation.prefix, annotation.suffix) == ("One ", ".\n\nFour & five 😀 six.")
    assert (annotation.note, annotation.visibility) == ("*Why?*", "private")
    assert {theme.name for theme in annotation.themes.all()} == {"Wages", "Hours"}
    assert answer.status_code == 201
    assert answer["Location"] == annotation.get_absolute_url()
    card = answer.content.decode()
    assert f'id="annotation-{annotation.pk}"' in card
    for words in ("Rana Reader", "two three", "<em>Why?</em>", "Wages", "Hours", "Only you see this"):
        assert words in card


def test_a_highlight_needs_no_words(room: Client, cards: str, article: Article, posted: Posted) -> None:
    fields = posted(article)
    del fields["note"], fields["themes"]

    assert room.post(cards, fields).status_code == 201
    assert (Annotation.objects.get().note, Annotation.objects.get().note_html) == ("", "")


def test_offsets_are_code_points(room: Client, cards: str, article: Article, posted: Posted) -> None:
    room.post(cards, posted(article, "😀 six"))

    assert Annotation.objects.get().exact == "😀 six"


def test_a_passage_may_reach_across_paragraphs(room: Client, cards: str, article: Article, posted: Posted) -> None:
    room.post(cards, posted(article, "three.\n\nFour &"))

    assert Annotation.objects.get().exact == "three.\n\nFour &"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (7, 4),
        (4, 4),
        (-1, 4),
        (-5, -1),
        (4, 1000),
        (1000, 1001),
        (14, 16),
        (3, 4),
        (4, 2**63),
        (4, 10**30),
        (-(10**30), 4),
    ],
    ids=str,
)
def test_words_that_are_not_there_are_refused(
    room: Client, cards: str, article: Article, posted: Posted, start: int, end: int
) -> None:
    answer = room.post(cards, posted(article, start=start, end=end))

    assert answer.status_code == 422
    assert "These words are not in the article." in answer.content.decode()
    assert not Annotation.objects.exists()


@pytest.mark.parametrize("field", ["key", "revision", "start", "end"])
@pytest.mark.parametrize("value", ["", "x", "4.5", "\0", "9" * 5000, "'; DROP TABLE"], ids=lambda value: value[:8])
def test_what_a_program_left_out_or_broke_is_refused(
    room: Client, cards: str, article: Article, posted: Posted, field: str, value: str
) -> None:
    answer = room.post(cards, posted(article, **{field: value}))

    assert answer.status_code == 422
    assert "It is not clear which words you marked." in answer.content.decode()
    assert not Annotation.objects.exists()


def test_nothing_at_all_is_refused(room: Client, cards: str) -> None:
    assert room.post(cards).status_code == 422


@pytest.mark.parametrize("number", [0, -1, 2**63, 10**30])
def test_an_unknown_revision_is_refused(
    room: Client, cards: str, article: Article, posted: Posted, number: int
) -> None:
    answer = room.post(cards, posted(article, revision=number))

    assert answer.status_code == 422
    assert "It is not clear which words you marked." in answer.content.decode()
    assert not Annotation.objects.exists()


def test_another_articles_revision_is_refused(
    room: Client, cards: str, article: Article, posted: Posted, publish: Callable[..., Article]
) -> None:
    other = publish("<p>One two three.</p>")

    assert room.post(cards, posted(article, revision=other.current.pk)).status_code == 422


def test_a_wording_of_the_draft_is_refused(room: Client, posted: Posted, editor: User) -> None:
    article = Article.objects.create(headline="Twice", created_by=editor)
    first = article.revise("<p>One two.</p>", editor)
    article.revise("<p>One two three.</p>", editor, seen=1)
    article.publish()

    answer = room.post(reverse("cards", args=[article.pk]), posted(article, revision=first.pk))

    assert answer.status_code == 422
    assert not Annotation.objects.exists()


@pytest.mark.parametrize("visibility", ["", "nobody", "\0"])
def test_who_may_see_it_must_be_said(
    room: Client, cards: str, article: Article, posted: Posted, visibility: str
) -> None:
    answer = room.post(cards, posted(article, visibility=visibility))

    assert answer.status_code == 422
    assert "Choose who may see this." in answer.content.decode()


def test_a_note_of_a_megabyte_is_refused_whole(room: Client, cards: str, article: Article, posted: Posted) -> None:
    answer = room.post(cards, posted(article, note="x" * 1_000_000))

    assert answer.status_code == 422
    assert "This has 1,000,000 characters; at most 20,000 can be kept. Nothing was cut." in answer.content.decode()
    assert not Annotation.objects.exists()


def test_the_longest_note_is_kept_however_its_lines_end(
    room: Client, cards: str, article: Article, posted: Posted
) -> None:
    room.post(cards, posted(article, note="😀\r\n" * 9_999 + "😀😀"))

    assert Annotation.objects.get().note == "😀\n" * 9_999 + "😀😀"


def test_control_characters_are_left_out_of_a_note(room: Client, cards: str, article: Article, posted: Posted) -> None:
    room.post(cards, posted(article, note="a\0b\x1bc\x85d\te\r\nf\rg"))

    assert Annotation.objects.get().note == "abcd\te\nf\ng"


def test_bidi_controls_stay_in_a_note_and_turn_nothing_around_it(
    room: Client, cards: str, article: Article, posted: Posted
) -> None:
    card = room.post(cards, posted(article, note="\u2067olleh")).content.decode()

    assert Annotation.objects.get().note == "\u2067olleh"
    assert '<div class="note" dir="auto"><p>\u2067olleh</p></div>' in card


def test_a_note_cannot_bring_html_or_scripts(room: Client, cards: str, article: Article, posted: Posted) -> None:
    note = "<script>alert(1)</script> [a](javascript:alert(1)) <img src=x onerror=alert(1)> [b](https://example.org)"

    card = room.post(cards, posted(article, note=note)).content.decode()

    assert "<script" not in card
    assert "<img" not in card
    assert 'href="javascript' not in card
    assert 'href="https://example.org"' in card


def test_broken_utf_8_is_kept_as_far_as_it_can_be_read(
    room: Client, cards: str, article: Article, posted: Posted
) -> None:
    fields = posted(article)
    lines = b"".join(
        f'--X\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
        if name not in {"note", "themes"}
    )
    note = b'--X\r\nContent-Disposition: form-data; name="note"\r\n\r\na\xff\xed\xa0\x80b\r\n--X--\r\n'

    answer = room.post(cards, lines + note, content_type="multipart/form-data; boundary=X")

    assert answer.status_code == 201
    assert Annotation.objects.get().note.strip("\ufffd") == Annotation.objects.get().note
    assert Annotation.objects.get().note.replace("\ufffd", "") == "ab"


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "hex", "utf-16", "latin-1"])
def test_another_encoding_than_utf_8_is_refused(room: Client, cards: str, charset: str) -> None:
    body = b'--X\r\nContent-Disposition: form-data; name="note"\r\n\r\n+2AA- \\ud800\r\n--X--\r\n'

    # The test client would encode the body itself.
    answer = room.generic("POST", cards, body, f"multipart/form-data; boundary=X; charset={charset}")

    assert answer.status_code == 400


def test_names_that_look_the_same_are_one_theme(
    room: Client, cards: str, article: Article, posted: Posted, editor: User
) -> None:
    wages = Theme.objects.coin("Wage theft", by=editor)
    names = ["WAGE  THEFT", "ｗａｇｅ　ｔｈｅｆｔ", " wage theft\u200b", "Wage\ttheft"]

    assert room.post(cards, posted(article, themes=names)).status_code == 201

    assert list(Annotation.objects.get().themes.all()) == [wages]
    assert list(Theme.objects.all()) == [wages]


def test_a_new_theme_is_named_as_it_was_first_spelt(
    room: Client, cards: str, article: Article, posted: Posted, reader: User
) -> None:
    room.post(cards, posted(article, themes=["  Wage   theft ", "WAGE THEFT", ""]))

    theme = Theme.objects.get()
    assert (theme.name, theme.created_by) == ("Wage theft", reader)


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ([f"theme {number}" for number in range(21)], "An annotation has at most 20 themes."),
        (["x" * 101], "A theme&#x27;s name has at most 100 characters."),
        (["\u0301\u0327" * 100_000], "A theme&#x27;s name has at most 100 characters."),
        (["!?"], "A theme needs a name with letters or digits: “!?”."),
    ],
    ids=["too many", "too long", "much too long", "no letters"],
)
def test_themes_that_cannot_be_are_refused(
    room: Client, cards: str, article: Article, posted: Posted, names: list[str], sentence: str
) -> None:
    answer = room.post(cards, posted(article, themes=names))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Theme.objects.exists()
    assert not Annotation.objects.exists()


def test_twenty_themes_of_a_hundred_characters_are_taken(
    room: Client, cards: str, article: Article, posted: Posted
) -> None:
    room.post(cards, posted(article, themes=[f"{number:0>100}" for number in range(20)]))

    assert Annotation.objects.get().themes.count() == 20


def test_more_fields_than_a_form_has_are_refused(room: Client, cards: str, article: Article, posted: Posted) -> None:
    answer = room.post(cards, posted(article, themes=["x"] * 1001), headers=FRAGMENT)

    assert answer.status_code == 400
    assert "This request could not be understood" in answer.content.decode()


def test_a_closed_codebook_says_so_to_readers(
    room: Client, cards: str, article: Article, posted: Posted, editor: User, settings: Any
) -> None:
    settings.OPEN_CODEBOOK = False
    Theme.objects.coin("Wages", by=editor)

    refused = room.post(cards, posted(article, themes=["Wages", "Hours"]))
    taken = room.post(cards, posted(article, themes=["wages"]))

    assert refused.status_code == 422
    assert "There is no theme “Hours” in the codebook, and only staff may add one." in refused.content.decode()
    assert taken.status_code == 201
    assert [theme.name for theme in Theme.objects.all()] == ["Wages"]


def test_a_closed_codebook_is_open_to_staff_who_look_after_it(
    cards: str,
    article: Article,
    posted: Posted,
    moderator: User,
    editor: User,
    browser_of: Callable[[User], Client],
    settings: Any,
) -> None:
    settings.OPEN_CODEBOOK = False

    assert browser_of(moderator).post(cards, posted(article, themes=["Hours"])).status_code == 201
    assert browser_of(editor).post(cards, posted(article, themes=["Debt"])).status_code == 422


def test_a_right_without_a_desk_opens_no_closed_codebook(
    room: Client, cards: str, article: Article, posted: Posted, reader: User, settings: Any
) -> None:
    settings.OPEN_CODEBOOK = False
    reader.user_permissions.add(Permission.objects.get(codename="add_theme"))

    assert room.post(cards, posted(article, themes=["Hours"])).status_code == 422


def test_a_withdrawn_article_takes_nothing_more(room: Client, cards: str, article: Article, posted: Posted) -> None:
    article.withdraw()

    answer = room.post(cards, posted(article), headers=FRAGMENT)

    assert answer.status_code == 404
    assert answer.content.decode().startswith("<p>")
    assert "It may have been withdrawn" in answer.content.decode()
    assert not Annotation.objects.exists()


def test_a_draft_takes_nothing_yet(posted: Posted, editor: User, browser_of: Callable[[User], Client]) -> None:
    article = Article.objects.create(headline="Not yet", created_by=editor)
    article.revise("<p>One two three.</p>", editor)

    assert browser_of(editor).post(reverse("cards", args=[article.pk]), posted(article)).status_code == 404


@pytest.mark.parametrize("number", ["0", "999", str(10**30), "9" * 5000])
def test_an_article_that_never_was_takes_nothing(room: Client, number: str) -> None:
    assert room.post(f"/articles/{number}/annotations/").status_code == 404


def test_somebody_signed_out_is_told_where_to_sign_in_again(
    client: Client, cards: str, article: Article, posted: Posted
) -> None:
    page = f"http://testserver{article.get_absolute_url()}"

    answer = client.post(cards, posted(article), headers=FRAGMENT | {"HX-Current-URL": page})

    assert answer.status_code == 401
    assert "What you wrote is kept in this browser." in answer.content.decode()
    assert reverse("login") + "?next=http%3A//testserver" + article.get_absolute_url() in answer.content.decode()
    assert not Annotation.objects.exists()


def test_a_form_from_elsewhere_is_refused(cards: str, article: Article, posted: Posted, reader: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(reader)

    answer = browser.post(cards, posted(article), headers=FRAGMENT)

    assert answer.status_code == 403
    assert "This page was open for too long" in answer.content.decode()
    assert not Annotation.objects.exists()


def test_the_reading_page_gives_the_token_that_a_post_needs(
    cards: str, article: Article, posted: Posted, reader: User
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(reader)
    browser.get(article.get_absolute_url())
    token = browser.cookies["csrftoken"].value

    assert browser.post(cards, posted(article), headers={"X-CSRFToken": token}).status_code == 201


def test_staff_annotate_as_everybody_does(
    cards: str, article: Article, posted: Posted, editor: User, browser_of: Callable[[User], Client]
) -> None:
    assert browser_of(editor).post(cards, posted(article)).status_code == 201


def test_a_key_is_a_uuid_in_any_spelling(room: Client, cards: str, article: Article, posted: Posted) -> None:
    key = uuid.uuid4()

    first = room.post(cards, posted(article, key=key.hex.upper()))
    again = room.post(cards, posted(article, key=str(key)))

    assert (first.status_code, again.status_code) == (201, 200)
    assert Annotation.objects.get().key == key
