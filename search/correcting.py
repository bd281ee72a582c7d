"""What somebody may have meant: words close to hers that occur in what she may see."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.backends import Group
from search.language import And, Kind, Node, Or, Words, write
from search.looking import Look
from search.resolving import Resolver
from search.snippets import wanted
from search.tokens import is_unspaced, runs_of

MOST = 20_000  # words looked at for one beginning
TRIED = 8  # of the closest words: each costs a search
UNWRITTEN = "xqzj"  # after a word makes one that nobody wrote


def did_you_mean(tree: Node, resolver: Resolver) -> str:
    """Return the query with words that find something in place of those that find nothing, or "".

    The index knows words of everybody's notes, private ones too. A word is proposed only where a search for just this
    word, with the person's own eyes, finds it; and as many words are tried as ever, however many are near, so that
    nobody can tell from the time it takes that there is one.
    """
    better: dict[str, str] = {}
    for words in wanted(tree):
        runs = runs_of(words.text)
        if words.kind is Kind.WORD and len(runs) == 1 and not is_unspaced(runs[0]) and not _occurs(runs[0], resolver):
            seen = [word for word in _near(runs[0], resolver) if _occurs(word, resolver)]
            better[words.text] = seen[0] if seen else ""
    if not better or not all(better.values()):
        return ""
    corrected = _replaced(tree, better)
    return write(corrected) if any(Look(resolver, group, corrected).keys(1) for group in Group) else ""


def _occurs(word: str, resolver: Resolver) -> bool:
    exactly = Words(word, Kind.PHRASE)
    found = [Look(resolver, group, exactly).keys(1) for group in Group]  # in all of them, for the reason above
    return any(found)


def _near(word: str, resolver: Resolver) -> list[str]:
    """Return TRIED words that are a slip or two away from this one, the closest first (optimal string alignment).

    Where there are fewer, words that nobody wrote stand for the rest.
    """
    if len(word) < 3:
        return []
    beginnings = {word[:2], word[1] + word[0], word[0] + word[2], word[1:3]}
    known = {near for start in beginnings for near in resolver.index.words_from(start, _after(start), MOST)}
    slips = 1 if len(word) < 5 else 2
    close = process.extract(word, known - {word}, scorer=OSA.distance, score_cutoff=slips, limit=TRIED)
    near = [other for other, _, _ in sorted(close, key=lambda found: (found[1], found[0]))]
    return [*near, *(f"{word}{UNWRITTEN}{number}" for number in range(TRIED - len(near)))]


def _after(start: str) -> str:
    """Return the first word after all that begin like this."""
    return f"{start}\U0010ffff"


def _replaced(node: Node, better: dict[str, str]) -> Node:
    match node:
        case Words(text) if text in better:
            return replace(node, text=better[text])
        case And(nodes):
            return And(tuple(_replaced(part, better) for part in nodes))
        case Or(nodes):
            return Or(tuple(_replaced(part, better) for part in nodes))
    return node
