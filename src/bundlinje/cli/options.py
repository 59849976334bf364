"""What commands share: the options every one has, reading a fund's folder, and showing problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

import click

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract
    from bundlinje.facts.tables import Facts
    from bundlinje.problems import Problem
    from bundlinje.report.table import Table
    from bundlinje.words.numbers import Language

Command: TypeAlias = Callable[..., None]

REFUSED = 1
"""Exit code where the input has mistakes; 2 is click's own for a wrong command line."""

folder_argument = click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))


def answers(command: Command) -> Command:
    """The options of every command that answers: JSON for programs, or Danish or English for people."""
    as_json = click.option("--json", "as_json", is_flag=True, help="Write JSON for programs.")
    language = click.option(
        "--language",
        type=click.Choice(["da", "en"]),
        default="da",
        show_default=True,
        help="Language and number format of what is written.",
    )
    return as_json(language(command))


def of_language(language: str) -> Language:
    """The language asked for, as the words know it."""
    return "en" if language == "en" else "da"


def write_json(data: Any, to_errors: bool = False) -> None:
    """JSON with Danish letters as they are."""
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=2), err=to_errors)


def show(tables: Iterable[Table], language: str) -> None:
    """Tables for people, one under the other."""
    from bundlinje.cli.tables import show_table

    for table in tables:
        show_table(table, of_language(language))


def problem_line(problem: Problem, language: str) -> str:
    """One problem as a line: where, how much it weighs, what is wrong and what to do."""
    from bundlinje.words.problems import say, severity

    place = problem.place
    where = ":".join(str(part) for part in (place.file or place.path, place.line, place.column) if part)
    told = f"{severity(problem, of_language(language))}: {say(problem, of_language(language))} [{problem.code}]"
    return f"{where}: {told}" if where else told


def problem_data(problem: Problem, language: str) -> dict[str, Any]:
    """A problem as plain data."""
    from bundlinje.words.problems import say

    return {
        "file": problem.place.file or None,
        "line": problem.place.line,
        "column": problem.place.column,
        "path": problem.place.path or None,
        "severity": str(problem.severity),
        "code": problem.code,
        "message": say(problem, of_language(language)),
    }


def refuse(problems: Iterable[Problem], language: str) -> NoReturn:
    """Show every problem on the error stream, as lines or as JSON, and end the command."""
    if click.get_current_context().params.get("as_json"):
        write_json([problem_data(problem, language) for problem in problems], to_errors=True)
    else:
        for problem in problems:
            click.echo(problem_line(problem, language), err=True)
    raise SystemExit(REFUSED)


def read_case(folder: Path, name: str, language: str) -> tuple[Contract, Facts]:
    """The contract of a folder by its id, and its facts; if they hold mistakes, all are shown and the command ends."""
    from bundlinje.contract.read import read_contract
    from bundlinje.facts.reading.folder import read_facts
    from bundlinje.problems import Place, Refused, error

    path = folder / "contracts" / f"{name}.yaml"
    if name not in contract_ids(folder):
        known = ", ".join(contract_ids(folder)) or "–"
        refuse([error("folder.no_such_contract", Place(str(folder)), id=name, known=known)], language)
    try:
        contract = read_contract(path)
        return contract, read_facts(folder / "facts" / name, contract.facts)
    except Refused as refusal:
        refuse(refusal.problems, language)


def contract_ids(folder: Path) -> list[str]:
    """The ids of the contracts in a folder."""
    return sorted(path.stem for path in (folder / "contracts").glob("*.yaml"))


def complete_contract(context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """Contract ids of the folder typed so far, for shell completion."""
    # While an option is being typed click has not filled the arguments yet: they are still among the words left over.
    words = [context.params.get("folder"), *context.args]
    folder = next((Path(word) for word in words if word and Path(word).is_dir()), None)
    return [one for one in contract_ids(folder) if one.startswith(typed)] if folder else []
