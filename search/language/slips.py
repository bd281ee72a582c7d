"""What may be wrong with a query, in sentences for the person who typed it."""

from __future__ import annotations

from dataclasses import dataclass

from articles.extraction.result import gettext_noop

# `%(about)s` is the particular. Each is a message of the catalogue.
SLIPS = {
    "long": gettext_noop("That is more than %(about)s characters; the rest was not looked at."),
    "terms": gettext_noop("That is more than %(about)s words and conditions; the rest was not looked at."),
    "deep": gettext_noop("There are brackets in brackets beyond measure; they were left out."),
    "quote": gettext_noop("A quotation mark was not closed; the phrase was taken to go on to the end."),
    "bracket": gettext_noop("A bracket has no partner and was left out."),
    "field": gettext_noop("There is no field “%(about)s”; it was taken as a word. The fields are listed in the help."),
    "value": gettext_noop("“%(about)s” was left out: the help lists what this field takes."),
    "empty": gettext_noop("“%(about)s:” was left out: nothing stands after it."),
    "date": gettext_noop("“%(about)s” is no date; write 2022, 2022-09 or 2022-09-01."),
    "star": gettext_noop("“%(about)s” would find nearly everything and was left out; begin with two letters or more."),
    "operator": gettext_noop("“%(about)s” joins nothing here and was left out."),
    "without": gettext_noop("Say also what to look for, not only what to leave out."),
    "nothing": gettext_noop("There is nothing to look for: type a word."),
}


@dataclass(frozen=True)
class Slip:
    """Something that could not be taken as it was typed: the key of a sentence in SLIPS, and what it is about."""

    code: str
    about: str = ""

    @property
    def sentence(self) -> str:
        """The sentence, in English, to be filled with `about`: a message of the catalogue."""
        return SLIPS[self.code]
