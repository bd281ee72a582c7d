"""Paragraphs as HTML: their lines joined, with emphasis, raised letters and links."""

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from .direction import are_turned, is_rtl, turned
from .joining import Joiner
from .lines import Line, Word
from .tables import Table

# What PDFium expands only in words from right to left, and what is nothing a person would read.
FORMS = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdff\ufe70-\ufefc]+")
NOTHING = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\ufeff\ufffe]|(?<=[\ue000-\uf8ff])[\ue000-\uf8ff]")


class Markup:
    """Writes HTML for lines; `joiner` knows the words of the document."""

    def __init__(self, joiner: Joiner) -> None:
        self._joiner = joiner

    def inline(self, lines: Iterable[Line], skip: int = 0, plain: bool = False) -> str:
        """The lines as one, without their first `skip` letters; `plain` shows no emphasis."""
        words = self._joined(lines)
        while skip and words:
            taken = min(skip, len(words[0].text))
            words[0] = replace(words[0], text=words[0].text[taken:])
            skip -= taken
            if not words[0].text:
                del words[0]
        bold = plain or all(word.bold for word in words)
        italic = plain or all(word.italic for word in words)
        return "".join(_word(word, bold, italic) for word in words).strip()

    def text(self, lines: Iterable[Line]) -> str:
        """The lines as one line of plain text."""
        return "".join(clean(word.text) for word in self._joined(lines)).strip()

    def table(self, table: Table) -> str:
        """A table; its first row is its head if all of it is bold."""
        rows = []
        for number, row in enumerate(table.rows):
            head = number == 0 and all(line.bold for cell in row for line in cell)
            tag = "th" if head else "td"
            cells = (f"<{tag}>{self.inline(cell, plain=head)}</{tag}>" for cell in row)
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f"<table>{''.join(rows)}</table>"

    def _joined(self, lines: Iterable[Line]) -> list[Word]:
        """The words of the lines; white space between them is part of their text."""
        words: list[Word] = []
        before, spaced = "", False
        for line in lines:
            if words:
                off, between = self._joiner.seam(before, line.text, spaced)
                text = words[-1].text
                words[-1] = replace(words[-1], text=text[: len(text) - off] + between)
            for place, word in enumerate(line.words):
                text = word.text + " " * (word.spaced and place + 1 < len(line.words))
                if words and words[-1].like(word):
                    words[-1] = replace(words[-1], text=words[-1].text + text)
                else:
                    words.append(replace(word, text=text))
            before, spaced = line.text, line.words[-1].spaced
        if is_rtl(before) and are_turned("".join(word.text for word in words)):
            words = [replace(word, text=turned(word.text)) for word in words]
        return words


def clean(text: str) -> str:
    """`text` with letters in place of their presentation forms, and without what stands for nothing."""
    if text.isascii() and text.isprintable():
        return text
    return NOTHING.sub("", FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text))


def _word(word: Word, all_bold: bool, all_italic: bool) -> str:
    inner = html.escape(clean(word.text), quote=False)
    core = inner.strip()
    if not core:
        return inner
    marked = core
    if word.raised:
        marked = f"<sup>{marked}</sup>"
    if word.italic and not all_italic:
        marked = f"<em>{marked}</em>"
    if word.bold and not all_bold:
        marked = f"<strong>{marked}</strong>"
    if word.link:
        marked = f'<a href="{html.escape(word.link)}">{marked}</a>'
    start = inner.index(core)
    return inner[:start] + marked + inner[start + len(core) :]
