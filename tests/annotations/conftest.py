"""What tests of annotations share."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection


@pytest.fixture
def at_once() -> Callable[..., list[object]]:
    """Return a function that calls others in as many threads, all beginning in the same moment."""

    def at_once(*actions: Callable[[], object], times: int = 1) -> list[object]:
        barrier = Barrier(len(actions) * times)

        def act(action: Callable[[], object]) -> object:
            barrier.wait()
            try:
                return action()
            finally:
                connection.close()

        with ThreadPoolExecutor(barrier.parties) as threads:
            return list(threads.map(act, actions * times))

    return at_once
