"""What an entry says besides its words: who may see the object, and what facets count.

The live tables are the truth. Triggers copy from the changed row to the entries in the statement that changes it, so
that no bulk update is missed; each trigger writes nothing but what its own row says, so that two transactions
at a time cannot leave what neither of them meant.
"""

# ruff: noqa: S608 -- what is put together is names of our own tables and columns

from __future__ import annotations

from dataclasses import dataclass

from search.backends.kinds import Kind

# `opens` and `closes` are the moments between which readers find the article; `seen_by` is 0 where the annotation is
# for everyone, a person for whom alone it is, or NULL for nobody. `day` counts from EPOCH. `themes` are keys.
COLUMNS = {
    "article": "bigint",
    "author": "bigint",
    "seen_by": "bigint",
    "opens": "MOMENT",
    "closes": "MOMENT",
    "outlet": "text NOT NULL DEFAULT ''",
    "language": "text NOT NULL DEFAULT ''",
    "visibility": "text NOT NULL DEFAULT ''",
    "state": "text NOT NULL DEFAULT ''",
    "is_hidden": "boolean",
    "has_note": "boolean",
    "themes": "text NOT NULL DEFAULT ''",
}
# Small indexes of annotations' entries, for what is asked without words: whose they are, and what is rare.
WAYS = {
    "author": "(author, id)",
    "private": "(author, id) WHERE visibility = 'private'",
    "moved": "(id) WHERE state = 'moved'",
    "changed": "(id) WHERE state = 'changed'",
    "lost": "(id) WHERE state = 'lost'",
    "hidden": "(id) WHERE is_hidden",
}
SEPARATOR = "\x1f"  # the unit separator of ASCII
# What facets count besides days and authors, in one text: to fetch one for each match is faster than to fetch five.
TRAITS = ("outlet", "language", "visibility", "state", "themes")


@dataclass(frozen=True)
class Dialect:
    """What the two databases say differently."""

    moment: str  # the type of a moment
    never: str  # a moment before all others
    always: str  # and one after them
    joined: str  # the keys of taggings, one after the other

    @property
    def columns(self) -> str:
        """The columns of facts with their types."""
        traits = f" || '{SEPARATOR}' || ".join(f"replace({name}, '{SEPARATOR}', ' ')" for name in TRAITS)
        columns = [f"{name} {kind.replace('MOMENT', self.moment)}" for name, kind in COLUMNS.items()]
        return ", ".join([*columns, f"traits text GENERATED ALWAYS AS ({traits}) STORED"])


@dataclass(frozen=True)
class Follower:
    """A trigger: after `event` on `table`, if one of `columns` changed, the statement runs for the row `NEW`.

    `annotations`: whose entries it changes, as a query, where they are many. Where transactions go on side by side, it
    takes hold of them first (`AnnotationQuerySet.hold`).
    """

    name: str
    table: str
    event: str
    columns: tuple[str, ...]
    statement: str
    annotations: str = ""

    @property
    def moment(self) -> str:
        """When it runs, as both databases say it."""
        columns = f" OF {', '.join(self.columns)}" if self.columns else ""
        return f"AFTER {self.event}{columns} ON {self.table}"

    def condition(self, differs: str) -> str:
        """Return after WHEN that one of the columns changed; `differs` compares, and knows NULL."""
        changes = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in self.columns)
        return f"WHEN ({changes})" if changes else ""


class Facts:
    """The facts of entries in a pair of tables, of articles and annotations, as SQL."""

    def __init__(self, dialect: Dialect, articles: str, annotations: str) -> None:
        self._dialect, self._articles, self._annotations = dialect, articles, annotations

    def of(self, kind: Kind) -> tuple[dict[str, str], str]:
        """Return the columns of an entry, with what they are taken from, and the live tables after FROM."""
        if kind is Kind.ARTICLE:
            return {"seen_by": "0", **self._article("o")}, "articles_article o"
        if kind is Kind.ANNOTATION:
            tables = "annotations_annotation o JOIN articles_article r ON r.id = o.article_id"
            fixed = {"article": "o.article_id", "author": "o.author_id", "has_note": "o.note <> ''"}
            return {**fixed, **self._annotation("o"), **self._article("r"), "themes": self._themes("o.id")}, tables
        return {"seen_by": "0", "opens": self._dialect.never, "closes": self._dialect.always}, "annotations_theme o"

    def followers(self) -> list[Follower]:
        """Return what keeps the entries in step with the live tables."""
        article = ("status", "embargoed_until", "expires_at", "outlet", "language")
        annotation = ("visibility", "hidden_by_id", "deleted_at", "anchor_id")
        is_it, annotations = "object = NEW.id", "SELECT id FROM annotations_annotation WHERE"
        to_article = _set(self._articles, self._article("NEW"), is_it)
        its_annotations = f"{annotations} article_id = NEW.id"
        to_its_annotations = _set(self._annotations, self._article("NEW"), f"object IN ({its_annotations})")
        to_annotation = _set(self._annotations, self._annotation("NEW"), is_it)
        state = _set(self._annotations, {"state": "NEW.state"}, f"object IN ({annotations} anchor_id = NEW.id)")
        tagging = "annotations_tagging"
        return [
            Follower("article", "articles_article", "UPDATE", article, to_article),
            Follower("article_of", "articles_article", "UPDATE", article, to_its_annotations, its_annotations),
            Follower("annotation", "annotations_annotation", "UPDATE", annotation, to_annotation),
            Follower("anchor", "annotations_anchor", "UPDATE", ("state",), state),
            Follower("tagging", tagging, "INSERT", (), self._tagged("NEW")),
            Follower("tagging_changed", tagging, "UPDATE", ("tag_id",), self._tagged("NEW")),
            Follower("tagging_gone", tagging, "DELETE", (), self._tagged("OLD")),
        ]

    def _article(self, row: str) -> dict[str, str]:
        closes = f"coalesce({row}.expires_at, {self._dialect.always})"
        return {
            "opens": f"coalesce({row}.embargoed_until, {self._dialect.never})",
            "closes": f"CASE WHEN {row}.status = 'published' THEN {closes} ELSE {self._dialect.never} END",
            "outlet": f"{row}.outlet",
            "language": f"{row}.language",
        }

    def _annotation(self, row: str) -> dict[str, str]:
        for_everyone = f"{row}.visibility = 'everyone' AND {row}.hidden_by_id IS NULL"
        return {
            "seen_by": f"CASE WHEN {row}.deleted_at IS NULL THEN CASE WHEN {for_everyone} THEN 0 "
            f"ELSE {row}.author_id END END",
            "visibility": f"{row}.visibility",
            "is_hidden": f"{row}.hidden_by_id IS NOT NULL",
            "state": f"coalesce((SELECT state FROM annotations_anchor WHERE id = {row}.anchor_id), '')",
        }

    def _themes(self, annotation: str) -> str:
        tagged = f"SELECT {self._dialect.joined} FROM annotations_tagging WHERE content_object_id = {annotation}"
        return f"coalesce(({tagged}), '')"

    def _tagged(self, row: str) -> str:
        annotation = f"{row}.content_object_id"
        return _set(self._annotations, {"themes": self._themes(annotation)}, f"object = {annotation}")


def _set(entries: str, facts: dict[str, str], where: str) -> str:
    changes = ", ".join(f"{column} = {fact}" for column, fact in facts.items())
    return f"UPDATE {entries} SET {changes} WHERE {where}"
