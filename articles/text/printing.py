"""The settled blocks as HTML that every parser reads back as the same tree, and as the canonical text."""

from collections.abc import Iterable
from html import escape

from articles.text.tree import Atom, Block, Inline, Run


def print_blocks(blocks: Iterable[Block]) -> tuple[str, str]:
    """The HTML and the text of the blocks."""
    printer = _Printer()
    html = "".join(printer.block(block) for block in blocks)
    return html, "\n\n".join(printer.texts)


class _Printer:
    """Keeps what has been read so far: the texts, how far they reach, and the ids, each of which is printed once."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.reached = 0
        self.ids: set[str] = set()

    def block(self, block: Block) -> str:
        counted: dict[str, str] = {}
        run = block.parts[0] if block.parts and not isinstance(block.parts[0], Block) else None
        text = "".join(atom.text for atom in run if atom.counts) if run else ""
        if text:
            counted = {"data-s": str(self.reached), "data-n": str(len(text))}
            self.texts.append(text)
            self.reached += len(text) + len("\n\n")
        start = self.start(block.tag, counted | block.attributes)
        if block.tag == "hr":
            return start
        inner = self.run(run) if run else "".join(self.block(part) for part in block.parts if isinstance(part, Block))
        # A parser takes a line feed from the start of a `pre`.
        if block.tag == "pre" and inner.startswith("\n"):
            inner = "\n" + inner
        return f"{start}{inner}</{block.tag}>"

    def run(self, run: Run) -> str:
        pieces: list[str] = []
        within: tuple[Inline, ...] = ()
        for atom in [*run, Atom("", ())]:
            shared = 0
            while shared < min(len(within), len(atom.within)) and within[shared] is atom.within[shared]:
                shared += 1
            pieces.extend(f"</{inline.tag}>" for inline in reversed(within[shared:]))
            pieces.extend(self.start(inline.tag, inline.attributes) for inline in atom.within[shared:])
            within = atom.within
            pieces.append(
                self.start(atom.element.tag, atom.element.attributes)
                if atom.element
                else escape(atom.text, quote=False)
            )
        return "".join(pieces)

    def start(self, tag: str, attributes: dict[str, str]) -> str:
        printed = []
        for name, value in attributes.items():
            if name == "id" and value in self.ids:
                continue
            if name == "id":
                self.ids.add(value)
            printed.append(f' {name}="{escape(value)}"')
        return f"<{tag}{''.join(printed)}>"
