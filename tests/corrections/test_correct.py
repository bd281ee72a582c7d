"""An editor corrects a published article: she writes, sees what happens, saves."""

from collections.abc import Callable

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from annotations.models import Annotation
from articles.models import Article, Revision, Source
from tests.corrections.conftest import CHANGED, STORY, address, held, messages

Post = Callable[..., HttpResponse]
Annotate = Callable[..., Annotation]
Correct = Callable[..., Revision]

FILE = "\n\n".join(CHANGED.replace("<p>", "").split("</p>")).encode()


def test_the_page_begins_with_the_words_of_today(desk: Client, story: Article) -> None:
    answer = desk.get(address(story))
    assert answer.status_code == 200
    form = held(answer)
    assert form["body"] == STORY
    assert (form["seen"], form["kind"], form["reason"], form["reason_shown"]) == (1, "", "", True)
    assert "See what happens" in answer.text
    assert "Save the correction" not in answer.text


def test_the_article_leads_there(desk: Client, story: Article) -> None:
    assert f'<a href="{address(story)}">Correct the text</a>' in desk.get(address(story, "change")).text
    story.withdraw()
    assert f'<a href="{address(story)}">Correct the text</a>' in desk.get(address(story, "change")).text


def test_she_sees_what_happens_and_nothing_is_saved(
    story: Article, review: Post, reader: User, annotate: Annotate
) -> None:
    annotate(reader, story, "three days")
    answer = review(story, reason="It was four.", reason_shown="on")
    assert answer.status_code == 200
    assert "Save the correction" in answer.text
    assert "three" in answer.text.split("<del>")[1]
    assert held(answer)["body"] == CHANGED
    assert held(answer)["reason"] == "It was four."
    assert (Revision.objects.count(), LogEntry.objects.count()) == (1, 0)


def test_she_saves_and_is_told(
    story: Article, editor: User, review: Post, save: Post, reader: User, annotate: Annotate
) -> None:
    for quote in ("The harbour", "Ships waited outside for three days", "Nobody was in a hurry"):
        annotate(reader, story, quote)
    answer = save(review(story, reason="It was four.", reason_shown="on"), story)
    assert answer.redirect_chain == [(address(story, "change"), 302)]
    assert messages(answer) == ["Corrected. 2 annotations stayed, 1 changed."]
    story.refresh_from_db()
    revision = story.current
    assert (revision.number, revision.kind, revision.reason, revision.reason_shown) == (2, "fact", "It was four.", True)
    assert "four days" in revision.text
    entry = LogEntry.objects.get()
    assert (entry.user, entry.change_message) == (editor, "Corrected the text.")


def test_every_kind_of_outcome_is_told(
    story: Article, review: Post, save: Post, reader: User, annotate: Annotate
) -> None:
    first, second = STORY.split("</p>")[:2]
    annotate(reader, story, "The harbour opened on Monday after a long inspection")
    annotate(reader, story, "Ships waited outside for three days")
    annotate(reader, story, "Nobody was in a hurry, said the harbour master.")
    annotate(reader, story, "Nobody was in a hurry", visibility="private")
    body = f"{second}</p>{first.replace('Monday', 'Tuesday')}</p>"
    answer = save(review(story, body), story)
    assert messages(answer) == ["Corrected. 1 annotation stayed, 1 changed, 2 are no longer in the text."]


def test_the_words_may_be_for_staff_alone(story: Article, review: Post, save: Post) -> None:
    looked = review(story, reason="Their lawyer wrote.", reason_shown="")
    assert "reason_shown" not in held(looked)
    save(looked, story)
    assert (held_revision(story).reason, held_revision(story).reason_shown) == ("Their lawyer wrote.", False)


def held_revision(article: Article) -> Revision:
    article.refresh_from_db()
    return article.current


def test_a_file_with_the_new_text(story: Article, editor: User, review: Post, save: Post) -> None:
    answer = review(story, STORY, file=SimpleUploadedFile("new.txt", FILE))
    assert answer.status_code == 200
    assert "four days" in held(answer)["body"]
    save(answer, story)
    revision = held_revision(story)
    assert (revision.source.name, bytes(revision.source.data)) == ("new.txt", FILE)
    assert revision.source.uploaded_by == editor
    assert revision.text == FILE.decode().strip()


def test_a_file_may_be_touched_up_before_it_is_saved(story: Article, review: Post, save: Post) -> None:
    first = review(story, STORY, file=SimpleUploadedFile("new.txt", FILE))
    again = save(first, story, body=held(first)["body"].replace("four days", "five days"))
    assert "The text is not the one that you looked at." in again.text
    save(again, story)
    assert "five days" in held_revision(story).text
    assert held_revision(story).source.name == "new.txt"


def test_the_same_file_twice_is_kept_once(story: Article, review: Post) -> None:
    for _ in range(2):
        review(story, STORY, file=SimpleUploadedFile("new.txt", FILE))
    assert Source.objects.count() == 1


def test_without_a_file_the_source_stays(
    story: Article, editor: User, correct: Correct, review: Post, save: Post
) -> None:
    source = Source.objects.create(name="old.txt", data=b"old", uploaded_by=editor)
    correct(story, STORY + "<p>More.</p>", source=source)
    save(review(story), story)
    assert held_revision(story).source == source


