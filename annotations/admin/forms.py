"""What moderators type, and the words for what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.models import Decision, FormerTheme, Theme


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


class FormerNamesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Model) -> str:
        return cast("FormerTheme", obj).key


class ThemeForm(forms.ModelForm):  # type: ignore[type-arg]
    """A theme of the codebook, and the former names that it no longer needs."""

    given_up = FormerNamesField(
        FormerTheme.objects.none(),
        required=False,
        label=_("Give up former names"),
        help_text=_(
            "They still lead to this theme. One that is given up may become another theme's name;"
            " its old address then leads nowhere."
        ),
    )

    class Meta:
        model = Theme
        fields = ("name", "definition", "colour", "underline")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "given_up" in self.fields:
            self.fields["given_up"].queryset = FormerTheme.objects.filter(theme=self.instance.pk)  # type: ignore[attr-defined]

    def give_up_former_names(self) -> None:
        if given_up := self.cleaned_data.get("given_up"):
            given_up.delete()


class MergeForm(forms.Form):
    """Which of the selected themes is kept."""

    kept = forms.ModelChoiceField(
        Theme.objects.none(), error_messages={"required": _("Please choose the theme that is kept.")}
    )

    def __init__(self, data: Mapping[str, Any] | None, themes: QuerySet[Theme]) -> None:
        super().__init__(data)
        self.fields["kept"].queryset = themes  # type: ignore[attr-defined]
