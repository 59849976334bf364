"""`bundlinje check`, `read` and `schema`: contracts before anyone signs."""

from __future__ import annotations

from pathlib import Path

import click

from bundlinje.cli.options import REFUSED, answers, of_language, problem_data, problem_line, refuse, write_json

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_FILE)
@answers
def check(files: tuple[Path, ...], as_json: bool, language: str) -> None:
    """Check contract files: every mistake and warning at once, each with its place and what to write instead."""
    from bundlinje.contract.read import examine_contract
    from bundlinje.words.labels import label

    found = [problem for path in files for problem in examine_contract(path)[1]]
    if as_json:
        write_json([problem_data(problem, language) for problem in found])
    else:
        for problem in found:
            click.echo(problem_line(problem, language))
        errors = sum(problem.is_error for problem in found)
        counts = {"files": len(files), "errors": errors, "warnings": len(found) - errors}
        click.echo(label("cli", "checked", of_language(language), **counts), err=True)
    if any(problem.is_error for problem in found):
        raise SystemExit(REFUSED)


@click.command()
@click.argument("file", metavar="FILE", type=_FILE)
@answers
def read(file: Path, as_json: bool, language: str) -> None:
    """Read a contract aloud in plain language, to hold against the signed text; with --json, as data."""
    from bundlinje.contract.model import plain
    from bundlinje.contract.read import read_contract
    from bundlinje.problems import Refused

    try:
        contract = read_contract(file)
    except Refused as refusal:
        refuse(refusal.problems, language)
    if as_json:
        return write_json({**plain(contract), "digest": contract.digest()})
    from bundlinje.cli.prose import show_text
    from bundlinje.words.contract import read_aloud

    return show_text(read_aloud(contract, of_language(language)))


@click.command()
@click.option("--json", is_flag=True, expose_value=False, help="The schema is JSON with or without this.")
@click.option("--language", type=click.Choice(["da", "en"]), expose_value=False, help="Does not change the schema.")
def schema() -> None:
    """Write the JSON Schema of contract files, for editors."""
    from bundlinje.contract.schema import contract_schema

    write_json(contract_schema())
