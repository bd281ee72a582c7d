"""Which kind of document a ZIP file holds, and which of those kinds cannot be read."""

import zipfile

from .containers import MOST_FILES, open_zip, read_member
from .result import ExtractionError, gettext_noop

ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# The file system in a file that Office used before 2007 and uses still around what it encrypts.
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

SHEET = gettext_noop("This is a spreadsheet. Copy what is to be read into a text document and bring in that.")
SLIDES = gettext_noop("This is a presentation. Copy what is to be read into a text document and bring in that.")
DRAWING = gettext_noop("This is a drawing or a formula. Only documents with text can be read.")
PROGRAM = gettext_noop("This is a program (JAR or APK). Only documents with text can be read.")
PAGES = gettext_noop("This is a document of Pages, Numbers or Keynote. Export it as Word or EPUB and bring in that.")
OLD_WORD = gettext_noop("This is an older Word document (DOC). Save it as DOCX and bring in that.")
OLD_OFFICE = gettext_noop("This is an older Office file. Save the text as DOCX and bring in that.")
LOCKED = gettext_noop("This Word file is protected by a password. Save it without one and try again.")
NO_WORD = gettext_noop("This is an Office file, but no Word document. Only documents with text can be read.")

OUTLOOK = gettext_noop(
    "This is an Outlook message (MSG). Save it as an e-mail file (EML), or copy the article's text and paste it."
)

OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OF_OPEN_DOCUMENT = {"spreadsheet": SHEET, "presentation": SLIDES}
OF_OFFICE = {"xl": SHEET, "ppt": SLIDES}
# The streams that tell what is in the old file system; their names are UTF-16 there.
OF_STREAMS = (
    ("EncryptedPackage", LOCKED),
    ("__substg1.0_", OUTLOOK),
    ("WordDocument", OLD_WORD),
    ("Workbook", SHEET),
    ("PowerPoint Document", SLIDES),
)


def is_container(data: bytes) -> bool:
    """Whether `data` begins as a ZIP file does, or as an older Office file."""
    return data.startswith((*ZIP_SIGNATURES, OLE_SIGNATURE))


def kind_of_container(data: bytes) -> str:
    """The kind of the container `data`: "docx", "odt", "epub", or "zip" for an archive of files.

    Raises ExtractionError, naming what it is, for documents of every other kind, and if it cannot be opened.
    """
    if data.startswith(OLE_SIGNATURE):
        raise ExtractionError(next((said for name, said in OF_STREAMS if name.encode("utf-16-le") in data), OLD_OFFICE))
    archive = open_zip(data, MOST_FILES)
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        return _kind_of_office(archive, names)
    if kind := _kind_by_mimetype(archive, names):
        return kind
    if "META-INF/container.xml" in names:
        return "epub"
    if {"content.xml", "META-INF/manifest.xml"} <= names:
        return "odt"
    if names & {"META-INF/MANIFEST.MF", "AndroidManifest.xml"}:
        raise ExtractionError(PROGRAM)
    if names & {"Index/Document.iwa", "Index.zip", "index.apxl"}:
        raise ExtractionError(PAGES)
    return "zip"


def _kind_of_office(archive: zipfile.ZipFile, names: set[str]) -> str:
    folders = {name.partition("/")[0] for name in names}
    for folder, sentence in OF_OFFICE.items():
        if folder in folders and "word" not in folders:
            raise ExtractionError(sentence)
    if "word" in folders or b"wordprocessingml" in _read(archive, "[Content_Types].xml"):
        return "docx"
    raise ExtractionError(NO_WORD)


def _kind_by_mimetype(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    said = _read(archive, "mimetype").decode("ascii", "replace").strip() if "mimetype" in names else ""
    if said == "application/epub+zip":
        return "epub"
    if not said.startswith(OPEN_DOCUMENT):
        return None
    kind = said.removeprefix(OPEN_DOCUMENT).partition("-")[0]
    if kind != "text":
        raise ExtractionError(OF_OPEN_DOCUMENT.get(kind, DRAWING))
    return "odt"


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    return read_member(archive, archive.getinfo(name))
