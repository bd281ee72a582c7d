"""An editor brings in a story: a file or pasted text becomes a proposal that she corrects."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import Article, Source

ADD = "/admin/articles/article/add/"
WIRE = """FILE PHOTO: Two cranes stand over a quiet harbour at dawn in Port Example, March 3, 2021. REUTERS/Ana Photographer

PORT EXAMPLE (Reuters) - The harbour opened on Monday after a “long and careful” inspection, officials said.

Ships waited outside for three days while divers looked at the piers.

“Nobody was in a hurry,” said the harbour master.
"""


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def upload(desk: Client, data: bytes, name: str = "story.txt"):
    return desk.post(ADD, {"file": SimpleUploadedFile(name, data)})


def test_an_uploaded_file_becomes_a_proposal(desk: Client, editor: User):
    answer = upload(desk, WIRE.encode())
    source = Source.objects.get()
    assert answer.headers["Location"] == f"{ADD}?source={source.pk}"
    assert bytes(source.data) == WIRE.encode()
    assert (source.name, source.size, source.uploaded_by) == ("story.txt", len(WIRE.encode()), editor)
    form = desk.get(answer.headers["Location"]).context["adminform"].form
    assert form.initial["dateline"] == "PORT EXAMPLE"
    assert "The harbour opened on Monday after a “long and careful” inspection" in form["body"].value()
