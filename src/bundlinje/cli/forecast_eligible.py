"""`bundlinje forecast eligible`: whether enough people meet the criteria, before anyone signs."""

from __future__ import annotations

import click

from bundlinje.cli.forecast_options import Asked, attempted, contract_arguments, read_contract_case
from bundlinje.cli.options import show, write_json


@click.command("eligible")
@contract_arguments
def eligible_command(asked: Asked, as_json: bool, language: str) -> None:
    """Show how many people meet every criterion of admission, beside the plan, and what each criterion costs."""
    from bundlinje.forecast.eligible import eligible
    from bundlinje.report.eligible_tables import eligible_data, eligible_tables

    contract, _, outlook = read_contract_case(asked, language)
    found = attempted(lambda: eligible(contract, outlook, asked.draws, asked.seed), language)
    return write_json(eligible_data(contract, found)) if as_json else show(eligible_tables(contract, found), language)
