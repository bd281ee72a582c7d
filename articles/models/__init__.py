"""What is read: articles, their immutable wordings, and the files they came from."""

from articles.models.article import RIGHT_TO_LEFT, Alike, Article, ArticleQuerySet, Outdated, corrected, readable
from articles.models.picture import Picture
from articles.models.revision import Frozen, Revision
from articles.models.shingle import Shingle
from articles.models.source import Source

__all__ = [
    "RIGHT_TO_LEFT",
    "Alike",
    "Article",
    "ArticleQuerySet",
    "Frozen",
    "Outdated",
    "Picture",
    "Revision",
    "Shingle",
    "Source",
    "corrected",
    "readable",
]
