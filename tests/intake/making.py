"""Ten files as reporters may send them: of eight kinds, one story twice among them, and two that nobody can read."""

import json
from email.message import EmailMessage
from pathlib import Path

from tests.articles.making import core, docx, p
from tests.articles.making_pdf import Pdf

LOCKED = Path(__file__).parents[1] / "data/pdf/locked.pdf"

FERRY = """Ferry to the islands sails again

By Ana Author

PORT EXAMPLE, March 3 - The ferry to the outer islands sailed again on Monday, after a winter in which it lay at the
pier with a broken shaft.

Forty people stood in the rain to see it leave, and nearly all of them went on board, the harbour master said.

Those who stayed behind had come to wave.
"""
BRIDGE = """<!doctype html><html lang="en"><head><title>Old bridge gets new planks</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Old bridge gets new planks</h1>
<p>Carpenters laid the last of four hundred planks on the old bridge over the Example on Tuesday morning.</p>
<p>The wood is oak from the hills behind the town, and it was paid for by people who walk over it every day.</p>
<p>“It will hold for fifty years,” said the master of the guild, who is sixty and does not mean to look after it.</p>
<p>Subscribe to our newsletter and follow us on Twitter for more stories like this.</p>
</article></body></html>"""
MARKET = """# Market moves under one roof

*The Gazette*, 4 March 2024

The market of the old town moves **under one roof** from next week on, the council said on Wednesday evening.

- Fish stays at the quay.
- Flowers come to the front.

> We were wet for two hundred years.

So said a woman who sells cheese, and who had voted for the roof with all her neighbours in a long meeting.
"""
LIBRARY = (
    "The town library lent more books in January than in any month since it was founded, its head said on Thursday.",
    "Most of them were about gardens, which nobody could explain, for the ground was frozen until the first of March.",
)
SCHOOL = (
    "Pupils of the harbour school measured the tide every hour for a week and found that the table was wrong.",
    "The office that prints the table thanked them and said that the next one would have their names on the cover.",
)
CHOIR = """The choir of the railway workers sang in the waiting room on Saturday because the hall had lost its heating.

Trains were announced between the songs, and once in the middle of one, which the conductor took for a solo.

About two hundred people listened, some of whom had only wanted to go home, and nine missed their connection.
"""
FAKE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


def files() -> dict[str, bytes]:
    """Return the ten files by their names, in the order in which they are dropped."""
    return {
        "ferry.txt": FERRY.encode(),
        "bridge.html": BRIDGE.encode(),
        "market.md": MARKET.encode(),
        "library.docx": word(),
        "school.pdf": pdf(),
        "choir.eml": letter(),
        "bridge.mhtml": saved_page(),
        "museum.json": ninjs(),
        "locked.pdf": LOCKED.read_bytes(),
        "fake.docx": FAKE,
    }


def word() -> bytes:
    return docx(
        p("Library lends as never before", "Title"), *(p(words) for words in LIBRARY), parts=core(language="en")
    )


def pdf() -> bytes:
    made = Pdf(language="en", Title="Pupils correct the tide")
    page = made.page()
    page.text(60, 80, "Pupils correct the tide", size=20, font="bold")
    below = 120.0
    for words in SCHOOL:
        below = page.prose(60, below, words) + 12
    return made.made()


def letter() -> bytes:
    made = EmailMessage()
    made["From"] = "Ben Writer <ben@example.org>"
    made["To"] = "desk@example.org"
    made["Subject"] = "Choir sings among trains"
    made["Date"] = "Sun, 03 Mar 2024 10:00:00 +0000"
    made.set_content(CHOIR)
    return made.as_bytes()


def saved_page() -> bytes:
    """Return the page of the bridge as a browser saves it, with its style sheet."""
    made = EmailMessage()
    made["From"] = "<Saved by a browser>"
    made["Subject"] = "Old bridge gets new planks"
    made["Snapshot-Content-Location"] = "https://example.org/bridge"
    made.set_content(BRIDGE, subtype="html")
    made.add_related(b"body { color: red }", "text", "css")
    return made.as_bytes()


def ninjs(**more: object) -> bytes:
    """Return a news item that is under an embargo until 2099."""
    item = {
        "uri": "https://example.org/items/1",
        "type": "text",
        "pubstatus": "usable",
        "versioncreated": "2024-03-03T10:00:00Z",
        "language": "en",
        "headline": "Museum to show a ship",
        "byline": "Cy Correspondent",
        "body_text": "The museum will show a ship that was found in the mud of the harbour, it will say next year.\n\n"
        "Divers brought it up in pieces over three summers, and joiners have put four of the five together.",
        "embargoed": "2099-01-01T06:00:00Z",
        "usageterms": "Not for use in print.",
    }
    return json.dumps(item | more).encode()
