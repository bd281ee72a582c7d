"""What a correction changed is shown word by word, and nothing of either text is invented or left out."""

import random
import time

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from corrections.differences import MOST, Row, differences
from corrections.paragraphs import paragraphs

WORDS = [
    "harbour",
    "ships",
    "waited",
    "three",
    "days",
    "while",
    "divers",
    "looked",
    "piers",
    "nobody",
    "hurry",
    "said",
    "master",
    "monday",
    "officials",
]


def marked(old: str, new: str) -> list[str]:
    """The rows as lines: [-deleted-], {+inserted+}, and the number of those that are not shown."""
    signs = {"kept": "{}", "inserted": "{{+{}+}}", "deleted": "[-{}-]"}
    return [
        f"({row.unchanged})" if row.unchanged else "".join(signs[piece.kind].format(piece.text) for piece in row.pieces)
        for row in differences(old, new).rows
    ]


def story(paragraphs: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=chance.randint(30, 60))) + "." for _ in range(paragraphs)]


def test_a_word_that_was_replaced() -> None:
    assert marked("Ships waited for three days.", "Ships waited for four days.") == [
        "Ships waited for [-three-]{+four+} days."
    ]


def test_words_that_were_added_or_taken_away() -> None:
    assert marked("Ships waited.", "Ships waited outside.") == ["Ships waited{+ outside+}."]
    assert marked("Two long days.", "Two days.") == ["Two [-long -]days."]


def test_several_words_read_as_one_difference() -> None:
    assert marked(
        "after a long and careful inspection by divers", "after a short but thorough inspection by divers"
    ) == ["after a [-long and careful-]{+short but thorough+} inspection by divers"]


def test_what_did_not_change_is_folded() -> None:
    text = story(20)
    changed = [*text[:9], text[9] + " New.", *text[10:]]
    first, row, last = marked("\n\n".join(text), "\n\n".join(changed))
    assert (first, last) == ("(9)", "(10)")
    assert row.endswith("{+ New.+}")


def test_the_middle_of_a_long_paragraph_is_left_out() -> None:
    text = " ".join(story(40))
    (row,) = marked(text, f"Now {text}, so it is said.")
    assert len(row) < 500
    assert " … " in row


def test_a_paragraph_that_came_or_went_stands_between_its_neighbours() -> None:
    assert marked("One a.\n\nTwo b.\n\nThree c.\n\nFour d.", "One a.\n\nThree c.\n\nFour d.") == [
        "One a.",
        "[-Two b.-]",
        "Three c.",
        "(1)",
    ]


def test_a_paragraph_that_moved_is_said_to_have() -> None:
    rows = differences("One a.\n\nTwo b.\n\nThree c.", "Two b.\n\nThree c.\n\nOne a.").rows
    assert [(row.kind, row.moved) for row in rows] == [
        ("deleted", True),
        ("kept", False),
        ("kept", False),
        ("inserted", True),
    ]


def test_a_paragraph_that_was_split_or_joined() -> None:
    one, two = "One two three four. Five six seven.", "One two three four.\n\nFive six seven."
    assert marked(one, two) == ["One two three four.[- -]{+\n\n+}Five six seven."]
    assert marked(two, one) == ["One two three four.[-\n\n-]{+ +}Five six seven."]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            "世界卫生组织星期一宣布了决定。",
            "世界卫生组织星期二宣布了决定。",
            "世界卫生组织星期[-一-]{+二+}宣布了决定。",
        ),
        ("คณะกรรมการประกาศผล", "คณะกรรมการแถลงผล", "คณะกรรมการ[-ประกาศ-]{+แถลง+}ผล"),
        ("قال المسؤولون يوم الاثنين", "قال المسؤولون يوم الثلاثاء", "قال المسؤولون يوم [-الاثنين-]{+الثلاثاء+}"),
    ],
)
def test_other_scripts(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == [shown]


def test_nothing_changed_and_everything_did() -> None:
    assert not differences("Same.", "Same.")
    assert not differences("", "")
    assert marked("", "All new.") == ["{+All new.+}"]
    assert marked("All gone.", "") == ["[-All gone.-]"]


def test_another_form_of_the_same_letters_is_a_difference() -> None:
    assert differences("Caf\u00e9 opens", "Cafe\u0301 opens")


text = st.lists(st.text("ab 世é\u0301.\n", min_size=1), max_size=6).map("\n\n".join)


@given(text, text)
def test_both_texts_can_be_read_off(old: str, new: str) -> None:
    rows = [Row(pieces) for pieces in paragraphs(old, new)]
    assert "\n\n".join("".join(piece.text for piece in row.before) for row in rows if row.before) == old
    assert "\n\n".join("".join(piece.text for piece in row.after) for row in rows if row.after) == new


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\n\n".join(text.split("\n\n")[::-1]),
        lambda text: text[::-1],
        lambda text: text.replace("e", "i"),
        lambda text: text.replace(".\n\n", ". "),
        lambda text: "The same again. " * (len(text) // 16),
        lambda text: "\n\n".join(text),
        lambda text: "".join(random.Random(1).choices("一二三四五六七八九十", k=len(text))),
    ],
)
def test_the_worst_takes_seconds_and_fits_on_a_page(change) -> None:
    old = "\n\n".join(story(200))[:60_000]
    new = change(old)[:60_000]
    for one, other in [(old, new), (new, old), (new, change(new)[:60_000])]:
        started = time.perf_counter()
        shown = differences(one, other)
        assert time.perf_counter() - started < 3
        assert sum(row.size for row in shown.rows) < 1.1 * MOST


def test_the_page_says_it_in_words_too() -> None:
    page = render_to_string(
        "corrections/_differences.html", {"differences": differences("Two & days.", "Four < days.")}
    )
    assert '<del><span class="unseen" dir="auto"> deleted: </span>Two &amp;<' in page
    assert '<ins><span class="unseen" dir="auto"> inserted: </span>Four &lt;<' in page
