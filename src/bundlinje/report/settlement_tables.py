"""A settlement as tables of codes and values: the lines, who pays and who receives, what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from bundlinje.contract.model import ALL, Contract
from bundlinje.grammar.quantity import Dimension, plain_text
from bundlinje.money import Ore
from bundlinje.report.settlement_data import measured_data
from bundlinje.report.table import Cell, Code, Count, Kroner, Name, Percent, Row, Table, Weight
from bundlinje.settlement.result import Line, Settlement

AREA = "settlement/"


def said(code: str, **values: Cell) -> Code:
    """Words of the settlement's own area."""
    return Code(AREA + code, values)


def settlement_tables(settlement: Settlement) -> list[Table]:
    """The lines of a settlement, and what each party pays and receives."""
    tables = [_lines(settlement), _parties(settlement)]
    return [table for table in tables if table.rows]


def _lines(settlement: Settlement) -> Table:
    contract = settlement.land.contract
    rows = [_line(number, line, contract) for number, line in enumerate(settlement.lines, start=1)]
    rows.append(Row(said("row.total"), (None, None, None, Kroner(settlement.total_ore)), Weight.TOTAL))
    headings = tuple(said(f"heading.{one}") for one in ("line", "clause", "kind", "cohort", "amount"))
    title = said(
        "title.settlement",
        title=contract_name(contract),
        number=str(settlement.follow_up),
        day=settlement.cutoff.isoformat(),
    )
    return Table(title, headings, tuple(rows), tuple(_notes(settlement)), text_columns=(0, 1, 2, 3))


def _line(number: int, line: Line, contract: Contract) -> Row:
    cells: tuple[Cell, ...] = (
        clause_name(contract, line.clause),
        said(f"kind.{line.kind}"),
        line.segment or ("" if line.cohort == "all" else line.cohort),
        Kroner(line.ore),
    )
    return Row(str(number), cells)


def clause_name(contract: Contract, clause: str) -> Cell:
    """What a clause is called: the term's own title, the outcome it pays for, or its id."""
    for _, term in contract.all_terms():
        if term.id == clause:
            outcome = contract.outcomes.get(getattr(term, "each", ""))
            if term.title:
                return term.title
            if outcome is not None and outcome.title is not None:
                return Name({"da": outcome.title.da, "en": outcome.title.en or outcome.title.da})
    return said(f"leg.{clause}") if clause in ("outcomes", "guarantee") else clause


def contract_name(contract: Contract) -> Name:
    """The contract's title in both languages."""
    return Name({"da": contract.title_in("da"), "en": contract.title_in("en")})


def _parties(settlement: Settlement) -> Table:
    contract = settlement.land.contract
    sides = (("pays", settlement.payers), ("tops_up", settlement.guarantors), ("receives", settlement.investors))
    rows = [row for side, amounts in sides for row in _side(contract, side, amounts)]
    headings = tuple(said(f"heading.{one}") for one in ("party", "side", "amount"))
    return Table(said("title.parties"), headings, tuple(rows), text_columns=(0, 1))


def _side(contract: Contract, side: str, amounts: Mapping[str, Ore]) -> Iterator[Row]:
    for account, ore in amounts.items():
        yield Row(account_name(contract, account), (said(f"side.{side}"), Kroner(ore)))


def account_name(contract: Contract, account: str) -> Cell:
    """What an account is called: the party's name, with its budget where it has several."""
    party, _, budget = account.partition("/")
    owner = contract.accounts[party].of if party in contract.accounts else party
    named = contract.parties[owner].name if owner in contract.parties else owner
    if account in contract.accounts:
        return f"{named} ({account})"
    return (
        said("budget.of", party=named, budget=said(f"budget.{budget}") if budget in BUDGETS else budget)
        if budget
        else named
    )


BUDGETS = ("decentral", "non-decentral")


def _notes(settlement: Settlement) -> Iterator[Cell]:
    contract = settlement.land.contract
    for one in settlement.waiting:
        yield said("note.waiting", clause=clause_name(contract, one.clause), entries=Count(one.entries))
    for leg in settlement.held_back:
        yield said("note.held_back", leg=leg)
    for mark in settlement.assumed:
        yield said("note.assumed", path=mark.path, why=mark.why)
    yield said("note.digest", digest=settlement.digest)


def measured_tables(settlement: Settlement) -> list[Table]:
    """What was measured at a follow-up: outcomes by state, and figures."""
    data, contract = measured_data(settlement), settlement.land.contract
    states = ("achieved", "not_achieved", "waiting", "left_out", "expected", "not_due")
    outcomes = tuple(
        Row(_outcome_name(contract, one["outcome"]), (one["group"], *(Count(one[state]) for state in states)))
        for one in data["outcomes"]
    )
    figures = tuple(
        Row(one["figure"], (_bound(one["low"], one["dimension"]), _bound(one["high"], one["dimension"])))
        for one in data["figures"]
    )
    title = said(
        "title.measured",
        title=contract_name(contract),
        number=str(settlement.follow_up),
        day=settlement.cutoff.isoformat(),
        units=Count(data["units"]),
    )  # fmt: skip
    heads = tuple(said(f"heading.{one}") for one in ("outcome", "group", *states))
    first = Table(title, heads, outcomes, tuple(_small_samples(contract, data["outcomes"])), text_columns=(0, 1))
    second = Table(said("title.figures"), tuple(said(f"heading.{one}") for one in ("figure", "low", "high")), figures)
    return [table for table in (first, second, _intake(data["intake"])) if table.rows]


def _small_samples(contract: Contract, outcomes: Sequence[Mapping[str, Any]]) -> Iterator[Cell]:
    """A warning for every outcome decided for too few to say anything about others, with its interval."""
    for one in outcomes:
        if one["small_sample"] and one["interval"]:
            low, high = (Percent(Fraction(end)) for end in one["interval"])
            of = Count(one["achieved"] + one["not_achieved"])
            name = _outcome_name(contract, one["outcome"])
            yield said("note.small_sample", outcome=name, group=one["group"], of=of, low=low, high=high)


def _intake(cohorts: Sequence[Mapping[str, Any]]) -> Table:
    rows = tuple(
        Row(
            said("cohort.all") if one["cohort"] == ALL else one["cohort"],
            (
                *(said("not_known") if one[key] is None else Count(one[key]) for key in ("planned", "planned_by_now")),
                Count(one["admitted"]),
                said(f"standing.{one['standing']}") if one["standing"] else None,
            ),
        )
        for one in cohorts
    )
    heads = ("cohort", "planned", "planned_by_now", "admitted", "standing")
    return Table(said("title.intake"), tuple(said(f"heading.{one}") for one in heads), rows, text_columns=(0, 4))


def _outcome_name(contract: Contract, name: str) -> Cell:
    title = contract.outcomes[name].title
    return name if title is None else Name({"da": title.da, "en": title.en or title.da})


def _bound(value: str | None, dimension: str) -> Cell:
    if value is None:
        return said("not_known")
    exact = Fraction(value)
    if dimension == Dimension.SHARE:
        return Percent(exact)
    if dimension == Dimension.KRONER:
        return Kroner(int(exact))
    return Count(int(exact)) if exact.denominator == 1 else plain_text(Fraction(round(exact * 100), 100))
