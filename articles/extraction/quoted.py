"""What stands around the words of a letter: quoted letters, who sent them when, and the writer's signature."""

import html
import re
from dataclasses import replace
from itertools import groupby

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .blocks import Block, flatten
from .nesting import refuse_deep
from .plain import paragraphs, refuse_long

# "On Monday, Jane Doe wrote:" above a quotation, in the languages of the mail programs; none is longer than that.
WROTE = re.compile(
    r"(?=.{8,300}$).*(?:\bwrote|\bschrieb\b.*|\ba écrit|\bescribió|\bha scritto|\bescreveu|\bskrev\b.*|\bschreef\b.*|"
    r"\bnapisał(?:\(a\))?|написал\(?а?\)?|пишет|写道|寫道|のメール|كتب\b.*)\s*[:：]$"
)
# What Outlook sets above a letter that is answered or passed on; then its fields follow.
PASSED_ON = re.compile(
    r"[-_]{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|"
    r"message d'origine|message transféré|mensaje original|mensaje reenviado|исходное сообщение|"
    r"пересылаемое сообщение|原始邮件|转发的邮件|轉寄的郵件)\s*[-_]{2,}|begin forwarded message:",
    re.IGNORECASE,
)
FIELD = (
    r"(?:from|von|de|от|发件人|寄件者|sent|date|gesendet|datum|envoyé|enviado|fecha|отправлено|дата|发送时间|日期|"
    r"to|an|à|para|кому|收件人|cc|subject|betreff|objet|asunto|тема|主题|主旨|reply-to)"
)
A_FIELD = re.compile(rf"[*]?{FIELD}\s?[*]?[:：][*]?\s?\S.{{0,500}}", re.IGNORECASE | re.DOTALL)
FROM = re.compile(r"[*]?(?:from|von|de|от|发件人|寄件者)\s?[*]?[:：]", re.IGNORECASE)
SIGNATURE = re.compile(r"--\s?")
LONGEST_SIGNATURE = 15
NEWSLETTER = re.compile(
    r"(?:(?:view|read|open|see) (?:it|this|the)? ?(?:e-?mail|newsletter|message|online|in (?:your|a) browser)|"
    r"(?:click here to )?unsubscribe|(?:update|manage) (?:your )?(?:email )?(?:subscription|preferences)|"
    r"you(?:'|’)?(?: a)?re receiving this|you received this|was this (?:e-?mail|newsletter) forwarded|"
    r"newsletter abbestellen|abmelden|im browser (?:ansehen|öffnen)|se désabonner|se désinscrire|darse de baja|"
    r"отписаться|退订|取消订阅)",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"(?:disclaimer:? )?(?:this|the information (?:contained )?in this) (?:e-?mail|message)\b.{0,120}\b"
    r"(?:confidential|intended)|"
    r"diese (?:e-?mail|nachricht) .{0,80}vertraulich",
    re.IGNORECASE | re.DOTALL,
)
QUOTATION = "blockquote[type=cite], .gmail_quote, .yahoo_quoted, .protonmail_quote, .moz-cite-prefix, #divRplyFwdMsg"
SIGNED = ".gmail_signature, .moz-signature, #Signature, .protonmail_signature_block"
HIDDEN = "[hidden], [style*='display:none' i], [style*='display: none' i], [style*='mso-hide:all' i], script, style"
BLOCKS_IN_CELLS = "p, div, h1, h2, h3, h4, ul, ol, table, blockquote, hr"


def plain_blocks(text: str, passed_on: bool) -> list[Block]:
    """The paragraphs of a letter in plain text; what is quoted or signed is set aside, unless it was `passed_on`."""
    refuse_long(text)
    lines = text.split("\n")
    marks: list[str | None] = ["reply" if line.startswith(">") and not passed_on else None for line in lines]
    _mark_signature(lines, marks)
    if not passed_on:
        _mark_what_is_above_quotations(lines, marks)
        lines = [_unquoted(line) if mark == "reply" else line for line, mark in zip(lines, marks, strict=True)]
    else:
        lines = [_unquoted(line) for line in lines]
    blocks: list[Block] = []
    for mark, group in groupby(zip(marks, lines, strict=True), key=lambda pair: pair[0]):
        run = paragraphs("\n".join(line for _, line in group))
        blocks.extend(replace(block, aside=mark) for block in run)
    return _below_fields(blocks, passed_on)


