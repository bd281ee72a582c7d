"""E-mails and saved pages that are made to do harm."""

from base64 import b64encode

from tests.articles.making import docx, p

WORDS = "Ships waited outside for three days."
HEAD = "From: Ana <ana@wire.example>\nTo: b@wire.example\nSubject: A harbour\nMIME-Version: 1.0\n"


def _nested_parts(levels: int) -> bytes:
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n' for level in range(levels))
    tail = "".join(f"--b{level}--\n" for level in reversed(range(levels)))
    return f"{HEAD}{head}Content-Type: text/plain\n\n{WORDS}\n{tail}".encode()


def _nested_letters(levels: int) -> bytes:
    return (f"{HEAD}Content-Type: message/rfc822\n\n" * levels + f"{HEAD}\n{WORDS}\n").encode()


def _many_parts(count: int) -> bytes:
    part = f"--b\nContent-Type: text/plain\n\n{WORDS}\n"
    return f'{HEAD}Content-Type: multipart/mixed; boundary="b"\n\n{part * count}--b--\n'.encode()


def _many_fields(count: int) -> bytes:
    fields = "".join(f"X-{n}: x\n" for n in range(count))
    return f"{HEAD}{fields}Content-Type: text/plain\n\n{WORDS}\n".encode()


def _field(name: str, value: str) -> bytes:
    return f"{HEAD}{name}: {value}\nContent-Type: text/plain\n\n{WORDS}\n".encode()


def _coded(encoding: str, body: str) -> bytes:
    return f"{HEAD}Content-Type: text/html\nContent-Transfer-Encoding: {encoding}\n\n{body}\n".encode()


def _attached() -> bytes:
    content = b64encode(docx(p("Attached."))).decode()
    name = "../../../../etc/cron.d/x"
    return (
        f'{HEAD}Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\n{WORDS}\n'
        f'--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename="{name}"\n'
        f"Content-Transfer-Encoding: base64\n\n{content}\n--b\nContent-Type: message/external-body; "
        'access-type=local-file; name="/etc/passwd"\n\nContent-Type: text/plain\n\n\n--b--\n'
    ).encode()


def saved(inner: str) -> bytes:
    return (
        "From: <Saved by Blink>\nSnapshot-Content-Location: file:///etc/passwd\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\n\n--B\nContent-Type: text/html\n'
        f"Content-Location: file:///etc/passwd\n\n<html><body><p>{WORDS}</p>{inner}</body></html>\n--B--\n"
    ).encode()


LETTERS = {
    "parts 5,000 deep": lambda: _nested_parts(5_000),
    "letters 2,000 deep": lambda: _nested_letters(2_000),
    "50,000 parts": lambda: _many_parts(50_000),
    "100,000 fields": lambda: _many_fields(100_000),
    "a subject of 4 MB": lambda: _field("Subject", "x" * 4_000_000),
    "100,000 encoded words": lambda: _field("From", "=?utf-8?q?=41?= " * 100_000),
    "addresses 100,000 deep": lambda: _field("Cc", "(" * 100_000),
    "a group of addresses without end": lambda: _field("Reply-To", "a:" * 100_000),
    "a date that is none": lambda: _field("Date", "Mon, 99 Foo 999999999999 99:99:99 +99999999"),
    "broken base64": lambda: _coded("base64", "%%%" * 300_000),
    "broken quoted-printable": lambda: _coded("quoted-printable", "=" * 1_000_000),
    "uuencoded": lambda: _coded("x-uuencode", "begin 644 /etc/passwd\n#0V%T\n`\nend"),
    "attachments that lead elsewhere": _attached,
    "quotations 100,000 deep": lambda: f"{HEAD}\n{WORDS}\n{'>' * 100_000} x\n".encode(),
    "no end": lambda: _many_parts(3)[:-30],
}
FILES = {
    **{f"eml: {name}": lambda make=make: ("story.eml", make()) for name, make in LETTERS.items()},
    "mhtml: pictures elsewhere": lambda: (
        "story.mhtml",
        saved("<img src=file:///etc/passwd alt=a><img src=http://203.0.113.7/x alt=b><img src=cid:none alt=c>"),
    ),
    "mhtml: 100,000 divs in each other": lambda: ("story.mhtml", saved("<div>" * 100_000)),
}
