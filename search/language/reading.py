"""Reads what somebody typed. Whatever it is, there is a query, and a sentence for each slip.

query  = any
any    = all { "OR" all }
all    = { [ "-" | "NOT" ] one }
one    = word | word "*" | '"' words '"' | field ":" ( word | '"' words '"' ) | "(" any ")"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from search.language.fields import DATE, FIELDS, QUOTES, Field, period
from search.language.slips import Slip
from search.language.tree import And, Kind, Node, Not, Or, Words, write
from search.tokens import is_unspaced, runs_of

LONGEST = 1000  # code points of a query
MOST_TERMS = 32
DEEPEST = 10

_OPERATORS = {"OR", "AND", "NOT", "|"}
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")
_PIECE = re.compile(
    rf"""(?P<space>\s+)
    |(?P<open>[-−–]?\()
    |(?P<close>\))
    |(?P<minus>[-−–](?=[^\s)]))
    |(?P<field>[^\W\d]\w*)[:：](?=[^\s/])(?P<value>[{QUOTES}][^{QUOTES}]*[{QUOTES}]?|[^\s(){QUOTES}]+)
    |(?P<hollow>[^\W\d]\w*)[:：](?=\s|$)
    |(?P<phrase>[{QUOTES}][^{QUOTES}]*[{QUOTES}]?\*?)
    |(?P<word>[^\s(){QUOTES}]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Query:
    """What was typed, the tree it was read into (None: nothing to look for), and what was wrong with it."""

    text: str
    tree: Node | None
    slips: tuple[Slip, ...] = ()

    def __bool__(self) -> bool:
        return self.tree is not None

    def __str__(self) -> str:
        return write(self.tree)


def read(text: str) -> Query:
    """Read a query. Any `str` is taken and none raises."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.slips: list[Slip] = []
        clean = unicodedata.normalize("NFC", " ".join(_UNSEEN.sub(" ", text[: LONGEST + 1]).split()))
        if len(text) > LONGEST or len(clean) > LONGEST:
            self._slip("long", str(LONGEST))
        self.text = clean[:LONGEST].strip()
        self.pieces = [match for match in _PIECE.finditer(self.text) if match.lastgroup != "space"]
        self.at = 0
        self.terms = 0

    def read(self) -> Query:
        tree = self._any(0)
        while self.at < len(self.pieces):  # what follows a bracket too many
            self._slip("bracket")
            self.at += 1
            tree = _joined(And, [tree, self._any(0)])
        if tree is None:
            if self.text and not self.slips:
                self._slip("nothing")
        elif not _looks_for_something(tree):
            self._slip("without")
            tree = None
        return Query(self.text, tree, tuple(dict.fromkeys(self.slips)))

    def _any(self, depth: int) -> Node | None:
        alternatives = [self._all(depth)]
        while self._is_word("OR", "|"):
            operator = self.pieces[self.at].group()
            self.at += 1
            alternatives.append(self._all(depth))
            if alternatives[-1] is None or alternatives[-2] is None:
                self._slip("operator", operator)
        return _joined(Or, alternatives)

    def _all(self, depth: int) -> Node | None:
        found: list[Node | None] = []
        negated = False
        while self.at < len(self.pieces) and not self._is_word("OR", "|"):
            piece = self.pieces[self.at]
            if piece.lastgroup == "close":
                if depth:
                    break
                self._slip("bracket")
                self.at += 1
                continue
            self.at += 1
            if piece.lastgroup == "minus" or piece.group() == "NOT":
                negated = not negated
                continue
            if piece.group() == "AND":
                continue
            node = self._group(piece, depth) if piece.lastgroup == "open" else self._leaf(piece)
            if piece.lastgroup == "open" and len(piece.group()) > 1:
                negated = not negated
            found.append(_opposite(node) if node and negated else node)
            negated = False
        if negated:
            self._slip("operator", "NOT")
        return _joined(And, found)

    def _group(self, piece: re.Match[str], depth: int) -> Node | None:
        if depth >= DEEPEST:
            self._slip("deep")
            return None
        node = self._any(depth + 1)
        if self.at < len(self.pieces):
            self.at += 1
        else:
            self._slip("bracket")
        return node

    def _leaf(self, piece: re.Match[str]) -> Node | None:
        node = self._meaning(piece)
        if node is None:
            return None
        self.terms += 1
        if self.terms > MOST_TERMS:
            self._slip("terms", str(MOST_TERMS))
            return None
        return node

    def _meaning(self, piece: re.Match[str]) -> Node | None:
        if name := piece["hollow"]:
            if name.lower() not in FIELDS:
                return self._words(name)
            self._slip("empty", name)
            return None
        if name := piece["field"]:
            return self._field(name, piece["value"])
        if phrase := piece["phrase"]:
            return self._phrase(phrase)
        return self._words(piece["word"])

    def _phrase(self, piece: str) -> Words | None:
        inner = piece.removesuffix("*")
        if len(inner) < 2 or inner[-1] not in QUOTES:
            self._slip("quote")
        text = " ".join(inner.strip(QUOTES).split())
        return Words(text, Kind.PHRASE) if runs_of(text) else None

    def _words(self, piece: str) -> Words | None:
        text = piece.lstrip("-−–").rstrip("*:：")
        text = text.lower() if text in _OPERATORS else text
        runs = runs_of(text)
        if not piece.endswith("*"):
            return Words(text) if runs else None
        if not runs or (len(runs) == 1 and len(runs[0]) < 2 and not is_unspaced(runs[0])):
            self._slip("star", piece)
            return None
        return Words(text, Kind.PREFIX)

    def _field(self, name: str, value: str) -> Node | None:
        if name.lower() not in FIELDS:
            self._slip("field", name)
            if value[0] in QUOTES:
                return _joined(And, [self._words(name), self._phrase(value)])
            return _joined(And, [self._words(word) for word in (name, *re.split("[:：]", value)) if word])
        if value[0] in QUOTES and (len(value) < 2 or value[-1] not in QUOTES):
            self._slip("quote")
        value = " ".join(value.strip(QUOTES).split())
        name, takes = name.lower(), FIELDS[name.lower()]
        if takes is None:
            if runs_of(value):
                return Field(name, value)
            self._slip("empty", name)
        elif takes is DATE:
            if period(value):
                return Field(name, value)
            self._slip("date", value)
        elif value.lower() in takes:
            return Field(name, value.lower())
        else:
            self._slip("value", f"{name}:{value}")
        return None

    def _is_word(self, *words: str) -> bool:
        return self.at < len(self.pieces) and self.pieces[self.at].group() in words

    def _slip(self, code: str, about: str = "") -> None:
        self.slips.append(Slip(code, about))


def _opposite(node: Node) -> Node:
    return node.node if isinstance(node, Not) else Not(node)


def _joined(kind: type[And] | type[Or], nodes: Sequence[Node | None]) -> Node | None:
    present = [node for node in nodes if node is not None]
    flat = [inner for node in present for inner in (node.nodes if isinstance(node, kind) else (node,))]
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def _looks_for_something(node: Node) -> bool:
    """Whether every way to satisfy the node says of something what it is, not only what it is not."""
    match node:
        case Not():
            return False
        case And(nodes):
            return any(map(_looks_for_something, nodes))
        case Or(nodes):
            return all(map(_looks_for_something, nodes))
    return True
