"""Every run in a block of its own, its white space settled, and nothing empty left."""

import re

from articles.text.characters import WHITE_SPACE, compose
from articles.text.sanitise import TEXT_BLOCKS
from articles.text.tree import Atom, Block, Inline, Run

# What these hold; around anything else found in them, the first stands.
_HOLDS = {
    "dl": ("dd", "dt"),
    "ol": ("li",),
    "table": ("tbody", "thead", "tfoot", "caption"),
    "tbody": ("tr",),
    "tfoot": ("tr",),
    "thead": ("tr",),
    "tr": ("td", "th"),
    "ul": ("li",),
}
_MAY_BE_EMPTY = {"hr", "td", "th"}
_SPACES = re.compile(f"[{WHITE_SPACE}]+")


def settle(root: Block) -> list[Block]:
    """The article's blocks. Each holds either blocks, or one run, or nothing (`hr` and empty cells)."""
    return [part if isinstance(part, Block) else Block("p", parts=[part]) for part in _parts(root)]


def _parts(block: Block) -> "list[Block | Run]":
    """What is in the block and not empty, settled."""
    parts: list[Block | Run] = []
    for part in block.parts:
        if isinstance(part, Block):
            parts.extend(_settled(part))
        elif run := _settled_run(part, as_is=block.tag == "pre"):
            parts.append(run)
    return parts


def _settled(block: Block) -> list[Block]:
    """The block, or the blocks that it turns into: a heading that holds blocks becomes several, an empty list none."""
    parts = _parts(block)
    tag = block.tag
    if tag in TEXT_BLOCKS:
        return [part if isinstance(part, Block) else Block(tag, block.attributes, parts=[part]) for part in parts]
    if tag in _HOLDS:
        parts = [_housed(part, tag) for part in parts]
    elif len(parts) > 1:
        parts = [part if isinstance(part, Block) else Block("p", parts=[part]) for part in parts]
    elif tag == "div" and parts and not isinstance(parts[0], Block):
        tag = "p"
    is_empty = all(isinstance(part, Block) and not part.parts for part in parts) if tag == "tr" else not parts
    return [] if is_empty and tag not in _MAY_BE_EMPTY else [Block(tag, block.attributes, parts=parts)]


def _housed(part: Block | Run, tag: str) -> Block | Run:
    """The part as `tag` may hold it, so that no parser moves it elsewhere."""
    if tag not in _HOLDS or (isinstance(part, Block) and part.tag in _HOLDS[tag]):
        return part
    inner = _HOLDS[tag][0]
    return Block(inner, parts=[_housed(part, inner)])


def _settled_run(run: Run, as_is: bool) -> Run:
    """The run with its white space collapsed, unless it is to stay `as_is`, and every text node in NFC."""
    run = [atom._replace(text=atom.text.replace("\f", "")) for atom in run] if as_is else _collapsed(run)
    merged: Run = []
    for atom in run:
        if not atom.text and not _is_target(atom):
            continue
        last = merged[-1] if merged else None
        if last and last.within == atom.within and not last.element and not atom.element:
            merged[-1] = Atom(last.text + atom.text, atom.within)
        else:
            merged.append(atom)
    if not any(atom.element or _is_target(atom) or atom.text.strip(WHITE_SPACE) for atom in merged):
        return []
    return [atom if atom.element else atom._replace(text=compose(atom.text)) for atom in merged]


def _is_target(atom: Atom) -> bool:
    return bool(atom.within) and "id" in atom.within[-1].attributes


def _collapsed(run: Run) -> Run:
    """The run with its white space collapsed, line by line: what stands in an `rt` or `rp` is a line of its own."""
    lines: dict[Inline | None, list[int]] = {}
    for index, atom in enumerate(run):
        aside = next((inline for inline in atom.within if inline.tag in {"rp", "rt"}), None)
        lines.setdefault(aside, []).append(index)
    collapsed = list(run)
    for indices in lines.values():
        for index, atom in zip(indices, _collapsed_line([run[index] for index in indices]), strict=True):
            collapsed[index] = atom
    return collapsed


def _collapsed_line(line: Run) -> Run:
    """As many atoms as before, those that come to nothing with an empty text. A `br` at an edge comes to nothing."""
    collapsed: Run = []
    nothing_yet = wants_no_space = True
    for atom in line:
        if not atom.element:
            text = _SPACES.sub(" ", atom.text)
            text = text.lstrip(" ") if wants_no_space else text
            wants_no_space = text.endswith(" ") if text else wants_no_space
            nothing_yet = nothing_yet and not text
            collapsed.append(Atom(text, atom.within))
        elif atom.element.tag == "br":
            if not nothing_yet:
                _trim_end(collapsed, len(collapsed))
            wants_no_space = True
            collapsed.append(Atom("", atom.within) if nothing_yet else atom)
        else:
            nothing_yet = wants_no_space = False
            collapsed.append(atom)
    last = _trim_end(collapsed, len(collapsed))
    while last is not None and collapsed[last].text == "\n":
        collapsed[last] = Atom("", collapsed[last].within)
        last = _trim_end(collapsed, last)
    return collapsed


def _trim_end(line: Run, end: int) -> int | None:
    """Take the space off before `end`; the place of the last atom before it that then has text."""
    for index in range(end - 1, -1, -1):
        atom = line[index]
        if not atom.element:
            atom = line[index] = Atom(atom.text.rstrip(" "), atom.within)
        if atom.text:
            return index
    return None
