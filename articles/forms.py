"""What editors send: a file or pasted text to begin with, then the article itself."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.urls import reverse
from django.utils.html import format_html, linebreaks
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from selectolax.lexbor import LexborHTMLParser

from articles.extraction import ExtractionError, IsArchive, LeftOut
from articles.history import history, who_and_when
from articles.models import Article, Source
from articles.quarantine import read
from articles.text import Prepared, prepare

if TYPE_CHECKING:
    from django.http import QueryDict

    _ModelForm = forms.ModelForm[Article]
else:
    _ModelForm = forms.ModelForm

DETAILS = (
    *("headline", "byline", "outlet", "agency", "dateline", "published_on", "language", "source_url"),
    *("embargoed_until", "expires_at", "usage_terms"),
)

_TAG = re.compile(r"<(?:!doctype|/?[a-z][a-z0-9]*(?:\s[^<>]*)?/?)>", re.IGNORECASE)
_POSITIONS = re.compile(r'(<[a-z0-9]+) data-s="\d+" data-n="\d+"')


class BringInForm(forms.Form):
    """Makes a `Source` of an uploaded file or of pasted text, if an article can be read from it."""

    file = forms.FileField(label=_("A file"), required=False, allow_empty_file=True, max_length=255)
    pasted = forms.CharField(
        label=_("Or paste its text"), required=False, widget=forms.Textarea(attrs={"rows": 14, "cols": 70})
    )

    is_archive = False  # of files, to be unpacked: known once it was validated

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file, pasted = given.get("file"), given.get("pasted")
        if self.errors:
            return given
        if file and pasted:
            raise ValidationError(gettext("Choose a file or paste text, not both."))
        if not file and not pasted:
            raise ValidationError(gettext("Choose a file, or paste the text of an article."))
        given["name"], given["data"] = _uploaded(file) if file else _pasted(pasted or "")
        try:
            given["found"] = read(given["name"], given["data"])
        except ExtractionError as problem:
            self.is_archive = isinstance(problem, IsArchive)
            raise ValidationError(problem_told(problem)) from problem
        return given

    def save(self, by: User) -> Source:
        given = self.cleaned_data
        return Source.objects.keep(given["name"], given["data"], given["found"], by)


def problem_told(problem: ExtractionError) -> str:
    """Say to the editor why a file cannot be read."""
    return filled(str(problem), problem.about)


def filled(sentence: str, about: str) -> str:
    """Say a sentence of the extraction's in the editor's language, and in it what it is about."""
    return gettext(sentence) % {"about": gettext(about) if about else ""}


def _uploaded(file: UploadedFile[bytes]) -> tuple[str, bytes]:
    if (file.size or 0) > upload_limit():
        raise ValidationError(too_large())
    return file.name or "", file.read()


def _pasted(text: str) -> tuple[str, bytes]:
    data = text.encode()
    if len(data) > upload_limit():
        raise ValidationError(too_large())
    return "pasted.html" if _TAG.search(text) else "pasted.txt", data


def upload_limit() -> int:
    """Return how many bytes an article may be brought in with."""
    return settings.MAX_UPLOAD_MB * 1024 * 1024


def too_large() -> str:
    """Say how much may be sent."""
    return gettext("This is too large: at most %(limit)d MB can be brought in.") % {"limit": settings.MAX_UPLOAD_MB}


class BodyField(forms.CharField):
    """The HTML of an article, shown sanitised and given back prepared."""

    def prepare_value(self, value: str | None) -> str:
        """Return what an editor works on: safe HTML without the positions."""
        return _POSITIONS.sub(r"\1", _prepared(value or "").body)

    def clean(self, value: str | None) -> Prepared:
        prepared = _prepared(super().clean(value))
        if not prepared.text.strip():
            raise ValidationError(self.error_messages["required"], code="required")
        return prepared

    def has_changed(self, initial: str | None, data: str | None) -> bool:
        return not self.disabled and _prepared(initial or "").body != _prepared(data or "").body


def _prepared(typed: str) -> Prepared:
    """Prepare what was typed; without a single tag, blank lines part its paragraphs."""
    return prepare(typed if _TAG.search(typed) else linebreaks(typed, autoescape=True))


class ArticleForm(_ModelForm):
    """An article with its words, as long as nobody else saved it after this form was opened.

    It is to be validated inside the transaction that read and locked its article.
    """

    source: ClassVar[Source | None] = None

    body = BodyField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 30, "cols": 80, "spellcheck": "true"}),
        error_messages={"required": _("There are no words in this article yet.")},
    )
    keep = forms.MultipleChoiceField(required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        article = self.instance
        self.saved = fingerprint(article)
        self.initial["seen"] = self.saved
        if article.current:
            self.initial["body"] = article.current.body
        self.fields["body"].disabled = article.is_frozen
        self.left_out = () if article.is_frozen else left_out(self.source)
        self.fields["keep"].choices = [(str(number), "") for number in range(len(self.left_out))]  # type: ignore[attr-defined]
        if "language" in self.fields:
            self.fields["language"].validators.append(_LANGUAGE)

    def is_multipart(self) -> bool:
        """Percent-encoding would make a long text in most scripts three times as large on its way."""
        return True

    @property
    def typed_too_late(self) -> str:
        """What was typed into the body when the article had been published meanwhile, or nothing."""
        typed = self.data.get("body", "") if self.instance.is_frozen else ""
        return typed if typed and _prepared(typed).body != self.initial["body"] else ""

    @property
    def pieces(self) -> list[dict[str, Any]]:
        """What was left out, as the page shows it."""
        ticked = cast("QueryDict", self.data).getlist("keep") if self.is_bound else ()
        return [
            {
                "body": self["body"].field.prepare_value(piece.html),
                "reason": gettext(piece.words),
                "before": piece.before,
                "ticked": str(number) in ticked,
            }
            for number, piece in enumerate(self.left_out)
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.instance.pk and given.get("seen") != self.saved:
            self.data = cast("QueryDict", self.data).copy()
            self.data["seen"] = self.saved  # the form that goes back is opened only now
            self.add_error(None, ValidationError(_outdated(self.instance), code="outdated"))
        made = self.source.article_made() if self.source and not self.instance.pk else None
        if made:
            self.add_error(None, ValidationError(_made_already(made), code="made"))
        begins, ends = given.get("embargoed_until"), given.get("expires_at")
        if begins and ends and ends <= begins:
            self.add_error("expires_at", ValidationError(gettext("It would expire before its embargo ends.")))
        if self.typed_too_late:
            self.add_error("body", ValidationError(_FROZEN, code="frozen"))
        elif "body" in given and given.get("keep"):
            kept = [piece for number, piece in enumerate(self.left_out) if str(number) in given["keep"]]
            given["body"] = prepare(put_back(given["body"].body, kept))
        return given


_LANGUAGE = RegexValidator(
    r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}\Z", _("Give the language by its code, for example en, zh, ug or pt-BR.")
)
_FROZEN = _("This article was published meanwhile, and its words are frozen. What you typed is kept below.")


def _outdated(article: Article) -> str:
    """Say who saved meanwhile and when; what was saved is one click away."""
    entry = history(article).first()
    if entry:
        said = gettext("%(person)s saved this article on %(moment)s, after you opened it.") % who_and_when(entry)
    else:
        said = gettext("Somebody saved this article after you opened it.")
    return format_html(
        '{} {} <a href="{}" target="_blank">{}</a>',
        said,
        gettext("What you typed is kept below. Saving again replaces what was saved with it."),
        reverse("admin:articles_article_preview", args=[article.pk]),
        gettext("Look at what was saved"),
    )


def _made_already(article: Article) -> str:
    """Say that the file became an article: pressed twice, or in two windows."""
    return format_html(
        '{} <a href="{}"><bdi>{}</bdi></a> {}',
        gettext("This was saved as an article already:"),
        reverse("admin:articles_article_change", args=[article.pk]),
        article.headline,
        gettext("What you typed is kept below. To make another article of the file, bring it in again."),
    )


def proposal(source: Source) -> dict[str, Any]:
    """Return what the article form begins with: whatever could be read from the source."""
    found = source.found
    proposed = {name: getattr(found, name, None) for name in DETAILS} | {"body": found.body_html if found else None}
    return {name: value for name, value in proposed.items() if value is not None}


def fingerprint(article: Article) -> str:
    """Tell one saved state of an article from another: what its fields hold, and which wording it has."""
    held = [str(getattr(article, name)) for name in (*DETAILS, "current_id")]
    return sha256("\0".join(held).encode()).hexdigest()


def left_out(source: Source | None) -> tuple[LeftOut, ...]:
    """Return what was probably not part of the article in the source."""
    return source.found.left_out if source and source.found else ()


def put_back(body: str, kept: list[LeftOut]) -> str:
    """Return the body with each kept piece before the block that it stood before."""
    tree = LexborHTMLParser(body).body
    blocks = [block.html or "" for block in tree.iter()] if tree else []
    # From the last to the first: what is put back moves only what comes after it.
    for piece in reversed(kept):
        blocks.insert(piece.before, piece.html)
    return "".join(blocks)
