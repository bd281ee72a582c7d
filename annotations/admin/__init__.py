"""The moderators' desk: what readers share and flag, what was decided about it, and the codebook."""

import taggit.admin  # noqa: F401, so that what it registers can be taken back
from django.contrib import admin
from taggit.models import Tag

from annotations.admin.annotations import AnnotationAdmin
from annotations.admin.decisions import DecisionAdmin
from annotations.admin.themes import ThemeAdmin
from annotations.models import Annotation, Decision, Theme

admin.site.register(Annotation, AnnotationAdmin)
admin.site.register(Decision, DecisionAdmin)
admin.site.register(Theme, ThemeAdmin)
admin.site.unregister(Tag)  # our themes are the only tags
