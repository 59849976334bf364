"""What the commands on business cases share: the case, its contract, and the way of counting."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bundlinje.cli.forecast_options import FILE, attempted, beside, together
from bundlinje.cli.options import Command, answers

if TYPE_CHECKING:
    from bundlinje.business_case.case_file import Case
    from bundlinje.business_case.parts import Mode
    from bundlinje.contract.model import Contract


@dataclass(frozen=True, slots=True)
class AskedCase:
    """A business case as typed: its file, the contract that repays, and the way it is counted."""

    file: Path
    contract: Path | None
    mode: str | None

    @property
    def counted(self) -> Mode | None:
        """The way it is to be counted; none for the case's own."""
        from bundlinje.business_case.parts import Mode

        return Mode(self.mode) if self.mode else None


case_argument = click.argument("file", metavar="FILE", type=FILE)
contract_option = click.option(
    "--contract", metavar="FILE", type=FILE, help="The contract that repays; contracts/<id>.yaml, if not given."
)
mode_option = click.option(
    "--mode",
    type=click.Choice(["som", "extended", "budget"]),
    help="As SØM counts; extended; or the municipality's budget. As the case says, if not given.",
)


def case_arguments(command: Command) -> Command:
    """The case with its contract and way of counting, given to the command as `asked`."""
    return answers(case_argument(contract_option(mode_option(together(AskedCase, "asked")(command)))))


def read_case_and_contract(asked: AskedCase, language: str) -> tuple[Case, Contract | None]:
    """A case and the contract that repays; mistakes are all shown and end the command."""
    from bundlinje.business_case.read import read_case
    from bundlinje.contract.read import read_contract

    case = attempted(lambda: read_case(asked.file), language)
    path = asked.contract or (beside(asked.file, "contracts", f"{case.contract}.yaml") if case.contract else None)
    return case, attempted(lambda: read_contract(path), language) if path else None
