"""Remembers which places of a text are taken."""

from collections.abc import Iterable, Sequence


class Occupied:
    """Places that are taken by parts of a text, which are given by start and length."""

    def __init__(self, parts: Iterable[Sequence[int]] = ()) -> None:
        self.places = bytearray()
        for start, size in parts:
            self.occupy(start, size)

    def occupy(self, start: int, size: int) -> None:
        self.places.extend(bytes(max(0, start + size - len(self.places))))
        self.places[start : start + size] = b"\1" * size

    def free(self, start: int, end: int) -> bool:
        """Tell whether nothing between these places is taken, end exclusive."""
        return self.places.find(1, start, end) < 0

    def taken(self, place: int) -> bool:
        return place < len(self.places) and self.places[place] == 1
