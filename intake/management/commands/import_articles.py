import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import IO, Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.models import Article
from intake.gathering import Gathered, gather
from intake.importing import Fate, Import, Outcome
from intake.reporting import Report

NOTHING_DONE = 2  # exit status, as argparse has it; 1 tells that some files were refused
INTERRUPTED = 130


class Command(BaseCommand):
    help = (
        "Bring in files, folders of files and ZIPs of files as articles. What became an article before is skipped, so "
        "that the command can be given again after an interruption. Ends with status 0 if all went well, 1 if some "
        "files were refused, 2 if nothing was done, 130 after Ctrl-C."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, a folder or a ZIP")
        parser.add_argument("--publish", action="store_true", help="publish, but not what its sender withholds")
        parser.add_argument("--outlet", default="", help="the outlet of files that name none themselves")
        parser.add_argument("--dry-run", action="store_true", help="read everything and save nothing")
        parser.add_argument("--by", metavar="USERNAME", help="who brings them in; else the first superuser")
        parser.add_argument("--report", type=Path, metavar="FILE", help="a new file for what became of each, in JSON")

    def handle(self, *args: Any, paths: list[Path], verbosity: int, **options: Any) -> None:
        by = importer(options["by"], options["publish"])
        outlet = fitting_outlet(options["outlet"])
        files = gathered(paths)
        bringing_in = Import(by, outlet=outlet, publish=options["publish"], rehearse=options["dry_run"])
        report = Report(by, rehearsed=options["dry_run"])
        is_interrupted = False
        with ExitStack() as stack:
            lines = stack.enter_context(written_to(options["report"])) if options["report"] else None
            bar = stack.enter_context(progress(len(files), verbosity))
            outcomes = stack.enter_context(closing(bringing_in.run(files, lambda more: grow(bar, more))))
            try:
                for outcome in outcomes:
                    report.add(outcome)
                    if lines:
                        lines.write(json.dumps(as_line(outcome), ensure_ascii=False) + "\n")
                    bar.update()
            except KeyboardInterrupt:
                is_interrupted = True
        if verbosity:
            self.stdout.write(report.told())
        if is_interrupted:
            raise CommandError("Interrupted. Give the same command again to go on.", returncode=INTERRUPTED)
        if refused := report.count(Fate.REFUSED):
            raise CommandError(f"Files that were refused: {refused}.")


def importer(name: str | None, publishes: bool) -> User:
    """Return who brings the files in. Raises CommandError if there is nobody, or nobody who may."""
    if name is None:
        found = User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
        if found is None:
            raise refusal("There is no superuser: say with --by who brings the files in.")
        return found
    found = User.objects.filter(username=name).first()
    if found is None:
        raise refusal(f"There is nobody called {name}.")
    if not found.has_perm("articles.add_article"):
        raise refusal(f"{name} may not add articles.")
    if publishes and not found.has_perm("articles.change_article"):
        raise refusal(f"{name} may not publish articles.")
    return found


def fitting_outlet(outlet: str) -> str:
    """Return the outlet as an article takes it. Raises CommandError if it is too long for that."""
    longest = Article._meta.get_field("outlet").max_length or 0
    if len(outlet.strip()) > longest:
        raise refusal(f"An outlet has at most {longest} characters.")
    return outlet.strip()


def gathered(paths: list[Path]) -> list[Gathered]:
    """Return the files at the paths. Raises CommandError where a path is nowhere or shut."""
    try:
        return list(gather(paths))
    except FileNotFoundError as problem:
        raise refusal(f"There is no {problem.filename}.") from problem
    except OSError as problem:
        raise refusal(f"{problem.filename} cannot be opened: {problem.strerror}.") from problem


@contextmanager
def written_to(path: Path) -> Iterator[IO[str]]:
    """Open a new file for the report, each line in it at once. Raises CommandError where there is one or cannot be."""
    try:
        file = path.open("x", encoding="utf-8", buffering=1)
    except FileExistsError as problem:
        raise refusal(f"{path} exists already, and is left as it is.") from problem
    except OSError as problem:
        raise refusal(f"{path} cannot be written: {problem.strerror}.") from problem
    with file:
        yield file


def as_line(outcome: Outcome) -> dict[str, Any]:
    """Return the outcome as a JSON object."""
    like = {seen.article.pk: max(seen.likeness.percent) for seen in outcome.like if seen.likeness}
    return {
        "file": outcome.name,
        "outcome": outcome.fate.value,
        "article": outcome.article.pk if outcome.article else None,
        "sentence": outcome.sentence,
        "like": [{"article": article, "percent": percent} for article, percent in like.items()],
    }


def progress(count: int, verbosity: int) -> "tqdm[Any]":
    """Return a progress bar; it shows itself at a terminal only."""
    return tqdm(total=count, unit=" files", file=sys.stderr, disable=None if verbosity else True)


def grow(bar: "tqdm[Any]", more: int) -> None:
    """Let the bar expect so many files more."""
    if bar.total is not None:
        bar.total += more


def refusal(sentence: str) -> CommandError:
    return CommandError(sentence, returncode=NOTHING_DONE)
