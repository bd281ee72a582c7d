"""Wire copy made of our own stories in many languages, and pairs of stories that are none; the truth is known."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from articles.extraction import extract
from articles.text import prepare

ROOT = Path(__file__).parents[2]
MARK = re.compile(r"⟦\d+\??:|⟧")
WORD = re.compile(r"[^\W\d_]+")
SENTENCE = re.compile(r"(?<=[.!?。！？؟۔।])\s*")
BREAK = "\n\n"

SIGN_OFF = """Sign up for The Morning Paper, our free letter with all that matters, in your inbox before breakfast.

The Morning Paper has reported from the coast since 1921. It belongs to its readers, takes no money from advertisers, \
and corrects what it got wrong on page two. Write to the newsroom at letters@paper.example or call the night desk."""

SIGN_OFF_OF_CHARACTERS = """欢迎订阅《晨报》免费新闻信，每天早餐前把重要报道送到您的信箱。

《晨报》自一九二一年起报道沿海地区。本报属于读者，不接受广告商资助，如有差错一律在第二版更正。编辑部信箱全天开放，夜间请拨打值班电话，未经书面许可不得转载本报的文字、图片和图表。"""

# Two events, each told by two people who were there and who wrote down the same quotations.
SAME_EVENT = (
    (
        """Bakers of Lindholm walked out on Monday over a plan to start the ovens at two in the morning instead of four.

About ninety of them stood before the town hall with loaves under their arms. "We are bakers, not owls," said Ida \
Kvist, who has worked at the north mill for thirty years, to applause from passers-by.

The owners say that cafés ask for bread earlier every year. They have offered a bonus of eleven crowns an hour, which \
the union called an insult. Talks go on Wednesday, with a mediator from the county.""",
        """There was no fresh bread in Lindholm on Monday morning, and by noon the crispbread was gone as well.

The town's bakers have gone on strike for the first time since the war, after the two large mills announced earlier \
shifts. "We are bakers, not owls," Ida Kvist of the north mill told a crowd that had come to buy rolls and stayed to \
listen.

A mediator is expected on Wednesday. Until then, said the mayor, people might like to try porridge. The owners did not \
answer questions; a notice at their door speaks of a bonus and of customers who rise early.""",
    ),
    (
        """Der Stadtrat von Lindholm hat am Dienstag den Bau einer Brücke zur Nordinsel beschlossen. Sie soll 41 \
Millionen Kronen kosten und in vier Jahren fertig sein. „Meine Enkel werden zu Fuß kommen“, sagte die Bürgermeisterin \
Ulla Brandt nach der Abstimmung, die mit neun gegen sechs Stimmen ausging. Die Reederei, die bisher die Fähre \
betreibt, kündigte eine Klage an und sprach von einem Geschenk an die Baufirmen des Festlands.""",
        """Nach elf Jahren Streit ist es entschieden: Die Nordinsel verliert ihre Fähre und bekommt eine Brücke. Neun \
Mitglieder des Rates stimmten dafür, sechs dagegen, und auf der Tribüne wurde gesungen. „Meine Enkel werden zu Fuß \
kommen“, freute sich Bürgermeisterin Ulla Brandt. Weniger Freude herrscht im Hafen, wo dreißig Leute um ihre Arbeit \
fürchten und die Reederei vor Gericht ziehen will. Gebaut wird frühestens im Herbst.""",
    ),
)


class Pair(NamedTuple):
    """Two texts, what was done to the one to make the other, and whether they are one story."""

    name: str
    one: str
    other: str
    is_copy: bool


def stories() -> dict[str, str]:
    """Return our own stories by name, as canonical texts."""
    found = {}
    for path in sorted((ROOT / "newsroom/samples/articles").glob("*.html")):
        found[path.stem] = prepare(path.read_text(encoding="utf-8")).text
    for path in sorted((ROOT / "tests/data/wire").glob("*.[th]*")):
        found[path.stem] = prepare(extract(path.name, path.read_bytes()).body_html).text
    for folder in sorted((ROOT / "tests/data/corrections").iterdir()):
        found[f"ferry-{folder.name}"] = wording(folder / "old.txt")
    return found


def wording(path: Path) -> str:
    return MARK.sub("", path.read_text(encoding="utf-8")).strip()


def pairs() -> Iterator[Pair]:
    told = stories()
    for name, story in told.items():
        for made, copy in copies(story, random.Random(name)):
            yield Pair(f"{name}, {made}", story, copy, is_copy=True)
    yield from corrected()
    names = sorted(told)
    for number, name in enumerate(names):
        for other in names[number + 1 :]:
            yield Pair(f"{name} and {other}", told[name], told[other], is_copy=False)
            yield Pair(f"{name} and {other}, signed off alike", *map(signed, (told[name], told[other])), is_copy=False)
    for number, (one, other) in enumerate(SAME_EVENT):
        yield Pair(f"event {number}", one, other, is_copy=False)
        yield Pair(f"event {number}, signed off alike", signed(one), signed(other), is_copy=False)


def copies(story: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield what other outlets may make of a story, each with what was done."""
    paragraphs = story.split(BREAK)
    count = len(paragraphs)
    headline = " ".join(chance.choices(WORD.findall(story), k=7))
    yield "another headline", BREAK.join([headline, *paragraphs[1:]])
    for share in (0.75, 0.5, 0.3):
        yield f"cut to {share:.0%}", BREAK.join(paragraphs[: max(1, round(count * share))])
    yield "in another order", BREAK.join(chance.sample(paragraphs, count))
    yield "every third paragraph cut", BREAK.join(part for number, part in enumerate(paragraphs) if number % 3 != 2)
    for every in (40, 20, 10):
        yield f"one word in {every} edited", edited(story, chance, every)
    yield "signed off", signed(story)
    kept = [headline, *paragraphs[1 : max(2, round(count * 0.6))]]
    yield "all at once", signed(edited(BREAK.join(kept), chance, 25))


def corrected() -> Iterator[Pair]:
    for folder in sorted((ROOT / "tests/data/corrections").iterdir()):
        for path in sorted(folder.glob("*.txt")):
            if path.stem != "old":
                name, is_copy = f"{folder.name}/{path.stem}", path.stem != "rewritten"
                yield Pair(name, wording(folder / "old.txt"), wording(path), is_copy)


def edited(story: str, chance: random.Random, every: int) -> str:
    """Put another word of the story in the place of one in so many; where words are not parted, of two characters."""
    word = re.compile(r"\w{1,2}") if has_no_spaces(story) else WORD
    words = word.findall(story)
    return word.sub(lambda found: chance.choice(words) if chance.random() < 1 / every else found[0], story)


def signed(story: str) -> str:
    return BREAK.join([story, SIGN_OFF_OF_CHARACTERS if has_no_spaces(story) else SIGN_OFF])


def has_no_spaces(story: str) -> bool:
    return len(story) > 12 * len(story.split())
