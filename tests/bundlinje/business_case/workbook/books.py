"""Cases for workbooks, and what their figures must be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import isclose
from pathlib import Path

import openpyxl

from bundlinje import Contract, read_contract
from bundlinje.business_case.bottom_line import EVERYBODY, bottom_line, views
from bundlinje.business_case.budget_views import DECENTRAL, cashable, department_row
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.parts import Mode
from bundlinje.business_case.read import read_case
from bundlinje.business_case.repayment import with_repayment
from bundlinje.business_case.three_lines import three_lines
from bundlinje.business_case.thresholds import break_even_rates, switching_values
from bundlinje.business_case.workbook import write_workbook
from bundlinje.business_case.workbook.expression import Value
from bundlinje.business_case.workbook.page import Book
from bundlinje.business_case.workbook.stored import Stored, read_stored
from bundlinje.business_case.worked import Worked, worked_out
from bundlinje.words.workbook import WorkbookWords

HERE = Path(__file__).parent
AARHUS = Path(__file__).parents[4] / "examples" / "aarhus"

CAP = "\nlimits:\n- {id: most, at_most: 4 000 000 kr, for: total, excess: lost}\npayers:"

TOLERANCE = 1e-9
"""Relative difference within which another program's figure is ours: it counts in doubles and saves 15 digits.

Amounts of a flow are rounded to the øre in the workbook too, so at their size this holds them to the øre.
"""


def every_rule() -> Case:
    """The invented case that has every payer rule and every form of input."""
    return read_case(HERE / "every-rule.yaml")


def every_value() -> Case:
    """The invented case that has every form of social value and staff measure."""
    return read_case(HERE / "every-value.yaml")


def social_figures(one: Worked) -> dict[str, Value]:
    """What the exact arithmetic says of the social return and of staff, in kroner, by the name it has in a workbook."""
    told = three_lines(one)
    social = told.social
    amounts = {"inputs": social.inputs, "savings": social.savings, "social": social.social, "value": social.value}
    found: dict[str, Value] = {f"result_sroi_{key}": ore / 100 for key, ore in amounts.items()}
    found |= {"result_sroi_ratio": social.ratio, "result_sroi_net_ratio": social.net_ratio}
    found |= {f"social_{value.id}_npv": value.present_value / 100 for value in social.values}
    changes = {f"staff_{place}_change": line.change for place, line in enumerate(told.staff, start=1)}
    return {name: "–" if value is None else value for name, value in found.items()} | changes


def worked(case: Case, mode: Mode | None = None, contract: Contract | None = None) -> Worked:
    """A case with its repayment."""
    return with_repayment(worked_out(case, mode, known_only=True), contract)


@cache
def aarhus() -> tuple[tuple[Worked, Contract | None], ...]:
    """Every case of the Aarhus fund, repaid by its own contract, and that contract."""
    return tuple(aarhus_case(path.stem) for path in sorted((AARHUS / "cases").glob("*.yaml")))


@cache
def aarhus_case(name: str) -> tuple[Worked, Contract | None]:
    """A case of the Aarhus fund, repaid by its own contract, and that contract."""
    case = read_case(AARHUS / "cases" / f"{name}.yaml")
    contract = read_contract(AARHUS / "contracts" / f"{case.contract}.yaml") if case.contract else None
    return worked(case, contract=contract), contract


def capped(folder: Path) -> Contract:
    """IPS+ with a cap on everything that it does not have."""
    text = (AARHUS / "contracts" / "ips-plus.yaml").read_text("utf-8")
    (folder / "ips-plus.yaml").write_text(text.replace("\npayers:", CAP, 1), "utf-8")
    return read_contract(folder / "ips-plus.yaml")


def stated_net(case: Case) -> Case:
    """The case with its first effect stated net of a baseline that nobody tells."""
    data = case.as_data()
    data["effects"][next(iter(data["effects"]))] = {"net": "31 %", "source": "Opfundet"}
    return Case.model_validate(data)


def three_budgets(case: Case) -> Case:
    """A case in which three budgets gain, and repay a share of it together."""
    data = case.as_data()
    data["budgets"] = {**data.get("budgets", {}), "mso": {"decentral": "1/2", "non-decentral": "1/3", "reserve": "1/6"}}
    for one in data["consequences"]:
        one["department"] = "mso"
        one.pop("budget", None)
    data["repayment"] = {"share": "33 %", "of": "municipal gain", "to": "raadet", "cap": "700 000 kr"}
    return Case.model_validate(data)


def written(one: Worked, path: Path, contract: Contract | None = None) -> Path:
    """The workbook of a case in Danish."""
    write_workbook(one, path, WorkbookWords("da"), contract)
    return path


def by_name(book: Book) -> dict[str, Value]:
    """Our value of every formula that has a name."""
    return {formula.name: formula.expression.value for _, _, formula in book.formulas() if formula.name}


def other_figures(one: Worked) -> dict[str, Value]:
    """What the exact arithmetic says of break-even effects, switching values, cashable value and departments."""
    even, cash = break_even_rates(one), cashable(one)
    found: dict[str, Value] = {"break_even_factor": even.factor}
    found |= {f"break_even_rate_{name}": rate for name, rate in even.rates.items()}
    found |= {key: Fraction(getattr(cash, key), 100) for key in ("cashable", "not_cashable", "freed")}
    found = {f"result_{name}": value for name, value in found.items()}
    # A budget is the municipality's, and so is what could turn it.
    switches = switching_values(one, "municipality" if one.mode is Mode.BUDGET else EVERYBODY)
    seen = {(flow.side, flow.item) for flow in one.flows}
    found |= {f"switch_{s.side.value}_{s.item}": s.factor for s in switches if (s.side, s.item) in seen}
    for name in {flow.account.department for flow in one.flows if flow.account.budget == DECENTRAL}:
        row = department_row(one, name)
        amounts = {"investment": row.investment, "decentral_repayment": row.repayment, "decentral_saving": row.saving}
        found |= {f"department_{name}_{key}": Fraction(ore, 100) for key, ore in amounts.items()}
        found[f"department_{name}_decentral_net"] = Fraction(row.net, 100)
    return {name.replace("-", "_"): "–" if value is None else value for name, value in found.items()}


def figures(one: Worked) -> dict[str, Value]:
    """The figures of the exact arithmetic, in kroner, by the name they have in a workbook."""
    found: dict[str, Value] = {}
    for view in views(one):
        line, name = bottom_line(one, view), view.replace("/", "_").replace("-", "_")
        there = {
            "net": Fraction(line.total, 100),
            "benefits": Fraction(sum(line.benefits), 100),
            "costs": Fraction(sum(line.costs), 100),
            "repayments": Fraction(sum(line.repayments), 100),
            "npv": line.net_present_value / 100,
            "bcr": line.benefit_cost_ratio,
            "irr": line.internal_rate_of_return.rate,
            "break_even_first": line.break_even.first,
            "break_even_stays": line.break_even.stays,
            "npv_per_participant": line.per_participant and line.per_participant / 100,
            "npv_per_success": line.per_success and line.per_success / 100,
        }
        found |= {f"result_{name}_{key}": "–" if value is None else value for key, value in there.items()}
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that does not hold in one file what it holds in another."""

    sheet: str
    cell: str
    ours: Stored
    theirs: Stored | None


