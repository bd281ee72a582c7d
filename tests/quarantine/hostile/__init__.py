"""Files made to do harm, each by a name that says how: all are to be refused with a sentence, or read as harmless.

Every entry makes a file: its name and its bytes. They are made when they are wanted, for some are large.
"""

from collections.abc import Callable

from tests.quarantine.hostile import archives, letters, packages, pages, pdfs, pictures

Maker = Callable[[], tuple[str, bytes]]

HOSTILE: dict[str, Maker] = {
    **packages.FILES,
    **archives.FILES,
    **pdfs.FILES,
    **pages.FILES,
    **letters.FILES,
    **pictures.FILES,
}
