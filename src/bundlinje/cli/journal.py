"""`bundlinje journal …`: the fund's books as text for hledger, Beancount or a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import click

from bundlinje.cli.fund import read_or_refuse
from bundlinje.cli.options import answers, folder_argument, write_json


@click.command()
@folder_argument
@click.option(
    "--format", "form", type=click.Choice(["hledger", "beancount", "csv"]), default="hledger", show_default=True
)
@answers
def journal(folder: Path, form: str, as_json: bool, language: str) -> None:
    """The journal of the fund in a folder: deposits, accounts, reservations, the outcomes fund."""
    from bundlinje.fund.posting import journal_of
    from bundlinje.ledger.export import beancount, csv_table, hledger
    from bundlinje.report.journal_data import entries_data, names_of
    from bundlinje.words.books import FundNaming

    read = read_or_refuse(folder, language)
    booked = journal_of(read)
    if as_json:
        return write_json(entries_data(booked))
    naming = FundNaming("en" if language == "en" else "da", names_of(read, language))
    write = {"hledger": hledger, "beancount": beancount, "csv": csv_table}[form]
    return click.echo(write(booked, naming), nl=False)
