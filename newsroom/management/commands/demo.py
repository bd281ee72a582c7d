import json
import re
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from annotations.models import Annotation, Theme
from articles.models import Article, Revision
from newsroom.sign_in import fresh_password, keep, sign_in_words

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
BETWEEN_ANNOTATIONS = timedelta(hours=7)


class Command(BaseCommand):
    help = "Load the sample library into a site that nobody used yet; do nothing where there is an article or account."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            untouched = not (Article.objects.exists() or User.objects.exists())
            if untouched:
                load(json.loads((SAMPLES / "library.json").read_text(encoding="utf-8")))
        if options["verbosity"]:
            self.stdout.write(
                sign_in_words() if untouched else "There are articles or accounts already: nothing was loaded."
            )


def load(library: dict[str, Any]) -> None:
    """Fill the empty site through the verbs that people use, as if it had been read for days and then corrected."""
    passwords = {name: fresh_password() for name in ["editor", *(reader["username"] for reader in library["readers"])]}
    opened = timezone.now() - BETWEEN_ANNOTATIONS * (len(library["annotations"]) + 1)

    editor = User.objects.create_superuser("editor", password=passwords["editor"])
    readers = {reader["username"]: _reader(reader, passwords[reader["username"]]) for reader in library["readers"]}
    themes = {theme["name"]: Theme.objects.create(**theme, created_by=editor) for theme in library["themes"]}
    revisions = {article["slug"]: _publish(article, editor, opened) for article in library["articles"]}
    for number, annotation in enumerate(library["annotations"], start=1):
        _annotate(annotation, revisions, readers, themes, opened + BETWEEN_ANNOTATIONS * number)
    for correction in library["corrections"]:
        _correct(correction, revisions[correction["article"]], editor)

    Article.objects.update(published_at=opened)
    keep("".join(_sign_in_line(person, passwords[person.username]) for person in [*readers.values(), editor]))


def _reader(reader: dict[str, str], password: str) -> User:
    first, _, last = reader["full_name"].rpartition(" ")
    return User.objects.create_user(reader["username"], password=password, first_name=first, last_name=last)


def _publish(fields: dict[str, str], editor: User, opened: datetime) -> Revision:
    about = {name: value for name, value in fields.items() if name not in {"slug", "file"}}
    article = Article.objects.create(**about, created_by=editor, created_at=opened)
    revision = article.revise((SAMPLES / fields["file"]).read_text(encoding="utf-8"), editor)
    article.publish()
    return revision


def _annotate(
    fields: dict[str, Any],
    revisions: dict[str, Revision],
    readers: dict[str, User],
    themes: dict[str, Theme],
    written: datetime,
) -> None:
    revision = revisions[fields["article"]]
    starts = [found.start() for found in re.finditer(f"(?={re.escape(fields['quote'])})", revision.text)]
    start = starts[fields["nth"] - 1]
    Annotation.post(
        author=readers[fields["author"]],
        revision=revision,
        key=uuid.uuid4(),
        start=start,
        end=start + len(fields["quote"]),
        note=fields["note"],
        themes=[themes[name] for name in fields["themes"]],
        visibility=fields["visibility"],
        created_at=written,
    )


def _correct(fields: dict[str, str], seen: Revision, editor: User) -> None:
    html = (SAMPLES / fields["file"]).read_text(encoding="utf-8")
    seen.article.correct(html, editor, seen=seen.number, kind=Revision.Kind(fields["kind"]), reason=fields["reason"])


def _sign_in_line(person: User, password: str) -> str:
    role = "as staff, who may do everything:" if person.is_staff else "as a reader:"
    return f"Sign in {role:<32} {person.username:<8} {password}\n"
