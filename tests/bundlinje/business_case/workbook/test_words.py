"""Every word a workbook can ask for is there in both languages, and none stands there that nobody asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from tests.bundlinje.business_case.workbook.books import (
    aarhus,
    aarhus_case,
    capped,
    every_rule,
    every_value,
    stated_net,
    three_budgets,
    worked,
)

from bundlinje import Contract
from bundlinje.business_case.bottom_line import EVERYBODY, PUBLIC_SECTOR
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.parts import Kind, Mode, Sector, SocialValue
from bundlinje.business_case.repayment import VEHICLE
from bundlinje.business_case.workbook.layout import lay_out
from bundlinje.business_case.workbook.page import Said
from bundlinje.business_case.worked import Worked
from bundlinje.data.provenance import Status
from bundlinje.data.units import Unit
from bundlinje.grammar.part import Mark
from bundlinje.words.labels import labels


def asked(one: Worked, contract: Contract | None = None) -> Iterator[str]:
    """Every code that the book of a case has words for, on its pages and in its names of sheets."""
    for page in lay_out(one, contract).pages:
        yield f"sheet.{page.code}"
        for cell in page.cells.values():
            yield from _codes(cell.content)


def _codes(content: object) -> Iterator[str]:
    if isinstance(content, Said):
        yield content.code
        for value in content.values.values():
            yield from _codes(value)


WHY = ("no_contract", "same_start", "differs", "people", "term", "limit", "split")
"""Why what a contract pays may be values."""


def _closed() -> set[str]:
    """Words for what a case may say: any of them can turn up."""
    named = {"kind": Kind, "mode": Mode, "unit": Unit, "status": Status, "payer": Sector}
    found = {f"{area}.{one.value}" for area, values in named.items() for one in values}
    found |= {f"payer.{name}" for name in (EVERYBODY, PUBLIC_SECTOR, VEHICLE)}
    found |= {f"sector.{name}" for name in get_args(SocialValue.model_fields["sector"].annotation)}
    found |= {f"why.{code}" for code in WHY}
    return found | {f"mark.{mark.name.lower()}" for mark in Mark}


def test_every_word_that_is_asked_for_is_there_and_none_is_left_over(case: Case, tmp_path: Path) -> None:
    cases = [*((worked(every_rule(), mode), None) for mode in Mode), (worked(case), None), *aarhus()]
    cases += [(worked(every_value()), None), (worked(three_budgets(case)), None)]
    contract, plus = capped(tmp_path), aarhus_case("ips-plus")[0].case
    cases += [(worked(one, contract=contract), contract) for one in (plus, stated_net(plus))]
    found = {code for one, contract in cases for code in asked(one, contract)} | _closed()
    typed = {f"validation.{code}" for code in ("title", "least", "between")}
    assert set(labels("workbook")) == found | typed


def test_every_word_is_told_in_both_languages() -> None:
    told = labels("workbook")
    assert [code for code, texts in told.items() if set(texts) != {"da", "en"} or not all(texts.values())] == []
