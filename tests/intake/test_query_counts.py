"""What the desk asks of the database does not depend on how much lies on it."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from intake.models import Arrival
from tests.articles.making import zipped
from tests.intake import making
from tests.intake.conftest import ADD, ARRIVALS, SCRIPT, at, story


def queries(desk: Client, address: str, **more: object) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(address, **more).status_code == 200
    return [query["sql"] for query in asked]


def test_a_few_files_or_thirty_of_every_state(
    desk: Client, read: Callable[..., Arrival], put: Callable[..., Arrival]
) -> None:
    def some(number: int) -> None:
        Arrival.objects.stop()
        saved = read("ferry.txt", making.FERRY.encode())
        desk.post(at(saved, "draft"))
        read("ferry copy.txt", making.FERRY.encode())
        read("ferry again.txt", making.FERRY.encode())
        read("empty.txt", b"")
        read(data=story(f"Number {number}")).drop()
        read("a.zip", zipped({}))
        put()

    def rows() -> dict[str, object]:
        return {"query_params": {"id": list(Arrival.objects.values_list("pk", flat=True))}, "headers": SCRIPT}

    some(0)
    few, few_rows = queries(desk, ADD), queries(desk, ARRIVALS, **rows())
    for number in range(1, 5):
        some(number)
    many, many_rows = queries(desk, ADD), queries(desk, ARRIVALS, **rows())
    assert len(few) == len(many), "\n".join(many)
    assert len(few_rows) == len(many_rows), "\n".join(many_rows)
    assert len(many) <= 14
