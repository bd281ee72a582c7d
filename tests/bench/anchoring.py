"""Moving 10,000 passages into a corrected text of 60,000 and of 600,000 characters, under the worst corrections.

Each correction is measured in a process of its own, so that the peak of its memory is its own too: that of the whole
process, of which the first row says what it takes without moving anything. Seconds are processor time: nothing here
waits, and what else the machine does should not count. A plain diff is rapidfuzz's `Indel.opcodes` of the same texts,
of words, or of characters where nothing parts words; it moves nothing, and is left out where it would take over a
gigabyte and a half.
"""

import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PASSAGES = 10_000
AIMS = {60_000: 1.0, 600_000: 10.0}  # seconds of one call, by characters
MILLISECONDS, MEGABYTES = 0.5, 300
PLAIN = 12e9  # bits that a plain diff may keep

Correction = Callable[[int, random.Random], tuple[str, str]]


def prose(length: int, chance: random.Random) -> str:
    """Paragraphs as of wire stories: frequent words, names, figures, and credit lines that come again and again."""
    words = ["".join(chance.choices("etaoinshrdlucmfw", k=chance.randint(2, 10))) for _ in range(3_000)]
    weights = [1 / (rank + 5) for rank in range(len(words))]
    paragraphs: list[str] = []
    while length > 0:
        sentences = [" ".join(chance.choices(words, weights, k=chance.randint(8, 28))) for _ in range(3)]
        figure, name = chance.randint(2, 2_000), " ".join(chance.choices(words, k=2)).title()
        told = f"{'. '.join(sentences).capitalize()}, {name} said on {figure} pages."
        paragraphs.append("Photo: Coastal Pictures" if len(paragraphs) % 20 == 19 else told)
        length -= len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def unspaced(length: int, chance: random.Random) -> str:
    """Chinese characters, some far more frequent than others, with commas and full stops, on one line."""
    weights = [1 / (rank + 5) for rank in range(3_000)]
    characters = chance.choices([chr(0x4E00 + 5 * rank) for rank in range(3_000)], weights, k=length)
    for place in range(9, length, 14):
        characters[place] = "，。"[place % 3 == 0]
    return "".join(characters)


