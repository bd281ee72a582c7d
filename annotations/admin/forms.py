"""What moderators type, and the words for what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.models import Decision, Theme


class ReasonForm(forms.Form):
    """Why a moderator decides as she does."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=Decision._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60, "dir": "auto"}),
        help_text=_("It stands in the log. Where an annotation is hidden, its author reads it too."),
        error_messages={"required": _("Please give a reason: it stands in the log, and the author may read it.")},
    )


class DecisionForm(ReasonForm):
    """What a moderator does about one annotation, and why."""

    verb = forms.ChoiceField(choices=Decision.Verb.choices)


class MergeForm(forms.Form):
    """Which of the selected themes is kept."""

    kept = forms.ModelChoiceField(
        Theme.objects.none(), error_messages={"required": _("Please choose the theme that is kept.")}
    )

    def __init__(self, data: Mapping[str, Any] | None, themes: QuerySet[Theme]) -> None:
        super().__init__(data)
        self.fields["kept"].queryset = themes  # type: ignore[attr-defined]
