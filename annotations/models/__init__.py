from annotations.models.anchor import Anchor
from annotations.models.annotation import Annotation
from annotations.models.moderation import Decision, Flag
from annotations.models.theme import FormerTheme, Tagging, Theme
from annotations.models.visibility import AnnotationQuerySet

__all__ = ["Anchor", "Annotation", "AnnotationQuerySet", "Decision", "Flag", "FormerTheme", "Tagging", "Theme"]
