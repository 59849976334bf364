"""A business case as an Excel workbook: out with live formulas, and back in with every change listed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.repayment import with_repayment
from bundlinje.business_case.workbook.changes import Change
from bundlinje.business_case.workbook.layout import lay_out
from bundlinje.business_case.workbook.reading import Inputs, open_workbook, read_inputs
from bundlinje.business_case.workbook.wording import Wording
from bundlinje.business_case.workbook.writing import write_book
from bundlinje.business_case.worked import Worked, worked_out

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract

__all__ = ["Change", "Inputs", "Wording", "read_workbook", "write_workbook"]

FORMAT = "2"
"""How workbooks are laid out. One of another format is refused when it comes back."""


def write_workbook(worked: Worked, path: Path, wording: Wording, contract: Contract | None = None) -> None:
    """Write a case, worked out in one mode, as an Excel workbook with live formulas from inputs to net per payer.

    Each formula carries our own value, so that a reader that does not recalculate shows the right figures. What is
    unknown is `#N/A`, and so is everything that leans on it. Repayments by a contract are formulas where its terms are
    sums and products; otherwise, or without the `contract` they were worked out by, they stand as values.
    """
    write_book(lay_out(worked, contract), path, wording, _about(worked, wording), worked.case.base_year)


def read_workbook(path: Path, case: Case, contract: Contract | None = None) -> Inputs:
    """The case with what was typed into the inputs of its workbook, and every change.

    Raises `Refused` with every mistake, each in its cell; then nothing is taken in. Formulas typed over and cells or
    rows added change nothing and are told as warnings.
    """
    stored, about = open_workbook(path, {"format": FORMAT, "case": case.case, "digest": case.digest()})
    worked = worked_out(case, about.mode, known_only=True)
    return read_inputs(stored, path.name, case, lay_out(with_repayment(worked, contract), contract))


def _about(worked: Worked, wording: Wording) -> dict[str, str]:
    """What the hidden sheet says of a workbook."""
    case = worked.case
    return {
        "title": case.title_in(wording.language),
        "format": FORMAT,
        "case": case.case,
        "digest": case.digest(),
        "mode": worked.mode.value,
        "language": wording.language,
    }
