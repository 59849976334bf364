"""How far a business case stands, for people: scenarios, one input at a time, all at once, and what to know."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from bundlinje.business_case.parts import Consequence, Cost
from bundlinje.business_case.sensitivity.estimate import Summary
from bundlinje.business_case.sensitivity.inputs import Input
from bundlinje.business_case.sensitivity.one_at_a_time import Swing
from bundlinje.grammar.part import Mark
from bundlinje.report.case_cells import heads, kkr, named, payer_name, percent, said
from bundlinje.report.sensitivity_gathered import InScenario, SensitivityView
from bundlinje.report.table import Cell, Count, Kroner, Row, Table, Weight

MOST = 15
"""Inputs shown in the tornado; the rest move the result less."""
_KKR = 100_000


def sensitivity_tables(view: SensitivityView) -> list[Table]:
    """Everything that is told of how far a case stands."""
    tables = [_scenarios(view), tornado_table(view), _drawn(view), _knowing(view), _acceptable(view)]
    return [table for table in tables if table.rows]


def _scenarios(view: SensitivityView) -> Table:
    rows = tuple(_scenario(one) for one in view.scenarios)
    title = said("title.scenarios", title=case_title(view), view=payer_name(view.view, view.asked.contract))
    return Table(title, heads("kkr", "net", "present", "break_even"), rows, (said("note.scenarios"),))


def case_title(view: SensitivityView) -> Cell:
    """What the case is called."""
    return named(view.asked.case.title, view.asked.case.case)


def _scenario(one: InScenario) -> Row:
    turns = one.line.break_even.stays
    cells = (kkr(one.line.total), kkr(one.line.net_present_value), said("never") if turns is None else str(turns))
    return Row(said(f"scenario.{one.scenario}"), cells, Weight.TOTAL if one.is_default else Weight.PLAIN)


def tornado_table(view: SensitivityView) -> Table:
    """One input at a time, the one that matters most first."""
    swings = [one for one in view.tornado.swings if one.size]
    rows = [Row(said("row.as_stated"), (None, None, _money(view.tornado.net), _money(view.tornado.net)), Weight.TOTAL)]
    rows += [_swing(view, one) for one in swings[:MOST]]
    notes: list[Cell] = [said("note.tornado")]
    if len(swings) > MOST:
        notes.append(said("note.more", number=Count(len(swings) - MOST)))
    names = ("input", "low_value", "high_value", "at_low", "at_high", "switch")
    return Table(said("title.tornado"), heads(*names), tuple(rows), tuple(notes))


def _swing(view: SensitivityView, one: Swing) -> Row:
    return Row(
        _starred(view, one.input),
        (
            percent(one.at_low),
            percent(one.at_high),
            _money(one.net_low),
            _money(one.net_high),
            said("none") if one.switch is None else percent(one.switch),
        ),
    )


def input_name(view: SensitivityView, one: Input) -> Cell:
    """What an input is called: by the case's own titles, and by its place in the case file where it has none."""
    area, _, rest = one.name.partition(".")
    name, _, last = rest.rpartition(".") if area in ("effects", "consequences") else (rest, "", "")
    case, what = view.asked.case, f"input.{last or area}"
    match area:
        case "participants" | "completion" if not rest:
            return said(f"input.{area}")
        case "prices":
            own = case.prices.get(rest)
            return said("input.prices", name=rest if own is None else named(own.title, rest))
        case "effects" if name in case.effects and last in ("with", "without", "net"):
            return said(what, name=named(case.effects[name].success, name))
        case "consequences" if last == "quantity":
            return said(what, name=_title(case.consequences, name))
        case "costs":
            return said(what, name=_title(case.costs, rest))
        case _:
            return one.name


def _title(listed: Sequence[Consequence] | Sequence[Cost], name: str) -> Cell:
    found = next((one for one in listed if one.id == name), None)
    return name if found is None else named(found.title, name)


def _starred(view: SensitivityView, one: Input) -> Cell:
    name = input_name(view, one)
    return said("starred", name=name) if one.mark is Mark.ASSUMED else name


def _money(ore: float) -> Cell:
    return kkr(Fraction(round(ore)))


def _drawn(view: SensitivityView) -> Table:
    rows = tuple(
        Row(
            payer_name(name, view.asked.contract),
            _summary(found),
            Weight.TOTAL if name == view.view else Weight.PLAIN,
        )
        for name, found in view.summaries.items()
    )
    notes = (said("note.drawn", draws=Count(view.drawn.draws), seed=str(view.drawn.seed)),)
    return Table(said("title.drawn"), heads("kkr", "p10", "p50", "p90", "mean", "above_zero"), rows, notes)


def _summary(found: Summary) -> tuple[Cell, ...]:
    levels = tuple(_money(found.at(level).value) for level in (0.1, 0.5, 0.9))
    return (*levels, _money(found.mean.value), percent(found.above_zero.value))


def _knowing(view: SensitivityView) -> Table:
    known = view.knowing
    rows = [Row(said("row.everything"), (_kroner(known.everything.value), _kroner(known.everything.error)))]
    inputs = {one.name: one for one in view.drawn.compiled.inputs}
    worth = [(name, one) for name, one in known.inputs.items() if one.value >= _KKR]
    rows += [Row(input_name(view, inputs[name]), (_kroner(one.value), _kroner(one.error))) for name, one in worth[:5]]
    note = said("note.go" if known.goes_ahead else "note.no_go", view=payer_name(view.view, view.asked.contract))
    return Table(said("title.knowing"), heads("knowing", "worth_kr", "error"), tuple(rows), (note,))


def _kroner(ore: float) -> Cell:
    return Kroner(round(ore / _KKR) * _KKR)


def _acceptable(view: SensitivityView) -> Table:
    found = view.acceptable
    step = max(1, (len(found) - 1) // 8)
    payers = list(found[0].worth) if found else []
    rows = tuple(
        Row(
            _at(one.price),
            (percent(one.covers.value), *(percent(one.worth[payer].value) for payer in payers)),
        )
        for one in found[::step]
    )
    names = tuple(said("heading.worth_to", view=payer_name(payer, None)) for payer in payers)
    title = said("title.acceptable", effect=view.effect or "")
    return Table(title, (*heads("price", "covers"), *names), rows, (said("note.acceptable"),))


def _at(price: int) -> Cell:
    return said("price_of", price=Kroner(price))
