"""Pages, Markdown, plain text and JSON that are made to take for ever, or all memory."""

import json

WORDS = "Ships waited outside for three days."
MILLION = 1_000_000


def page_of(inner: str) -> bytes:
    return (
        f"<!DOCTYPE html><html><body><article><h1>A harbour</h1><p>{WORDS}</p>{inner}</article></body></html>".encode()
    )


def repeated(piece: str, size: int = MILLION) -> str:
    return piece * (size // len(piece))


NESTED = (
    "div",
    "b",
    "p",
    "blockquote",
    "table",
    "span",
    "a href=#x",
    "font",
    "section",
    "svg",
    "math",
    "template",
    "ul",
)
OF_MARKUP = (
    "<",
    "&",
    "&amp",
    "&#",
    "<a ",
    "<!--",
    "<![CDATA[",
    "</p>",
    "<p>",
    "<br>",
    "<x-y>",
    "]]>",
    "<script>",
    "<svg>",
)
OF_MARKDOWN = (
    *(">", "[", "![", "*", "_", "**a ", "*a_ ", "`", "` a ", "<", "&", "- ", "1. ", "# ", "\\", "[a](", "[a]: ", "~~"),
    *("|", "|a|\n", "    ", "\t", "***\n", "a\n===\n", "[a][", "<!--", "<a@b.c>", "http://a ", "(((", '[a](<b "'),
)
OF_TEXT = (
    "a",
    "a ",
    "\n",
    "\n\n",
    " ",
    "a\n",
    "A.\n",
    "\t",
    "\u0301",
    "\u202e",
    "漢",
    "\ufeff",
    "-",
    "“",
    "By A\n",
    "1 ",
)
SHAPES = {
    "a table of 300,000 cells": "<table>" + "<tr>" + "<td>x" * 300_000 + "</table>",
    "a tag of 5,000 attributes": f"<p {' '.join(f'a{n}=1' for n in range(5_000))}>x</p>",
    "an attribute of 4 MB": f"<p title='{'x' * 4 * MILLION}'>x</p>",
    "a style of 4 MB": f"<style>{'a{b:c}' * 600_000}</style>",
    "a script of 4 MB": f"<script>{'a' * 4 * MILLION}</script>",
    "100,000 links": "<a href='https://courier.example/'>x</a>" * 100_000,
    "100,000 pictures": "<img src='https://courier.example/x.png' alt=x>" * 100_000,
    "200,000 formatting elements left open": "<b><i><p>" * 60_000,
    "100,000 ids": "".join(f"<p id=i{n}>x</p>" for n in range(100_000)),
    "metadata of 2 MB": f'<script type="application/ld+json">{"[" * 2 * MILLION}</script><meta name=author content=x>',
    "base64 of 4 MB": f"<img alt=x src='data:image/png;base64,{'A' * 4 * MILLION}'>",
}
JSONS = {
    "arrays 100,000 deep": "[" * 100_000,
    "closed arrays 100,000 deep": "[" * 100_000 + "]" * 100_000,
    "objects 100,000 deep": '{"headline":' * 100_000 + "1" + "}" * 100_000,
    "associations 5,000 deep": '{"headline":"x","associations":{"a":' * 5_000 + "1" + "}}" * 5_000,
    "a number of 4 MB": json.dumps({"headline": "x", "body_text": WORDS})[:-1]
    + ', "version": '
    + "9" * 4 * MILLION
    + "}",
    "odd values": '{"uri": NaN, "headline": {"a": []}, "body_html": [[1]], "language": {"x": 1}, "byline": 1e999}',
    "a million keys": "{" + ",".join(f'"k{n}":{n}' for n in range(300_000)) + ', "headline": "x"}',
    "lone surrogates": '{"uri": "u", "headline": "\\ud800", "body_text": "\\udfff Ships waited outside \\u0000."}',
}


def _nested(tag: str) -> tuple[str, bytes]:
    return "story.html", page_of(f"<{tag}>" * 100_000 + "deep" + f"</{tag.split()[0]}>" * 100_000)


FILES = {
    **{f"html: 100,000 {tag} in each other": lambda tag=tag: _nested(tag) for tag in NESTED},
    **{f"html: 1 MB of {piece!r}": lambda piece=piece: ("story.html", page_of(repeated(piece))) for piece in OF_MARKUP},
    **{f"html: {name}": lambda inner=inner: ("story.html", page_of(inner)) for name, inner in SHAPES.items()},
    "html: nothing but 5 MB of '<'": lambda: ("story.html", b"<" * 5 * MILLION),
    **{
        f"md: 1 MB of {piece!r}": lambda piece=piece: (
            "story.md",
            f"# A\n\n{WORDS}\n\n{repeated(piece)}".encode(),
        )
        for piece in OF_MARKDOWN
    },
    "md: quotations 50,000 deep": lambda: ("story.md", b"> " * 50_000 + b"deep"),
    "md: lists 2,000 deep": lambda: ("story.md", "".join("  " * n + "- x\n" for n in range(2_000)).encode()),
    **{f"txt: 1 MB of {piece!r}": lambda piece=piece: ("story.txt", repeated(piece).encode()) for piece in OF_TEXT},
    "txt: noise": lambda: ("story.txt", bytes(range(256)) * 20_000),
    "txt: really a page": lambda: ("story.txt", page_of("")),
    "html: really a picture": lambda: ("story.html", b"\x89PNG\r\n\x1a\n" + bytes(1_000)),
    "html: UTF-7": lambda: ("story.html", page_of("+ADw-script+AD4-window.pwned=1+ADw-/script+AD4-")),
    "html: UTF-16 without a mark": lambda: (
        "story.html",
        page_of("<script>window.pwned=1</script>").decode().encode("utf-16-le"),
    ),
    "html: an encoding that executes": lambda: (
        "story.html",
        b"<meta charset=unicode_escape>" + page_of("\\x3cscript\\x3e"),
    ),
    "html: an encoding that expands": lambda: ("story.html", b"<meta charset=zlib_codec>" + page_of("")),
    **{f"json: {name}": lambda text=text: ("story.json", text.encode()) for name, text in JSONS.items()},
}
