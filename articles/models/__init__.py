"""What is read: articles, their immutable wordings, and the files they came from."""

from articles.models.article import RIGHT_TO_LEFT, Article, ArticleQuerySet, Outdated, corrected, readable
from articles.models.picture import Picture
from articles.models.revision import Frozen, Revision
from articles.models.source import Source

__all__ = [
    "RIGHT_TO_LEFT",
    "Article",
    "ArticleQuerySet",
    "Frozen",
    "Outdated",
    "Picture",
    "Revision",
    "Source",
    "corrected",
    "readable",
]
