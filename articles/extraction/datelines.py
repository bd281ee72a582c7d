"""Datelines: where, for which agency, and sometimes when a wire story was filed."""

import re
from dataclasses import dataclass
from datetime import date

from .dates import DAY_OF_YEAR, full_date

DASH = r"(?:--|[-–—―－=:])"
UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĞĠĢĤĪĬĮİĶŁŃŅŇŌŎŐŒŔŘŚŞŠŢŤŪŬŮŰŲŴŹŻŽА-ЯЁІЇЄҐ"
CAPITALS = rf"[{UPPER}][{UPPER}'’. -]{{2,}}(?:/[{UPPER}][{UPPER}'’. -]+)*(?:,\s[{UPPER}][\w.'’ -]{{2,25}})?"
ANY_PLACE = r"[^\W\d_][^()（）\[\]\d\"“”«»!?;:]{1,60}?"
HAN = r"[\u4e00-\u9fff]"
WHEN = rf"(?P<date>(?i:{DAY_OF_YEAR}))"

# Words that head a paragraph in capitals and are no places.
HEADWORDS = (
    "analysis breaking correction editorial exclusive explainer factbox feature instant view insight live opinion "
    "photos special report timeline update urgent video watch wrapup"
)
NO_PLACES = frozenset(HEADWORDS.split())
AGENCY_NAMES = (
    "reuters|ap|associated press|the associated press|afp|agence france-presse|dpa|epd|kna|apa|sda|keystone-sda|"
    "xinhua|efe|ansa|lusa|belga|tt|ntb|ritzau|kyodo|kyodo news|jiji|jiji press|tass|itar-tass|interfax|interfax.ru|"
    "ria|ria novosti|upi|pti|ani|ians|bernama|yonhap|antara|vna|cna|bloomberg|rfa|rfe/rl|anadolu|aa|sana|wam|irna|"
    "路透社|路透|法新社|美联社|美聯社|新华社|新華社|中新社|共同社|中央社|德新社|塔斯社|彭博社|ロイター|共同|時事|"
    "рейтер|тасс|интерфакс|риа новости|афп|ап|синьхуа|로이터|연합뉴스|"
    "رويترز|أ ف ب|أ.ف.ب|فرانس برس|أ ب|أ.ب|شينخوا|د ب أ|د.ب.أ|الأناضول|"
    "رويتېرس|شىنخۇا|فىرانسىيە ئاگېنتلىقى"
)
AGENCIES = frozenset(AGENCY_NAMES.split("|"))

PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # BEIJING (REUTERS) - ; KASHGAR, China (AP) — ; GENF, 31. August (Reuters) - ; 北京(路透社)—
        rf"(?P<place>{ANY_PLACE})(?:[,.]?\s+{WHEN})?[,.]?\s*[(（](?P<agency>[^()（）]{{2,40}})[)）]\s*{DASH}",
        # TOKYO, Aug. 16, Kyodo -
        rf"(?P<place>{ANY_PLACE})[,.]\s+{WHEN}[,.]\s+(?P<agency>[\w. ]{{2,20}}?)\s+{DASH}\s",
        # МОСКВА, 16 августа. /ТАСС/.
        rf"(?P<place>{ANY_PLACE})[,.]\s+{WHEN}[,.]?\s+/(?P<agency>[^/\n]{{2,20}})/\.?\s",
        # NEW DELHI — ; LONDON, 12 March –
        rf"(?P<place>{CAPITALS}?)(?:[,.]?\s+{WHEN})?\s+(?:--|[-–—―])\s",
        # 新华社北京8月16日电 ; （路透社北京電） ; 中央社記者王大明北京16日電
        rf"[(（]?(?P<agency>{HAN}{{1,3}}社)(?:[记記]者{HAN}{{2,3}})?(?P<place>{HAN}{{2,6}}?)"
        r"(?P<date>(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日)?[电電讯訊]",
        # [北京 16日 ロイター] - ; 【北京=共同】
        r"[\[［【](?P<place>[^\d\]］】=＝ 　]{2,20})(?:[ 　]*(?P<date>(?:\d{1,2}月)?\d{1,2}日))?[ 　=＝]+"
        r"(?P<agency>[^\]］】 　]{2,20})[\]］】]",
        # (베이징=연합뉴스)
        r"[(（](?P<place>[가-힣]{2,10})=(?P<agency>[가-힣A-Z]{2,10})[)）]",
    )
)


@dataclass(frozen=True)
class Dateline:
    """Place and agency in the words of the story; the day only if the year is said."""

    place: str
    agency: str | None
    day: date | None


def dateline(paragraph: str) -> Dateline | None:
    """The dateline with which `paragraph` begins, if it does."""
    beginning = paragraph[:200]
    for pattern in PATTERNS:
        found = pattern.match(beginning)
        if not found:
            continue
        said = found.groupdict()
        place, agency, day = said["place"].strip(" ,."), said.get("agency"), said.get("date")
        if _is_place(place, agency):
            return Dateline(place, agency and agency.strip(), full_date(day) if day else None)
    return None


def is_agency(line: str) -> bool:
    """Whether `line` is the name of an agency and nothing else."""
    return line.strip().lower() in AGENCIES


def _is_place(place: str, agency: str | None) -> bool:
    """A name beside a known agency, or any in capitals: "Mr Wang (centre) - the owner -" is none."""
    if agency is not None and (is_agency(agency) or agency.endswith("社")):
        return len(place.split()) <= 6
    city = place.split(",")[0]
    return city.isupper() and 4 <= len(city) <= 30 and not NO_PLACES & set(city.lower().split())
