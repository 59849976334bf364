"""What the commands that look ahead share: their options, and reading a contract with its facts and outlook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bundlinje.cli.options import Command, answers, refuse

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract
    from bundlinje.facts.tables import Facts
    from bundlinje.forecast.outlook_file import Outlook
    from bundlinje.problems import Problem

Found = TypeVar("Found")

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DIR = click.Path(exists=True, file_okay=False, path_type=Path)
PICTURE = click.Path(dir_okay=False, path_type=Path)

contract_argument = click.argument("file", metavar="CONTRACT", type=FILE)
seed_option = click.option(
    "--seed",
    metavar="N",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="The same seed, the same draws.",
)
draws_option = click.option(
    "--draws",
    metavar="N",
    type=click.IntRange(min=10),
    default=10_000,
    show_default=True,
    help="How many worlds are drawn.",
)
facts_option = click.option(
    "--facts", metavar="DIR", type=DIR, help="Its facts; beside the contract, in facts/<id>, if not given."
)
outlook_option = click.option(
    "--outlook", metavar="FILE", type=FILE, help="What is uncertain about it; outlooks/<id>.yaml, if not given."
)
until_option = click.option(
    "--until",
    metavar="N",
    type=click.IntRange(min=0),
    help="Use facts up to this follow-up; 0 is before the first. The last one the facts reach, if not given.",
)
chart_option = click.option(
    "--chart", metavar="OUT", type=PICTURE, help="Save a chart as .svg or .png, and its table beside it as .csv."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A contract and what it is to be forecast from, as typed."""

    file: Path
    facts: Path | None
    outlook: Path | None
    until: int | None
    draws: int
    seed: int


def together(kind: type[Any], name: str) -> Callable[[Command], Command]:
    """Give a command the options that are the fields of a dataclass as one value, under this name."""

    def around(command: Command) -> Command:
        @wraps(command)
        def asking(**given: Any) -> None:
            own = {field.name: given.pop(field.name) for field in fields(kind)}
            command(**{name: kind(**own)}, **given)

        return asking

    return around


def contract_arguments(command: Command) -> Command:
    """The contract and everything it is forecast from, given to the command as `asked`."""
    wrapped = together(Asked, "asked")(command)
    for option in (seed_option, draws_option, until_option, outlook_option, facts_option, contract_argument):
        wrapped = option(wrapped)
    return answers(wrapped)


def beside(file: Path, folder: str, name: str) -> Path | None:
    """A file or folder of the same fund as a file: `contracts/x.yaml` has its facts in `facts/x`."""
    found = file.resolve().parent.parent / folder / name
    if not found.exists():
        return None
    shown = file.parent.parent / folder / name
    return shown if shown.exists() else found


def read_contract_case(asked: Asked, language: str) -> tuple[Contract, Facts | None, Outlook | None]:
    """A contract, its facts and its outlook; every mistake in any of them is shown together and ends the command."""
    from bundlinje.contract.read import read_contract
    from bundlinje.facts.reading.folder import read_facts
    from bundlinje.forecast.read import read_outlook

    contract = attempted(lambda: read_contract(asked.file), language)
    facts = asked.facts or beside(asked.file, "facts", asked.file.stem)
    outlook = asked.outlook or beside(asked.file, "outlooks", asked.file.name)
    problems: list[Problem] = []
    read = _tried(lambda: read_facts(facts, contract.facts), problems) if facts else None
    ahead = _tried(lambda: read_outlook(outlook, contract), problems) if outlook else None
    if problems:
        refuse(problems, language)
    return contract, read, ahead


def _tried(read: Callable[[], Found], problems: list[Problem]) -> Found | None:
    from bundlinje.problems import Refused

    try:
        return read()
    except Refused as refusal:
        problems.extend(refusal.problems)
        return None


def attempted(work: Callable[[], Found], language: str) -> Found:
    """What some work gives; if it is refused, every problem is shown and the command ends with 1."""
    from bundlinje.problems import Refused

    try:
        return work()
    except Refused as refusal:
        refuse(refusal.problems, language)


def check_suffix(path: Path | None, language: str) -> None:
    """Refuse a chart of a kind that cannot be drawn before anything is worked out."""
    from bundlinje.charts.chart import SUFFIXES
    from bundlinje.problems import Place, error

    if path is not None and path.suffix.lower() not in SUFFIXES:
        problem = error("charts.suffix", Place(str(path)), suffix=path.suffix, known=", ".join(SUFFIXES))
        refuse([problem], language)
