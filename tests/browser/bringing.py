"""What an editor does with files on the page where articles are brought in."""

from base64 import b64encode
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

ADD = "/admin/articles/article/add/"

DROP = """([files, kind]) => {
    const dropped = new DataTransfer();
    for (const [name, data] of files) {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        dropped.items.add(new File([bytes], name));
    }
    const at = document.getElementById("bring-in");
    at.dispatchEvent(new DragEvent(kind, { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


def drop(page: Page, files: Mapping[str, bytes], kind: str = "drop") -> None:
    """Drop files on the page; of `kind` "dragover" they are held over it."""
    page.evaluate(DROP, [[[name, b64encode(data).decode()] for name, data in files.items()], kind])


def choose(page: Page, files: Mapping[str, bytes]) -> None:
    """Choose files in the form, and send it."""
    chosen = [{"name": name, "mimeType": "", "buffer": data} for name, data in files.items()]
    page.get_by_label("A file, or many").set_input_files(chosen)
    page.get_by_role("button", name="Bring in").click()


def row(page: Page, name: str) -> Locator:
    """The row of the file of that name."""
    named = page.locator("th.file bdi").get_by_text(name, exact=True)
    return page.locator("tr.arrival").filter(has=named)


def press(page: Page, name: str, verb: str) -> None:
    row(page, name).get_by_role("button", name=verb).click()


def is_through(page: Page) -> None:
    """Wait until nothing is sent or read any more."""
    expect(page.locator("#reading")).to_be_hidden(timeout=60_000)
    expect(page.locator("[data-state=waiting], [data-state=reading], [data-state=uploading]")).to_have_count(0)
