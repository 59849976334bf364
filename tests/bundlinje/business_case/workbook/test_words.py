"""Every word a workbook can ask for is there in both languages, and none stands there that nobody asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tests.bundlinje.business_case.workbook.books import aarhus, every_rule, worked

from bundlinje.business_case.bottom_line import EVERYBODY, PUBLIC_SECTOR
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.parts import Kind, Mode, Sector
from bundlinje.business_case.repayment import VEHICLE
from bundlinje.business_case.workbook import write_workbook
from bundlinje.data.provenance import Status
from bundlinje.data.units import Unit
from bundlinje.grammar.part import Mark
from bundlinje.words.labels import labels
from bundlinje.words.workbook import WorkbookWords


@dataclass
class Listening:
    """Words that remember what they were asked for."""

    language: str = "da"
    asked: set[str] = field(default_factory=set)

    def say(self, code: str, **values: str | int) -> str:
        self.asked.add(code)
        return WorkbookWords("da").say(code, **values)


def _closed() -> set[str]:
    """Words for what a case may say: any of them can turn up."""
    named = {"kind": Kind, "mode": Mode, "unit": Unit, "status": Status, "payer": Sector}
    found = {f"{area}.{one.value}" for area, values in named.items() for one in values}
    found |= {f"payer.{name}" for name in (EVERYBODY, PUBLIC_SECTOR, VEHICLE)}
    return found | {f"mark.{mark.name.lower()}" for mark in Mark}


def test_every_word_that_is_asked_for_is_there_and_none_is_left_over(case: Case, tmp_path: Path) -> None:
    listening = Listening()
    cases = [*(worked(every_rule(), mode) for mode in Mode), worked(case), *aarhus()]
    for one in cases:
        write_workbook(one, tmp_path / "case.xlsx", listening)
    assert set(labels("workbook")) - listening.asked - _closed() == set()
    assert _closed() <= set(labels("workbook"))


def test_every_word_is_told_in_both_languages() -> None:
    told = labels("workbook")
    assert [code for code, texts in told.items() if set(texts) != {"da", "en"} or not all(texts.values())] == []