def sentences(length: int) -> list[str]:
    return ["It rained.\n\n"] * (length // 12)


def mistyped(text: str, chance: random.Random) -> str:
    """Mistype one word of a hundred."""
    words = text.split(" ")
    for place in chance.sample(range(len(words)), len(words) // 100):
        words[place] = words[place][:1] + "q" + words[place][2:]
    return " ".join(words)


def rearranged(text: str, arrange: Callable[[list[str]], object]) -> str:
    paragraphs = text.split("\n\n")
    arrange(paragraphs)
    return "\n\n".join(paragraphs)


def swapped(text: str, chance: random.Random) -> str:
    """Cut into pieces of a thousand characters, put them into another order, and change one character of a hundred."""
    pieces = [text[start : start + 1_000] for start in range(0, len(text), 1_000)]
    chance.shuffle(pieces)
    characters = list("".join(pieces))
    for place in chance.sample(range(len(characters)), len(characters) // 100):
        characters[place] = "龘"
    return "".join(characters)


def of_prose(correct: Callable[[str, random.Random], str]) -> Correction:
    def correction(length: int, chance: random.Random) -> tuple[str, str]:
        text = prose(length, chance)
        return text, correct(text, chance)

    return correction


def of_characters(alphabet: str) -> Correction:
    """Two texts of the same characters, which have nothing else in common."""
    return lambda length, chance: (
        "".join(chance.choices(alphabet, k=length)),
        "".join(chance.choices(alphabet, k=length)),
    )


def thinned(text: str, chance: random.Random) -> str:
    paragraphs = text.split("\n\n")
    kept = sorted(chance.sample(range(len(paragraphs)), len(paragraphs) // 2))
    return "\n\n".join(paragraphs[place] for place in kept)


def one_line_removed(length: int, _chance: random.Random) -> tuple[str, str]:
    lines = sentences(length)
    return "".join(lines), "".join(lines[:-1])


def one_line_removed_among_edits(length: int, _chance: random.Random) -> tuple[str, str]:
    """Nothing that both texts begin or end with can be taken off."""
    lines = sentences(length)
    return "".join(["First.\n\n", *lines, "Last."]), "".join(["Before.\n\n", *lines[:-1], "After."])


def unspaced_swapped(length: int, chance: random.Random) -> tuple[str, str]:
    text = unspaced(length, chance)
    return text, swapped(text, chance)


CORRECTIONS: dict[str, Correction] = {
    "one word of a hundred mistyped": of_prose(mistyped),
    "paragraphs reversed": of_prose(lambda text, chance: rearranged(text, list.reverse)),
    "paragraphs shuffled": of_prose(lambda text, chance: rearranged(text, chance.shuffle)),
    "shuffled and mistyped": of_prose(lambda text, chance: mistyped(rearranged(text, chance.shuffle), chance)),
    "every word changed": of_prose(lambda text, chance: re.sub(r"\w+", r"\g<0>e", text)),
    "words shuffled": of_prose(lambda text, chance: " ".join(chance.sample(words := text.split(), len(words)))),
    "half of the paragraphs gone": of_prose(thinned),
    "the text doubled": of_prose(lambda text, chance: f"{text}\n\n{text}"),
    "a paragraph set before": of_prose(lambda text, chance: f"{prose(500, chance)}\n\n{text}"),
    "another text": of_prose(lambda text, chance: prose(len(text), chance)),
    "one sentence throughout, one gone": one_line_removed,
    "the same, both ends changed": one_line_removed_among_edits,
    "the same character throughout": lambda length, chance: ("a" * length, f"b{'a' * (length * 9 // 10)}c"),
    "two characters at random": of_characters("ab"),
    "two words at random": of_characters("a b \n"),
    "random characters": of_characters("".join(map(chr, range(0x20, 0x3000)))),
    "no white space, pieces swapped": unspaced_swapped,
}


def passages(length: int, chance: random.Random) -> list[tuple[int, int]]:
    """Passages of some characters to a paragraph, anywhere, and one of a hundred of any length."""
    starts = [chance.randrange(length - 4) for _ in range(PASSAGES)]
    lengths = [4 + int(chance.expovariate(1 / 60 if number % 100 else 1 / length)) for number in range(PASSAGES)]
    return [(start, min(length, start + size)) for start, size in zip(starts, lengths, strict=True)]


def measure(what: str, name: str, length: int) -> dict[str, float]:
    """In this process: seconds of one call, and the most memory that the process has had, in megabytes."""
    from rapidfuzz.distance import Indel

    from annotations.anchoring import move

    chance = random.Random(name)
    old, new = CORRECTIONS[name](length, chance)
    spans = passages(len(old), chance)
    started = time.process_time()
    if what == "move":
        move(old, new, spans)
    elif what == "diff":
        token = re.compile(r"\w+|\S") if " " in old else re.compile(r"(?s).")
        before, after = token.findall(old), token.findall(new)
        if len(before) * len(after) > PLAIN:
            return {}
        Indel.opcodes(before, after)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds, "megabytes": peak / (2**20 if sys.platform == "darwin" else 2**10)}


def in_a_process(what: str, name: str, length: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.anchoring", what, name, str(length)]
    measured: dict[str, Any] = json.loads(subprocess.check_output(command, cwd=ROOT))
    return measured


def main() -> None:
    for length, aim in AIMS.items():
        print(f"moving {PASSAGES:,} passages, {length:,} characters", end="")
        print(f"{'seconds':>10}{'ms each':>10}{'peak MB':>10}{'plain diff, s':>15}{'ratio':>8}")
        idle = in_a_process("nothing", next(iter(CORRECTIONS)), length)
        print(f"{'  (without moving anything)':<46}{'':>20}{idle['megabytes']:>10.0f}")
        for name in CORRECTIONS:
            ours, plain = in_a_process("move", name, length), in_a_process("diff", name, length)
            each = 1000 * ours["seconds"] / PASSAGES
            row = f"  {name:<44}{ours['seconds']:>10.2f}{each:>10.3f}{ours['megabytes']:>10.0f}"
            if plain:
                row += f"{plain['seconds']:>15.2f}{ours['seconds'] / plain['seconds']:>8.1f}"
            print(
                row
                + ("" if ours["seconds"] <= aim and each <= MILLISECONDS and ours["megabytes"] < MEGABYTES else "  !")
            )
        print(f"  {'aims: at most':<44}{aim:>10.0f}{MILLISECONDS:>10.3f}{MEGABYTES:>10}")


if __name__ == "__main__":
    if len(sys.argv) == 4:
        print(json.dumps(measure(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
    else:
        main()
