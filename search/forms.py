"""Forms for searches that people keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from search.language import read
from search.models import SavedSearch

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[SavedSearch]
else:
    _ModelForm = forms.ModelForm


class SavedSearchForm(_ModelForm):
    """A name for a query; names are unique for each owner, whatever their case."""

    class Meta:
        model = SavedSearch
        fields = ("name", "query", "is_followed")
        labels = {"is_followed": _("Follow: count what is new")}
        help_texts = {"query": _("The help beside the search box lists what can stand here.")}

    def __init__(self, *args: Any, owner: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner

    def clean_name(self) -> str:
        name: str = " ".join(self.cleaned_data["name"].split())
        if not name:
            raise forms.ValidationError(_("Give it a name."))
        others = SavedSearch.objects.filter(owner=self.owner).exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("You have a search of this name already."))
        return name

    def clean_query(self) -> str:
        query: str = self.cleaned_data["query"]
        if not read(query):
            raise forms.ValidationError(_("This would find nothing: type a word."))
        return query
