from annotations.models.annotation import Annotation, AnnotationQuerySet
from annotations.models.moderation import Decision, Flag
from annotations.models.theme import FormerTheme, Tagging, Theme

__all__ = ["Annotation", "AnnotationQuerySet", "Decision", "Flag", "FormerTheme", "Tagging", "Theme"]
