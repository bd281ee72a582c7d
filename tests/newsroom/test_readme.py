"""Every setting stands in the README."""

import re

from tests.newsroom.site import ROOT, SETTINGS


def documented() -> set[str]:
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## Settings\n")[1].split("\n## ")[0]
    first_cells = re.findall(r"^\| (.*?) \|", section, re.MULTILINE)
    return {name for cell in first_cells for name in re.findall(r"`([A-Z_]+)`", cell)}


def test_the_settings_of_the_site_are_found() -> None:
    assert {"PORT", "DATA_DIR", "DATABASE_URL", "SECRET_KEY"} <= set(SETTINGS)


def test_every_setting_stands_in_the_readme() -> None:
    assert set(SETTINGS) - documented() == set()


def test_the_readme_promises_no_setting_that_does_not_exist() -> None:
    assert documented() - set(SETTINGS) == set()