def test_what_is_saved_is_what_was_looked_at(
    desk: Client, story: Article, opened: Post, review: Post, save: Post
) -> None:
    """A save without a look, or of other words than those looked at, shows what happens first."""
    unseen = desk.post(address(story), opened(story, body=CHANGED, kind="fact", _save="1"))
    assert "The text is not the one that you looked at." in unseen.text
    assert held_revision(story).number == 1
    other = save(review(story), story, body=STORY.replace("Monday", "Friday"))
    assert "The text is not the one that you looked at." in other.text
    assert "Friday" in other.text.split("<ins>")[1]
    assert held_revision(story).number == 1
    save(other, story)
    assert "Friday" in held_revision(story).text


def test_the_reason_may_be_changed_after_looking(story: Article, review: Post, save: Post) -> None:
    save(review(story), story, reason="Said better.", kind="typo")
    assert (held_revision(story).kind, held_revision(story).reason) == ("typo", "Said better.")


def test_an_annotation_in_between_is_carried(
    story: Article, review: Post, save: Post, reader: User, annotate: Annotate
) -> None:
    answer = review(story)
    mark = annotate(reader, story, "divers looked")
    assert messages(save(answer, story)) == ["Corrected. 1 annotation stayed."]
    mark.refresh_from_db()
    assert mark.anchor.revision == held_revision(story)


def test_going_back_to_an_older_wording(
    desk: Client, story: Article, opened: Post, save: Post, correct: Correct, reader: User, annotate: Annotate
) -> None:
    mark = annotate(reader, story, "three days")
    correct(story, "<p>All of it was wrong.</p>")
    page = desk.get(address(story) + "?from=1")
    assert "You begin with the wording of revision 1." in page.text
    assert held(page)["body"] == STORY
    looked = desk.post(address(story), held(page) | {"kind": "other", "_review": "1"})
    assert "1 that an earlier correction changed or lost gets its words back." in looked.text
    assert messages(save(looked, story)) == ["Corrected. 1 annotation stayed."]
    mark.refresh_from_db()
    assert (held_revision(story).number, mark.anchor.start, mark.anchor.state) == (3, mark.start, "exact")


def test_an_unknown_wording_is_not_there(desk: Client, story: Article) -> None:
    for number in ("9", "0", "-1", "x", "", "9" * 30):
        assert desk.get(address(story), {"from": number}).status_code == 404


def test_sending_it_again_saves_once_and_tells_the_same(
    desk: Client, story: Article, review: Post, save: Post, reader: User, annotate: Annotate
) -> None:
    """The answer was lost on the way, and she pressed the button again."""
    annotate(reader, story, "Ships")
    answer = review(story)
    first, second = save(answer, story), save(answer, story)
    assert messages(first) == messages(second) == ["Corrected. 1 annotation stayed."]
    assert held_revision(story).number == 2
    assert LogEntry.objects.count() == 1


def test_other_markup_alone_moves_nothing(
    story: Article, review: Post, save: Post, reader: User, annotate: Annotate
) -> None:
    annotate(reader, story, "three days")
    answer = review(story, STORY.replace("three", "<b>three</b>"))
    assert "Only the markup changes. The words stay as they are, and no annotation moves." in answer.text
    assert messages(save(answer, story)) == ["Corrected. 1 annotation stayed."]
    assert "<b>three</b>" in held_revision(story).body


def test_other_white_space_or_form_alone_is_said(story: Article, review: Post, save: Post) -> None:
    said = "Only white space or the form of characters changes: for readers these are the same words."
    for body in (STORY.replace("three days", "three\u00a0days"), STORY.replace("hurry, said", "hurry,<br>said")):
        assert said in review(story, body).text
    save(review(story, STORY.replace("fficials", "ﬃcials")), story)
    assert held_revision(story).number == 2


def test_another_language_is_allowed_with_a_warning(
    story: Article, review: Post, save: Post, reader: User, annotate: Annotate
) -> None:
    annotate(reader, story, "three days")
    answer = review(story, "<p>港口在星期一长时间检查后开放，官员说。</p><p>船只在外面等了三天。</p>")
    assert "Nearly all words differ." in answer.text
    assert "Most annotations would no longer be in the text." in answer.text
    assert messages(save(answer, story)) == ["Corrected. 0 annotations stayed, 1 is no longer in the text."]


def test_a_withdrawn_article_is_corrected_and_it_is_said(story: Article, review: Post, save: Post) -> None:
    looked = review(story)
    story.withdraw()
    answer = save(looked, story)
    assert "The article is withdrawn: readers see the correction when it is published again." in messages(answer)
    assert held_revision(story).number == 2
    assert "This article is withdrawn" in review(story, STORY).text


def test_scripts_are_not_kept(story: Article, review: Post, save: Post) -> None:
    save(review(story, CHANGED + '<p onclick="x()">Ships<script>steal()</script>.</p>'), story)
    assert "script" not in held_revision(story).body
    assert "onclick" not in held_revision(story).body
