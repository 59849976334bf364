"""The Aarhus fund, read once, and a small invented fund that tests may spoil."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bundlinje.fund import Fund, read_fund
from bundlinje.problems import Refused

AARHUS = Path(__file__).parents[3] / "examples" / "aarhus"

FUND = """\
fund: invented
name: {da: Opfundet fond, en: Invented fund}
documents:
  report: {title: Invented report, publisher: Nobody, date: "2024"}
established: {day: 2020-01-01, pot: {da: Pulje, en: Pot}, minimum_years: 10, source: report, quote: invented}
rules:
  budget_effect: {share: 80 %, source: report, quote: invented}
  headroom_share: {share: 80 %, source: report, quote: invented}
  effect_levels: [50 %, 80 %]
deposits:
- {id: start, day: 2020-01-01, column: R2020, amount: 1 000 kr, source: report, quote: invented}
running_costs:
- {line: costs, a_year: 10 kr, source: report, quote: invented}
lines:
- {id: costs, group: drift, label: {da: Drift, en: Costs}}
- {id: one, group: investment, label: {da: En, en: One}, agreements: [one]}
- {id: one_rb, group: result_payment, of: one, label: {da: RB, en: RP}}
council:
  name: {da: Råd, en: Council}
  seats: 1
  seats_source: {source: report, quote: invented}
  meetings_a_year: 6
  fees: []
  mandates: [{from: 2020-01-01, until: 2021-12-31, source: report, quote: invented}]
  members: [{name: Invented Person, role: chair, from: 2020-01-01, source: report, quote: invented}]
areas: []
"""

ACCOUNTS = """\
book: accounts
version: invented
source: report
place: invented table
unit: kr
columns: [R2020, R2021]
rows:
- {line: costs, cells: {R2020: 10, R2021: 10}}
- {line: one, cells: {R2020: 100, R2021: 0}}
- {line: one_rb, cells: {R2021: -40}}
"""

BUDGET = """\
book: budget
version: invented
source: report
place: invented table
unit: kr
columns: [B2022, 2023-2025]
rows:
- {line: costs, cells: {B2022: 10, later: 30}}
- {line: one, cells: {B2022: 50}}
- {line: one_rb, cells: {B2022: -80, later: -20}}
"""


@pytest.fixture(scope="session")
def aarhus() -> Fund:
    """The fund of the example folder."""
    return read_fund(AARHUS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The invented fund's files in a folder of their own."""
    (tmp_path / "books").mkdir()
    (tmp_path / "fund.yaml").write_text(FUND, encoding="utf-8")
    (tmp_path / "books" / "accounts.yaml").write_text(ACCOUNTS, encoding="utf-8")
    (tmp_path / "books" / "budget.yaml").write_text(BUDGET, encoding="utf-8")
    return tmp_path


@pytest.fixture
def invented(folder: Path) -> Fund:
    """The invented fund."""
    return read_fund(folder)


@pytest.fixture
def problems_of(folder: Path) -> Callable[..., list[tuple[str, str, int | None]]]:
    """What reading finds when texts in a file are replaced: code, file and line, in reading order."""

    def tried(file: str, *changes: tuple[str, str]) -> list[tuple[str, str, int | None]]:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, f"the invented file does not say {old}"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        with pytest.raises(Refused) as refusal:
            read_fund(folder)
        return [(problem.code, problem.place.file, problem.place.line) for problem in refusal.value.problems]

    return tried
