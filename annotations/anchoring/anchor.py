"""What `move` answers for one span."""

from typing import Literal, NamedTuple

State = Literal["exact", "moved", "changed", "lost"]


class Anchor(NamedTuple):
    """A place in the new text in code points, end exclusive, what became of its words, and how sure that is (0 to 1).

    `exact`: the same words in their place; `moved`: the same words, carried past other text; `changed`: the place
    covers what became of them; `lost`: they are gone, or nobody can say where they went, and both ends are None.
    """

    start: int | None
    end: int | None
    state: State
    confidence: float


LOST = Anchor(None, None, "lost", 0.0)
