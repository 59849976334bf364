"""Every word a workbook can ask for is there in both languages, and none stands there that nobody asks for."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bundlinje.business_case.workbook.books import aarhus, every_rule, worked

from bundlinje.business_case.bottom_line import EVERYBODY, PUBLIC_SECTOR
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.parts import Kind, Mode, Sector
from bundlinje.business_case.repayment import VEHICLE
from bundlinje.business_case.workbook.layout import lay_out
from bundlinje.business_case.workbook.page import Said
from bundlinje.business_case.worked import Worked
from bundlinje.data.provenance import Status
from bundlinje.data.units import Unit
from bundlinje.grammar.part import Mark
from bundlinje.words.labels import labels


def asked(one: Worked) -> Iterator[str]:
    """Every code that the book of a case has words for, on its pages and in its names of sheets."""
    for page in lay_out(one).pages:
        yield f"sheet.{page.code}"
        for cell in page.cells.values():
            yield from _codes(cell.content)


def _codes(content: object) -> Iterator[str]:
    if isinstance(content, Said):
        yield content.code
        for value in content.values.values():
            yield from _codes(value)


def _closed() -> set[str]:
    """Words for what a case may say: any of them can turn up."""
    named = {"kind": Kind, "mode": Mode, "unit": Unit, "status": Status, "payer": Sector}
    found = {f"{area}.{one.value}" for area, values in named.items() for one in values}
    found |= {f"payer.{name}" for name in (EVERYBODY, PUBLIC_SECTOR, VEHICLE)}
    return found | {f"mark.{mark.name.lower()}" for mark in Mark}


def test_every_word_that_is_asked_for_is_there_and_none_is_left_over(case: Case) -> None:
    cases = [*(worked(every_rule(), mode) for mode in Mode), worked(case), *aarhus()]
    found = {code for one in cases for code in asked(one)} | _closed()
    typed = {f"validation.{code}" for code in ("title", "least", "between")}
    assert set(labels("workbook")) == found | typed


def test_every_word_is_told_in_both_languages() -> None:
    told = labels("workbook")
    assert [code for code, texts in told.items() if set(texts) != {"da", "en"} or not all(texts.values())] == []
