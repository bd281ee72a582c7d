"""Dates as newsrooms write them. A date is only a date when day, month and year are all said."""

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier janv enero ene января янв يناير يانۋار",
            "february feb februar février févr febrero февраля фев февр فبراير فېۋرال",
            "march mar märz mars marzo марта мар مارس مارت",
            "april apr avril avr abril abr апреля апр أبريل ئاپرېل",
            "may mai mayo мая май مايو ماي",
            "june jun juni juin junio июня июн يونيو ئىيۇن",
            "july jul juli juillet juil julio июля июл يوليو ئىيۇل",
            "august aug août agosto ago августа авг أغسطس ئاۋغۇست",
            "september sept sep septembre septiembre сентября сен сент سبتمبر سېنتەبىر",
            "october oct oktober okt octobre octubre октября окт أكتوبر ئۆكتەبىر",
            "november nov novembre noviembre ноября ноя نوفمبر نويابىر",
            "december dec dezember dez décembre déc diciembre dic декабря дек ديسمبر دېكابىر",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.)?"
YEAR = r"\d{4}"
# A day as a dateline has it, the year often unsaid.
DAY_OF_YEAR = (
    rf"(?:{MONTH}\s{DAY}(?:,?\s{YEAR})?|{DAY}[\s-](?:de\s)?{MONTH}(?:,?\s(?:de\s)?{YEAR})?"
    rf"|(?:{YEAR}年)?\d{{1,2}}月\d{{1,2}}日|\d{{4}}-\d\d-\d\d)"
)
SPELLED = re.compile(
    rf"\b(?:(?P<month>{MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>{YEAR})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-](?:de\s)?(?P<month2>{MONTH}),?\s(?:de\s)?(?P<year2>{YEAR}))\b",
    re.IGNORECASE,
)
# Numbers only where their order is certain: the year first, or the European dots.
YEAR_FIRST = re.compile(r"\b(\d{4})(?:[-/]|年)(\d{1,2})(?:[-/]|月)(\d{1,2})(?:日|(?!\d))")
DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")


def full_date(words: str) -> date | None:
    """The one day that `words` name with its year, or None if there is none, several, or doubt."""
    found = {_day(*numbers) for numbers in _numbers(words)}
    return found.pop() if len(found) == 1 else None


def _numbers(words: str) -> list[tuple[int, int, int]]:
    spelled = [
        (
            int(m["year"] or m["year2"]),
            MONTHS[(m["month"] or m["month2"]).rstrip(".").lower()],
            int(m["day"] or m["day2"]),
        )
        for m in SPELLED.finditer(words)
    ]
    numeric = [(int(year), int(month), int(day)) for year, month, day in YEAR_FIRST.findall(words)]
    dotted = [(int(year), int(month), int(day)) for day, month, year in DOTTED.findall(words)]
    return spelled + numeric + dotted


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year > 1600 else None
    except ValueError:
        return None
