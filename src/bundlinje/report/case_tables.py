"""A business case for people: net by payer and year, bottom lines, rates, thresholds, and who gains and who pays."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bundlinje.business_case.bottom_line import EVERYBODY, PUBLIC_SECTOR, BottomLine
from bundlinje.business_case.flows import Side
from bundlinje.business_case.parts import Mode, Sector
from bundlinje.business_case.published import Compared
from bundlinje.business_case.thresholds import Switch
from bundlinje.business_case.unit_prices import UnitPriceCheck
from bundlinje.grammar.part import Mark, Marked
from bundlinje.report.case_cells import heads, kkr, kroner, named, payer_name, percent, return_cell, said, times
from bundlinje.report.case_gathered import CaseView, EffectView
from bundlinje.report.settlement_tables import clause_name
from bundlinje.report.table import Cell, Count, Row, Table, Weight


def case_tables(view: CaseView) -> list[Table]:
    """Everything a case comes to; marks stand under the last table."""
    tables = [_net(view), _bottom_lines(view), _effects(view), _worth(view), _who_gains(view), _switches(view)]
    tables += [_cashable(view), _social(view), _unit_prices(view), _published(view)]
    shown = [table for table in tables if table.rows]
    last = shown[-1]
    return [*shown[:-1], Table(last.title, last.headings, last.rows, (*last.notes, *_marks(view)), last.alarm)]


def _net(view: CaseView) -> Table:
    others = tuple(line for line in view.payers if line.view != view.whole)
    lines = (*others, view.line(view.whole))
    rows = [
        Row(str(year), (*(kkr(line.net[n]) for line in lines), kkr(lines[-1].cumulated[n])))
        for n, year in enumerate(lines[-1].years)
    ]
    rows.append(Row(said("row.total"), (*(kkr(line.total) for line in lines), None), Weight.TOTAL))
    rows.append(Row(said("row.present"), (*(kkr(line.net_present_value) for line in lines), None), Weight.TOTAL))
    names = tuple(payer_name(line.view, view.contract) for line in lines)
    title = said("title.net", title=named(view.case.title, view.case.case), mode=said(f"mode.{view.worked.mode}"))
    notes = [said(f"note.{view.worked.mode}", year=str(view.case.price_year), base=str(view.case.base_year))]
    if view.contract is not None:
        notes.append(said("note.contract", contract=named(view.contract.title, view.contract.contract)))
    return Table(title, (*heads("kkr"), *names, *heads("cumulated")), tuple(rows), tuple(notes))


def _bottom_lines(view: CaseView) -> Table:
    rows = tuple(_bottom_line(view, line) for line in view.lines)
    names = ("kkr", "benefits", "costs", "repayment", "net", "present", "ratio", "irr", "break_even")
    weights = (said("note.break_even"),)
    return Table(said("title.lines"), heads(*names), rows, weights)


def _bottom_line(view: CaseView, line: BottomLine) -> Row:
    turns = line.break_even
    return Row(
        payer_name(line.view, view.contract),
        (
            kkr(sum(line.benefits)),
            kkr(sum(line.costs)),
            kkr(sum(line.repayments)),
            kkr(line.total),
            kkr(line.net_present_value),
            times(line.benefit_cost_ratio),
            return_cell(line.internal_rate_of_return),
            said("never") if turns.stays is None else str(turns.stays),
        ),
        Weight.TOTAL if line.view in (EVERYBODY, PUBLIC_SECTOR) else Weight.PLAIN,
    )


def _effects(view: CaseView) -> Table:
    names = ("effect", "with", "without", "net_rate", "successes", "break_even_rate", "detectable", "power", "enough")
    rows = tuple(_effect(view, one) for one in view.effects)
    return Table(said("title.effects"), heads(*names), rows, (said("note.detectable"),))


def _effect(view: CaseView, one: EffectView) -> Row:
    rate, shows = one.rate, one.shows
    success = view.case.effects[rate.id].success
    return Row(
        named(success, rate.id),
        (
            percent(rate.with_),
            percent(rate.without) if rate.with_ is not None else None,
            percent(rate.rate),
            said("about", number=times(Fraction(round(one.successes * 10), 10))),
            percent(one.break_even) if one.break_even is not None else said("none"),
            None if shows is None else percent(shows.difference) or said("none"),
            None if shows is None else percent(shows.power),
            None if shows is None else said("none") if shows.enough is None else Count(shows.enough),
        ),
    )


def _worth(view: CaseView) -> Table:
    lines = [line for line in view.lines if line.view in (EVERYBODY, PUBLIC_SECTOR, Sector.MUNICIPALITY)]
    rows = [
        Row(said("row.per_participant"), tuple(kroner(line.per_participant) for line in lines)),
        Row(said("row.per_success"), tuple(kroner(line.per_success) for line in lines)),
    ]
    scale, everybody = view.break_even.factor, said(f"view.{view.whole}")
    note = (
        said("note.never_even", view=everybody)
        if scale is None
        else said("note.even", view=everybody, factor=percent(scale))
    )
    names = tuple(payer_name(line.view, view.contract) for line in lines)
    people = said("note.people", people=times(view.worked.participants))
    return Table(said("title.worth"), (*heads("worth"), *names), tuple(rows), (people, note))


def _who_gains(view: CaseView) -> Table:
    names = ("sector", "benefits", "costs", "repayment", "net", "share_of_gain", "share_of_repayment")
    rows = tuple(
        Row(
            said(f"view.{one.sector}"),
            (
                kkr(one.benefits),
                kkr(one.costs),
                kkr(one.repayments),
                kkr(one.net),
                percent(one.share_of_gain),
                percent(one.share_of_repayment),
            ),
        )
        for one in view.sectors
    )
    return Table(said("title.sectors"), heads(*names), rows, tuple(_if_they_paid(view)))


def _if_they_paid(view: CaseView) -> Iterator[Cell]:
    found = view.if_they_paid
    others = sum(ore for sector, ore in found.paid_by.items() if sector is not Sector.MUNICIPALITY)
    if not others:
        return
    values: dict[str, Cell] = {
        "others": kroner(others),
        "agreed": _year(found.agreed.stays),
        "shared": _year(found.shared.stays),
    }
    yield said("note.if_they_paid", **values)


def _year(year: int | None) -> Cell:
    return said("never") if year is None else str(year)


def _switches(view: CaseView) -> Table:
    rows = tuple(_switch(view, one) for one in view.switches if one.side is not Side.REPAYMENT)
    note = said("note.factor", view=said(f"view.{view.whole}"))
    return Table(said("title.switches"), heads("item", "present", "factor"), rows, (note,))


def _switch(view: CaseView, one: Switch) -> Row:
    never = one.factor is None or one.factor < 0
    return Row(
        item_name(view, one.side, one.item),
        (kkr(one.present_value), said("never_alone") if never else percent(one.factor)),
    )


def item_name(view: CaseView, side: Side, item: str) -> Cell:
    """What the case calls a consequence or a cost."""
    listed = view.case.consequences if side is Side.BENEFIT else view.case.costs
    found = next((one for one in listed if one.id == item), None)
    return item if found is None else named(found.title, item)


def _cashable(view: CaseView) -> Table:
    parts = view.cashable
    rows = [
        Row(said("row.cashable"), (kkr(parts.cashable),)),
        Row(said("row.not_cashable"), (kkr(parts.not_cashable),)),
        Row(said("row.freed"), (kkr(parts.freed),)),
        Row(said("row.transaction"), (kkr(view.transaction.transaction),)),
    ]
    rows += [
        Row(said("row.horizon", years=Count(one.years), until=str(one.until)), (kkr(one.surplus),))
        for one in view.horizon
        if one.years in (1, 3, 5, 10) or one is view.horizon[-1]
    ]
    share = view.transaction.share
    note = () if share is None else (said("note.transaction", share=percent(share)),)
    return Table(said("title.cashable"), heads("kkr", "amount"), tuple(rows), note)


def _social(view: CaseView) -> Table:
    found = view.social
    if view.worked.mode is Mode.BUDGET:
        return Table(said("title.social"), heads("kkr", "present"), ())
    rows = [Row(said("row.savings"), (kkr(found.savings),))]
    rows += [
        Row(said("row.value" if one.counted else "row.value_elsewhere", value=one.id), (kkr(one.present_value),))
        for one in found.values
    ]
    rows += [
        Row(said("row.upper"), (kkr(found.value),), Weight.TOTAL),
        Row(said("row.lower"), (kkr(found.inputs),), Weight.TOTAL),
        Row(said("row.sroi"), (times(found.ratio),), Weight.TOTAL),
    ]
    return Table(said("title.social"), heads("kkr", "present"), tuple(rows), (said("note.social"),))


def _unit_prices(view: CaseView) -> Table:
    rows = tuple(_unit_price(view, one) for one in view.unit_prices)
    return Table(said("title.unit_prices"), heads("term", "paid", "saving", "holds"), rows)


def _unit_price(view: CaseView, one: UnitPriceCheck) -> Row:
    holds = said("not_known") if one.holds is None else said("holds") if one.holds else said("exceeds")
    weight = Weight.DIFFERENCE if one.holds is False else Weight.PLAIN
    name = one.term if view.contract is None else clause_name(view.contract, one.term)
    return Row(name, (kroner(one.paid), kroner(one.saving) or said("not_known"), holds), weight)


def _published(view: CaseView) -> Table:
    rows = tuple(_compared(one) for one in view.published)
    notes = tuple(dict.fromkeys(one.source for one in view.published if one.source))
    return Table(said("title.published"), heads("published", "stated", "own", "difference"), rows, notes)


def _compared(one: Compared) -> Row:
    def told(value: int | None) -> Cell:
        if one.what == "break_even_year":
            return None if value is None else str(value)
        return kkr(value)

    return Row(said(f"published.{one.what}"), (told(one.stated), told(one.own), told(one.difference)))


def _marks(view: CaseView) -> Iterator[Cell]:
    for mark in view.worked.left_out:
        yield said("note.left_out", path=mark.path, why=mark.why)
    for mark in _assumed(view):
        yield said("note.assumed", path=mark.path, why=_why(mark))


def _assumed(view: CaseView) -> tuple[Marked, ...]:
    return tuple(mark for mark in view.worked.marks if mark.mark is Mark.ASSUMED)


_STATUS = {"seen", "derived", "choice", "unverified"}


def _why(mark: Marked) -> Cell:
    return said(f"status.{mark.why}") if mark.why in _STATUS else mark.why