def html_blocks(page: str, passed_on: bool) -> list[Block]:
    """The blocks of a letter in HTML, set aside as above. Raises ExtractionError if it is nested too deeply."""
    refuse_deep(page)
    tree = LexborHTMLParser(page)
    for node in tree.css(HIDDEN):
        node.decompose()
    for table in tree.css("table"):
        if _holds_the_letter(table):
            table.attrs["role"] = "presentation"
    quoted = _ids(tree, QUOTATION)
    signed = _ids(tree, SIGNED)
    blocks = []
    for block in flatten(tree.body) if tree.body else ():
        around = _around(block)
        aside = "signature" if around & signed else "reply" if around & quoted and not passed_on else None
        blocks.append(replace(block, aside=aside or _around_a_letter(block.text)))
    return _below_fields(blocks, passed_on)


def _mark_signature(lines: list[str], marks: list[str | None]) -> None:
    """The signature begins at the last line of two dashes, and goes on to a quotation or the end; it is short."""
    begins = [at for at, line in enumerate(lines) if marks[at] is None and SIGNATURE.fullmatch(line)]
    if begins:
        after = range(begins[-1], len(lines))
        ends = next((at for at in after if marks[at] == "reply"), len(lines))
        if ends - begins[-1] <= LONGEST_SIGNATURE + 1:
            marks[begins[-1] : ends] = ["signature"] * (ends - begins[-1])


def _mark_what_is_above_quotations(lines: list[str], marks: list[str | None]) -> None:
    """A line "On Monday, Jane Doe wrote:", which may be broken once, belongs to the quotation below."""
    for place in range(1, len(lines)):
        if marks[place] == "reply" and marks[place - 1] is None:
            above = [at for at in range(place - 1, max(place - 4, -1), -1) if marks[at] is None and lines[at].strip()]
            for count in (1, 2):
                said = " ".join(lines[at].strip() for at in reversed(above[:count]))
                if len(above) >= count and WROTE.fullmatch(said):
                    for at in range(above[count - 1], place):
                        marks[at] = "reply"
                    break


def _below_fields(blocks: list[Block], passed_on: bool) -> list[Block]:
    """Where another letter follows with its fields, these are set aside, and with them its words if they are only
    quoted."""
    marked: list[Block] = []
    below = in_fields = False
    for block in blocks:
        begins = PASSED_ON.match(block.text) or (FROM.match(block.text) and _fields_in(block.html) > 2)
        if begins or (FROM.match(block.text) and _fields_follow(blocks, len(marked))):
            below = in_fields = True
        elif in_fields:
            in_fields = A_FIELD.fullmatch(block.text) is not None
        aside = "sending" if in_fields else "reply" if below and not passed_on else None
        marked.append(replace(block, aside=block.aside or aside))
    return marked


def _fields_in(block: str) -> int:
    """How many fields of a letter a block has, a line each."""
    text = html.unescape(re.sub(r"<[^<>]*>", "", re.sub(r"<br[^<>]*>", "\n", block[:4000])))
    return sum(A_FIELD.match(line.strip()) is not None for line in text.split("\n"))


def _fields_follow(blocks: list[Block], place: int) -> bool:
    return all(A_FIELD.fullmatch(block.text) for block in blocks[place : place + 3]) and len(blocks) > place + 2


def _around_a_letter(text: str) -> str | None:
    if DISCLAIMER.match(text):
        return "signature"
    return "promotion" if len(text) < 300 and NEWSLETTER.match(text) else None


def _unquoted(line: str) -> str:
    return re.sub(r"^(?:>[ ]?)+", "", line)


def _holds_the_letter(table: LexborNode) -> bool:
    """Whether `table` only holds the letter together: one cell a row, or paragraphs in its cells, and no headings."""
    if table.css_first("th, caption"):
        return False
    rows = (sum(cell.tag == "td" for cell in row.iter()) for row in table.css("tr"))
    return max(rows, default=0) < 2 or table.css_first(BLOCKS_IN_CELLS) not in (None, table)


def _ids(tree: LexborHTMLParser, selector: str) -> set[int]:
    return {node.mem_id for node in tree.css(selector)}


def _around(block: Block) -> set[int]:
    """The elements that `block` is, or stands in."""
    found: set[int] = set()
    node = block.node
    while node is not None:
        found.add(node.mem_id)
        node = node.parent
    return found