def differences(ours: Path, theirs: Path) -> list[Difference]:
    """Every cell with a formula that another program works out to something else."""
    mine, other = read_stored(ours), read_stored(theirs)
    return [
        Difference(sheet, name, cell, other.sheets[sheet].get(name))
        for sheet, cells in mine.sheets.items()
        for name, cell in cells.items()
        if cell.formula and not alike(cell, other.sheets[sheet].get(name))
    ]


def alike(ours: Stored, theirs: Stored | None) -> bool:
    """Whether two cells hold the same figure, text or mistake; a formula that shows nothing may be kept blank."""
    if theirs is None or not theirs.formula:
        return False
    if isinstance(ours.value, Fraction) and isinstance(theirs.value, Fraction):
        return isclose(float(ours.value), float(theirs.value), rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return (ours.value or "") == (theirs.value or "")


def typed_into(workbook: Path, values: Mapping[str, object]) -> Path:
    """The workbook with values typed into cells: by the name of a cell, or as `Sheet!B5`. None clears a cell."""
    book = openpyxl.load_workbook(workbook)
    for name, value in values.items():
        ((sheet, cell),) = book.defined_names[name].destinations if "!" not in name else [name.split("!")]
        book[sheet][cell] = value
    typed = workbook.with_name(f"typed-{workbook.name}")
    book.save(typed)
    return typed
