"""The fund's forecast for people: the balance as a fan, how likely it lasts, and what each investment brings back."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.agreements import Agreement
from bundlinje.forecast.fund.fan import P25, P75
from bundlinje.forecast.fund.forecast import FundForecast
from bundlinje.forecast.fund.lines import Basis
from bundlinje.forecast.fund.redated import stands
from bundlinje.forecast.fund.returns import Return
from bundlinje.forecast.paths import P10, P50, P90
from bundlinje.money import Ore
from bundlinje.report.assumed_tables import assumed_table
from bundlinje.report.forecast_cells import error_of, heads, rough, said, share
from bundlinje.report.forecast_gathered import RateView, rate_view
from bundlinje.report.fund_ahead import FundAhead
from bundlinje.report.fund_tables import money, name
from bundlinje.report.settlement_tables import contract_name
from bundlinje.report.table import Cell, Code, Count, Kroner, Name, Row, Table, Weight


def ahead_tables(view: FundAhead) -> list[Table]:
    """Everything the fund's forecast tells, the balance first."""
    return [balance_table(view), risk_table(view), _returns(view), _headroom(view), assumed_table(view.found)]


def balance_table(view: FundAhead) -> Table:
    """The balance at the end of each year: closed years as they are, the rest as a fan; two other ways beside it."""
    closed = [_closed(year, ore) for year, ore in view.known[-1:]]
    rows = [*closed, *(_year(view, number) for number in range(len(view.fan.years)))]
    names = ("kkr", "p10", "p25", "p50", "p75", "p90", "flat_balance", "mixture_balance", "below_zero")
    run = view.found.run
    notes = (
        said("note.fund", draws=Count(view.found.draws), seed=str(run.seed)),
        said("note.fund_flat"),
        said("note.count_assumed", number=Count(len(view.found.assumed))),
    )
    return Table(said("title.balance"), heads(*names), tuple(rows), notes)


def compact_table(view: FundAhead) -> Table:
    """The fan alone, narrow enough for any terminal."""
    closed = [Row(said("year.closed", year=str(year)), (None, rough(ore), None, None)) for year, ore in view.known[-1:]]
    rows = [_compact(view, number) for number in range(len(view.fan.years))]
    notes = (said("note.fund", draws=Count(view.found.draws), seed=str(view.found.run.seed)),)
    return Table(said("title.balance"), heads("kkr", "p10", "p50", "p90", "below_zero"), (*closed, *rows), notes)


def _compact(view: FundAhead, number: int) -> Row:
    levels = tuple(rough(view.fan.at[level][number]) for level in (P10, P50, P90))
    below, _ = view.risk.below[number]
    weight = Weight.DIFFERENCE if below > view.risk.risky else Weight.PLAIN
    return Row(str(view.fan.years[number]), (*levels, share(below)), weight)


def lasting(view: FundAhead) -> Cell:
    """In a sentence how likely the money lasts, the first year at risk, and what could be invested anew."""
    year, chance = str(view.risk.years[-1]), share(view.risk.lasting[0])
    return said("lasting", year=year, chance=chance, risk=first_at_risk(view), anew=anew(view))


def learned_rate(agreement: Agreement, outcome: str) -> RateView:
    """What an agreement's follow-ups have made of an outcome's rate."""
    return rate_view(stands(agreement), outcome)


def learned(agreement: Agreement, outcome: str) -> Cell:
    """In a sentence what was signed, what came, what is expected now, and what a flat budget still counts on."""
    rate = learned_rate(agreement, outcome)
    seen = rate.signed.follow_ups
    values: dict[str, Cell] = {
        "contract": contract_name(agreement.contract),
        "signed": share(rate.signed.signed),
        "achieved": Count(sum(one.achieved for one in seen)),
        "measured": Count(sum(one.measured for one in seen)),
        "learned": share(rate.believed[Method.LEARNED].belief.mean),
        "flat": share(rate.believed[Method.FLAT].belief.mean),
    }
    return said("learned", **values)


def _closed(year: int, ore: Ore) -> Row:
    return Row(said("year.closed", year=str(year)), (None, None, rough(ore)), Weight.PRINTED)


