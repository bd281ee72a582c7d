"""Where a page's links lead, and the places on it that one clicks."""

from ctypes import byref, c_int, create_string_buffer

import pypdfium2 as pdfium
from pypdfium2 import raw

MOST = 500
LONGEST = 2000


def links(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> list[tuple[str, list[float]]]:
    """The address and the box (left, bottom, right, top, in points) of each link of a page to somewhere on the web."""
    found: list[tuple[str, list[float]]] = []
    place, link = c_int(0), raw.FPDF_LINK()
    while len(found) < MOST and raw.FPDFLink_Enumerate(page, byref(place), byref(link)):
        address = _address(document, link)
        box = raw.FS_RECTF()
        if address and raw.FPDFLink_GetAnnotRect(link, byref(box)):
            found.append((address, [box.left - 1, box.bottom - 1, box.right + 1, box.top + 1]))
    return found


def _address(document: pdfium.PdfDocument, link: raw.FPDF_LINK) -> str | None:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return None
    buffer = create_string_buffer(LONGEST)
    if raw.FPDFAction_GetURIPath(document, action, buffer, LONGEST) > LONGEST:
        return None
    address = buffer.value.decode("utf-8", "replace").strip()
    return address if address.startswith(("https://", "http://", "mailto:")) else None
