"""What an editor sends to correct a published article: its new text or a file with it, and why."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.extraction import LeftOut
from articles.forms import BodyField, BringInForm
from articles.models import Article, Revision, Source
from articles.text import Prepared, prepare
from corrections.differences import Differences, differences
from corrections.review import fingerprint

if TYPE_CHECKING:
    from django.http import QueryDict

LONGEST_REASON = 500


class ReasonField(forms.CharField):
    """Words in several lines; a line ends with one character, as the browser counts it."""

    def to_python(self, value: str | None) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


@dataclass(frozen=True)
class Meanwhile:
    """A wording that somebody saved after this editor opened the text, and how it differs from what she saw."""

    revision: Revision
    differences: Differences | None


class CorrectionForm(forms.Form):
    """A correction of an article, as long as nobody else corrected it after this form was opened.

    `seen` is the number of the revision that the editor saw, `given` tells which body the form began with, `reviewed`
    what she was shown the consequences of.
    """

    file = forms.FileField(
        label=_("Or a file with the new text"), required=False, allow_empty_file=True, max_length=255
    )
    body = BodyField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 30, "cols": 80, "spellcheck": "true"}))
    kind = forms.ChoiceField(
        label=_("Why is the text corrected?"),
        choices=Revision.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why the text is corrected.")},
    )
    reason = ReasonField(
        label=_("In words"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 70}),
    )
    reason_shown = forms.BooleanField(label=_("Readers see these words"), required=False, initial=True)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    given = forms.CharField(required=False, widget=forms.HiddenInput)
    reviewed = forms.CharField(required=False, widget=forms.HiddenInput)
    source = forms.ModelChoiceField(Source.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, article: Article, editor: User, begin_with: Revision | None = None) -> None:
        super().__init__(*args)
        self.article, self.editor = article, editor
        self.current = cast("Revision", article.current)
        self.meanwhile: Meanwhile | None = None
        self.left_out: tuple[LeftOut, ...] = ()
        self.is_saved_already = False
        start = begin_with or self.current
        self.initial = {
            "body": start.body,
            "seen": self.current.number,
            "given": fingerprint(None, start.body),
            "source": start.source_id,
        }
        body = self.fields["body"]
        body.widget.attrs |= {"lang": article.language, "dir": article.direction}
        body.error_messages["required"] = _emptied(article)
        mine = Source.objects.filter(Q(uploaded_by=editor) | Q(revisions__article=article))
        self.fields["source"].queryset = mine.defer("data").distinct()  # type: ignore[attr-defined]

    def is_multipart(self) -> bool:
        return True

    @property
    def shown_left_out(self) -> list[dict[str, str]]:
        """The passages of an uploaded file that are probably not part of the article, as the page shows them."""
        body = self.fields["body"]
        return [{"body": body.prepare_value(piece.html), "reason": gettext(piece.words)} for piece in self.left_out]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("file"):
            self._read(given)
        self._keep(given=fingerprint(None, given["body"].body) if given.get("body") else "")
        seen, body = given.get("seen"), given.get("body")
        if seen != self.current.number:
            self.is_saved_already = self._is_what_she_saved(given)
            if not self.is_saved_already:
                self._tell_meanwhile(seen)
        if body and body.body == self.current.body and not self.is_saved_already:
            self.add_error("body", ValidationError(_UNCHANGED, code="unchanged"))
        return given

    @property
    def is_reviewed(self) -> bool:
        """Whether she was shown what exactly this text does to exactly this wording."""
        given = self.cleaned_data
        return bool(given["reviewed"] == fingerprint(given["seen"], given["body"].body))

    def call_reviewed(self) -> None:
        """Let the form that goes back say what she is shown now."""
        self._keep(reviewed=fingerprint(self.current.number, self.cleaned_data["body"].body))

    def save(self) -> Revision:
        """Correct the article; raises `Outdated` where somebody else did so in this moment."""
        given = self.cleaned_data
        return self.article.correct(
            given["body"].body,
            self.editor,
            seen=given["seen"],
            kind=Revision.Kind(given["kind"]),
            reason=given["reason"],
            reason_shown=given["reason_shown"],
            source=given["source"],
        )

    def _read(self, given: dict[str, Any]) -> None:
        """Put the text of the uploaded file in the place of the one in the form, and keep the file."""
        given["file"].seek(0)  # the form may be asked twice
        upload = BringInForm({}, MultiValueDict({"file": [given["file"]]}))
        if not upload.is_valid():
            self.add_error("file", [message for messages in upload.errors.values() for message in messages])
            return
        typed = given.get("body")
        if typed and self.data.get("given") != fingerprint(None, typed.body):
            self.add_error("file", ValidationError(_BOTH, code="both"))
            return
        found = upload.cleaned_data["found"]
        prepared = prepare(found.body_html)
        if not prepared.text.strip():
            self.add_error("file", ValidationError(self.fields["body"].error_messages["required"]))
            return
        self.errors.pop("body", None)
        self.left_out = found.left_out
        given["body"] = prepared
        given["source"] = self._kept(upload)
        self._keep(body=found.body_html, source=str(given["source"].pk))

    def _kept(self, upload: BringInForm) -> Source:
        """Keep the file's bytes; the same file sent again is kept once."""
        name, digest = upload.cleaned_data["name"], sha256(upload.cleaned_data["data"]).hexdigest()
        earlier = Source.objects.filter(uploaded_by=self.editor, name=name, sha256=digest)
        return earlier.defer("data").first() or upload.save(by=self.editor)

    def _is_what_she_saved(self, given: dict[str, Any]) -> bool:
        """Whether the answer to her saving this was lost on the way, and she sends it again."""
        body: Prepared | None = given.get("body")
        return (
            body is not None
            and self.current.body == body.body
            and self.current.created_by_id == self.editor.pk
            and given.get("reviewed") == fingerprint(given.get("seen"), body.body)
        )

    def _tell_meanwhile(self, seen: int | None) -> None:
        before = self.article.revisions.filter(number=seen or 0).first()
        text = self.current.text
        self.meanwhile = Meanwhile(self.current, differences(before.text, text) if before else None)
        self._keep(seen=str(self.current.number), reviewed="")
        self.add_error(None, ValidationError(_OUTDATED, code="outdated"))

    def _keep(self, **fields: str) -> None:
        """Let the form that goes back hold these values."""
        data = cast("QueryDict", self.data).copy()
        for name, value in fields.items():
            data[name] = value
        self.data = data


_UNCHANGED = _(
    "Nothing was changed: these are the words and the markup that the article has now. White space between tags and "
    "another form of the same letters make no difference."
)
_BOTH = _(
    "You changed the text and chose a file as well. What you typed is kept below; to take the file instead, choose it "
    "again."
)
_OUTDATED = _("What you typed is kept below. Look at what happens to it now; then you can save it.")


def _emptied(article: Article) -> str:
    return format_html(
        '{} <a href="{}" target="_blank">{}</a>',
        gettext("No words would be left. To take the article from readers, withdraw it instead:"),
        reverse("admin:articles_article_change", args=[article.pk]),
        gettext("the button is on the article’s page"),
    )
