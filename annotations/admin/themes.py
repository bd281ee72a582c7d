"""The codebook: themes are added, renamed, recoloured, redefined and merged, and never deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import IntegrityError, transaction
from django.db.models import Count, Field, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import TypedChoiceField
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from annotations.admin.desk import Desk
from annotations.admin.forms import MergeForm, ThemeForm
from annotations.models import Annotation, Tagging, Theme
from newsroom.http import AuthenticatedRequest


class ThemeAdmin(Desk):
    """A private annotation may bear a theme that seems unused, and nobody may know: themes are merged, not deleted."""

    list_display = ("name", "swatch", "about", "passages", "created_by")
    list_per_page = 100
    list_select_related = ("created_by",)
    search_fields = ("name", "definition", "former_names__key")
    form = ThemeForm
    radio_fields = {"colour": admin.VERTICAL, "underline": admin.VERTICAL}
    actions = ("merge_selected",)
    change_form_template = "admin/annotations/theme/change_form.html"

    class Media:
        css = {"all": ["css/looks.css", "css/moderation.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Theme]:
        """Count with each theme the passages that every reader may see, and no private one."""
        passages = Tagging.objects.filter(tag=OuterRef("pk"), content_object__in=_shown()).order_by().values("tag")
        number = passages.annotate(number=Count("pk")).values("number")
        themes: QuerySet[Theme] = super().get_queryset(request)
        return themes.annotate(passages=Coalesce(Subquery(number), 0))  # type: ignore[no-any-return]

    def view_on_site(self, theme: Theme) -> str:
        return theme.get_absolute_url()

    # The list

    @admin.display(description=gettext_lazy("look"))
    def swatch(self, theme: Theme) -> str:
        return format_html(
            '<span class="swatch {}" aria-hidden="true"></span> {}, {}',
            theme.look,
            theme.get_colour_display(),
            theme.get_underline_display(),
        )

    @admin.display(description=gettext_lazy("definition"), empty_value="")
    def about(self, theme: Theme) -> str:
        return format_html("<bdi>{}</bdi>", Truncator(theme.definition).chars(160))

    @admin.display(description=gettext_lazy("passages"), ordering="passages")
    def passages(self, theme: Theme) -> int:
        """How many passages all readers see under it."""
        return theme.passages  # type: ignore[no-any-return]

    # The form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {**Theme.objects.freshest_look(), **super().get_changeform_initial_data(request)}

    def get_fields(self, request: HttpRequest, obj: Theme | None = None) -> tuple[str, ...]:
        fields = ("name", "definition", "colour", "underline")
        return (*fields, "given_up") if obj and obj.former_names.exists() else fields

    def formfield_for_choice_field(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> TypedChoiceField | None:
        """Show each colour and underline beside its name."""
        look = "{}-solid" if db_field.name == "colour" else "grey-{}"
        kwargs["choices"] = [
            (value, format_html('<span class="swatch {}" aria-hidden="true"></span> {}', look.format(value), label))
            for value, label in db_field.choices or ()
        ]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:  # somebody saved a theme of this name in this very moment: now the form sees it
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: Any, obj: Theme, form: ThemeForm, change: bool) -> None:  # noqa: ANN401
        if not change:
            obj.created_by = request.user
        elif "name" in form.changed_data:
            obj.rename(obj.name)
        form.give_up_former_names()
        super().save_model(request, obj, form, change)

    # Merging

    @admin.action(description=gettext_lazy("Merge selected themes…"), permissions=["change"])
    def merge_selected(self, request: AuthenticatedRequest, chosen: QuerySet[Theme]) -> HttpResponse | None:
        """Ask which of the themes is kept, then give it all passages of the others."""
        themes = list(chosen.order_by("name"))
        if len(themes) < 2:
            self.message_user(request, _("Please select two themes or more to merge."), messages.WARNING)
            return None
        form = MergeForm(request.POST if "merge" in request.POST else None, chosen)
        if form.is_valid():
            self._merge(request, form.cleaned_data["kept"], [theme.pk for theme in themes])
            return None
        return TemplateResponse(
            request,
            "admin/annotations/theme/merge_selected.html",
            {
                **self.admin_site.each_context(request),
                "title": _("Merge %(number)d themes") % {"number": len(themes)},
                "opts": self.opts,
                "media": self.media,
                "themes": themes,
                "form": form,
                "checkbox": ACTION_CHECKBOX_NAME,
            },
            status=422 if form.is_bound else 200,
        )

    def _merge(self, request: AuthenticatedRequest, kept: Theme, chosen: list[int]) -> None:
        others = Theme.objects.filter(pk__in=chosen).exclude(pk=kept.pk)
        try:
            with transaction.atomic():
                # What is said counts what everybody sees; what is moved may be more.
                moved = _shown().filter(themes__in=others).exclude(themes=kept).distinct().count()
                names = ", ".join(others.values_list("name", flat=True))
                kept.merge(others)
        except Theme.DoesNotExist:
            sentence = _("Somebody else has just merged “%(theme)s” into another theme. Nothing was changed.")
            self.message_user(request, sentence % {"theme": kept}, messages.WARNING)
            return
        self.log_change(request, kept, _("Merged into it: %(names)s.") % {"names": names})
        sentence = ngettext(
            "Merged %(names)s into “%(theme)s”: %(moved)d passage moved.",
            "Merged %(names)s into “%(theme)s”: %(moved)d passages moved.",
            moved,
        )
        self.message_user(request, sentence % {"names": names, "theme": kept, "moved": moved}, messages.SUCCESS)


def _shown() -> QuerySet[Annotation]:
    return Annotation.objects.shown_to_everyone()