def _year(view: FundAhead, number: int) -> Row:
    at, flat, mixture = view.fan.at, view.fans[Method.FLAT].at, view.fans[Method.MIXTURE].at
    below, _ = view.risk.below[number]
    levels = tuple(rough(at[level][number]) for level in (P10, P25, P50, P75, P90))
    weight = Weight.DIFFERENCE if below > view.risk.risky else Weight.PLAIN
    others = (rough(flat[P50][number]), rough(mixture[P50][number]))
    return Row(str(view.fan.years[number]), (*levels, *others, share(below)), weight)


def risk_table(view: FundAhead) -> Table:
    """How likely the fund is to last, and what it could invest anew."""
    risk = view.risk
    last = str(risk.years[-1])
    rows = [
        Row(said("risk.lasting", year=last), (share(risk.lasting[0]), error_of(risk.lasting[1]))),
        Row(said("risk.ever", year=last), (share(risk.ever[0]), error_of(risk.ever[1]))),
    ]
    if risk.promise is not None:
        promised = said("risk.promise", year=str(risk.promised_through))
        rows.append(Row(promised, (share(risk.promise[0]), error_of(risk.promise[1]))))
    return Table(said("title.risk"), heads("what", "chance", "error"), tuple(rows), (first_at_risk(view), anew(view)))


def first_at_risk(view: FundAhead) -> Cell:
    """The first year at risk, or that there is none."""
    risky = share(view.risk.risky)
    if view.risk.first_at_risk is None:
        return said("note.no_risk", risky=risky, year=str(view.risk.years[-1]))
    return said("note.first_at_risk", year=str(view.risk.first_at_risk), risky=risky)


def anew(view: FundAhead) -> Cell:
    """What the fund could invest anew each year, as the outlook says that such money comes back."""
    found = view.revolving
    if found.a_year is None:
        return said("note.anew_no_limit")
    values: dict[str, Cell] = {
        "amount": Kroner(rough(found.a_year).ore or 0),
        "first": str(found.first),
        "last": str(found.last),
        "accepted": share(found.accepted),
    }
    return said("note.anew", **values)


def _returns(view: FundAhead) -> Table:
    rows = tuple(_return(view, one) for one in view.returns)
    names = ("investment", "basis", "invested", "received", "p10", "p50", "p90", "back")
    notes = tuple(_by_budget(view))
    return Table(said("title.returns"), heads(*names), rows, notes, text_columns=(0, 1))


def _return(view: FundAhead, one: Return) -> Row:
    amounts = (one.invested, one.received, one.in_all.p10, one.in_all.p50, one.in_all.p90)
    back = share(one.back[0])
    return Row(line_name(view.found, one.line), (said(f"basis.{one.basis}"), *(rough(ore) for ore in amounts), back))


def line_name(found: FundForecast, line: str) -> Cell:
    """What the fund calls a line; what a what-if added has its contract's title."""
    known = {one.id: one.label for one in found.scenario.fund.lines}
    if line in known:
        return name(known[line])
    agreement = found.scenario.agreements.get(line)
    if agreement is None:
        return line
    return Name({language: agreement.contract.title_in(language) for language in ("da", "en")})


def _by_budget(view: FundAhead) -> Iterator[Cell]:
    names = [line_name(view.found, one.line) for one in view.found.lines if one.basis is Basis.BUDGET]
    for one in names:
        yield said("note.by_budget", line=one)


def _headroom(view: FundAhead) -> Table:
    rows = tuple(
        Row(
            Code(f"fund/{one.stated.code}"),
            (
                money(one.stated.result),
                *(rough(one.at[level].result.ore or 0) for level in (P10, P50, P90)),
                share(one.share),
                None if (needed := one.shares.get(P50)) is None else share(needed),
            ),
        )
        for one in view.headroom
    )
    names = ("headroom", "as_ruled", "p10", "p50", "p90", "share_ruled", "share_needed")
    return Table(said("title.headroom"), heads(*names), rows, (said("note.headroom"),))
