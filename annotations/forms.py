"""What readers post, checked, and the words for what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.models import Annotation, Theme
from annotations.themes import key_of, tidy
from articles.models import Article, Revision

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_THEMES = 20
LONGEST_THEME = 100
LONGEST_REASON = 1000
# Everything C0 and C1 but tab and newlines: no database keeps all of them, and no reader sees them.
CONTROLS = {c: None for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in "\t\n"}
# What to say where a program, not a person, left something out.
UNCLEAR = _("It is not clear which words you marked. Reload the page and mark them again.")


class WordsField(forms.CharField):
    """What a person wrote, without control characters; too much of it is refused and never cut."""

    widget = forms.Textarea

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.limit = limit

    def to_python(self, value: str | None) -> str:
        words = (value or "").replace("\r\n", "\n").replace("\r", "\n").translate(CONTROLS).strip()
        if len(words) > self.limit:
            raise forms.ValidationError(
                _("This has %(length)s characters; at most %(limit)s can be kept. Nothing was cut.")
                % {"length": f"{len(words):,}", "limit": f"{self.limit:,}"}
            )
        return words


class ThemesField(forms.MultipleChoiceField):
    """Names of themes, each posted as one `themes` value; cleans to tidy names, each once."""

    widget = forms.MultipleHiddenInput

    def validate(self, value: list[str]) -> None:
        """Any name will do here; whether it may be a new one is for the form to say."""

    def clean(self, value: list[str] | None) -> list[str]:
        names: dict[str, str] = {}
        for posted in super().clean(value or []):
            # Composing very long words takes long; a name that is long only before it is tidied is not that long.
            name = tidy(posted) if len(posted) <= 10 * LONGEST_THEME else posted
            if len(name) > LONGEST_THEME:
                raise forms.ValidationError(
                    _("A theme's name has at most %(limit)d characters.") % {"limit": LONGEST_THEME}
                )
            if name and not key_of(name):
                raise forms.ValidationError(_("A theme needs a name with letters or digits: “%s”.") % name)
            if name:
                names.setdefault(key_of(name), name)
        if len(names) > MOST_THEMES:
            raise forms.ValidationError(_("An annotation has at most %(limit)d themes.") % {"limit": MOST_THEMES})
        return list(names.values())


class WritingForm(forms.Form):
    """What an author writes about a passage: note, themes, and who may see them."""

    note = WordsField(label=_("Note"), limit=settings.MAX_NOTE_CHARACTERS, required=False)
    themes = ThemesField(label=_("Themes"), required=False)
    visibility = forms.ChoiceField(
        label=_("Visible to"),
        choices=Annotation.Visibility.choices,
        initial=Annotation.Visibility.EVERYONE,
        error_messages={name: _("Choose who may see this.") for name in ("required", "invalid_choice")},
    )

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean_themes(self) -> list[str]:
        names: list[str] = self.cleaned_data["themes"]
        if not may_coin(self.reader):
            unknown = [name for name in names if not Theme.objects.named(name)]
            if unknown:
                raise forms.ValidationError(
                    gettext("There is no theme “%s” in the codebook, and only staff may add one.") % unknown[0]
                )
        return names

    def written(self) -> dict[str, Any]:
        """Return note, themes and visibility as the models take them, coining themes that are new."""
        return {
            "note": self.cleaned_data["note"],
            "themes": list({theme.pk: theme for theme in map(self._theme, self.cleaned_data["themes"])}.values()),
            "visibility": self.cleaned_data["visibility"],
        }

    def _theme(self, name: str) -> Theme:
        return Theme.objects.coin(name, by=self.reader)


class PassageForm(forms.Form):
    """A passage of one of the article's wordings, in code points, end exclusive."""

    revision = forms.IntegerField(error_messages={"required": UNCLEAR, "invalid": UNCLEAR})
    start = forms.IntegerField(error_messages={"required": UNCLEAR, "invalid": UNCLEAR})
    end = forms.IntegerField(error_messages={"required": UNCLEAR, "invalid": UNCLEAR})

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article

    def clean_revision(self) -> Revision:
        """Return the wording that the reader had before her; the article may have been corrected meanwhile."""
        revision = self.article.public_revisions().filter(pk=self.cleaned_data["revision"]).first()
        if revision is None:
            raise forms.ValidationError(UNCLEAR)
        return revision

    def clean(self) -> None:
        start, end, revision = (self.cleaned_data.get(name) for name in ("start", "end", "revision"))
        if start is None or end is None or revision is None:
            return
        if not 0 <= start < end <= revision.length or not revision.text[start:end].strip():
            raise forms.ValidationError(_("These words are not in the article. Mark them again."))


class AnnotationForm(PassageForm, WritingForm):
    """A new annotation: a passage, and what is written about it."""

    key = forms.UUIDField(error_messages={"required": UNCLEAR, "invalid": UNCLEAR})

    def save(self) -> Annotation:
        """Post the annotation, or with a key that was posted before keep what is written otherwise now.

        So a second click changes nothing, and nothing is lost where the first answer went astray and the reader
        wrote on before she tried again.
        """
        mark = {name: self.cleaned_data[name] for name in ("key", "revision", "start", "end")}
        written = self.written()
        annotation = Annotation.post(author=self.reader, **mark, **written)
        now = {"note": annotation.note, "themes": set(annotation.themes.all()), "visibility": annotation.visibility}
        if now != written | {"themes": set(written["themes"])}:
            annotation.edit(**written)
        return annotation


class FlagForm(forms.Form):
    """A reader's report, in her words."""

    reason = WordsField(
        label=_("What is wrong with it?"),
        limit=LONGEST_REASON,
        error_messages={"required": _("Please say what is wrong with it, so that a moderator can decide.")},
    )


def may_coin(person: User) -> bool:
    """Return whether this person may add themes to the codebook."""
    return settings.OPEN_CODEBOOK or (person.is_staff and person.has_perm("annotations.add_theme"))
