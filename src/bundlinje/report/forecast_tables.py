"""The forecast of a contract for people: payments by year and party, what may happen, and what is believed and why."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.comparing import AS_MANY, Contrast
from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.comparing import Shown
from bundlinje.forecast.paths import Spread, spread
from bundlinje.grammar.part import Marked
from bundlinje.report.forecast_cells import SPREAD, error_of, heads, rough, said, share, spread_cells
from bundlinje.report.forecast_gathered import OTHERS, Chance, Gathered, RateView
from bundlinje.report.settlement_tables import account_name, contract_name
from bundlinje.report.table import Cell, Count, Kroner, Name, Row, Table, Weight

_CERTAIN = Fraction(1, 1_000)
"""Intervals narrower than this are shown as one number."""


def contract_tables(view: Gathered) -> list[Table]:
    """Everything a contract's forecast tells, the payments first."""
    tables = [_payments(view), _parties(view), _side_by_side(view), _chances(view), _rates(view)]
    return [*tables, _comparisons(view)] if view.comparisons else tables


def _payments(view: Gathered) -> Table:
    paths = view.found.paths
    rows = [
        _year(year, spread(paths.paid[number]), year <= view.settled_until) for number, year in enumerate(paths.years)
    ]
    rows.append(Row(said("row.total"), spread_cells(spread(paths.total)), Weight.TOTAL))
    title = said("title.payments", title=contract_name(view.contract))
    return Table(title, heads("kkr", *SPREAD), tuple(rows), tuple(_how(view)))


def _year(year: int, found: Spread, is_settled: bool) -> Row:
    if is_settled and found.p10 == found.p90:
        return Row(said("year.settled", year=str(year)), (None, rough(found.p50), None, None), Weight.PRINTED)
    return Row(str(year), spread_cells(found))


def _how(view: Gathered) -> Iterator[Cell]:
    """From where, by which method, with how many draws; and how far the mean is from what more draws would show."""
    stands, today = view.stands, view.stands.today
    if today is None:
        yield said("note.from_start")
    else:
        yield said("note.from", number=str(stands.now), day=today.isoformat())
    if stands.is_over:
        yield said("note.over")
    total = spread(view.found.paths.total)
    yield said(
        "note.draws",
        method=said(f"method.{view.found.choices.method}"),
        draws=Count(view.found.paths.draws),
        seed=str(view.found.seed),
        error=Kroner(rough(total.error).ore or 0),
    )


def _parties(view: Gathered) -> Table:
    paths = view.found.paths
    sides = (("pays", paths.payers), ("receives", paths.receivers))
    rows = [
        Row(account_name(view.contract, account), (said(f"side.{side}"), *spread_cells(spread(ore.sum(axis=0)))))
        for side, accounts in sides
        for account, ore in accounts.items()
    ]
    return Table(said("title.parties"), heads("party", "side", *SPREAD), tuple(rows), text_columns=(0, 1))


def _side_by_side(view: Gathered) -> Table:
    rows = [
        Row(said(f"method.{method}"), spread_cells(view.totals[method]), _chosen(view, method)) for method in OTHERS
    ]
    rows.append(Row(said("method.luck_alone"), spread_cells(view.luck_alone)))
    notes = tuple(said(f"about.{method}") for method in OTHERS)
    return Table(said("title.side_by_side"), heads("method", *SPREAD), tuple(rows), (*notes, said("about.luck_alone")))


def _chosen(view: Gathered, method: Method) -> Weight:
    return Weight.TOTAL if method is view.found.choices.method else Weight.PLAIN


def _chances(view: Gathered) -> Table:
    rows = tuple(_chance_rows(view))
    notes = [said("note.intake", planned=Count(view.planned), came=Count(view.stands.came), **_intake(view))]
    if not view.comparisons:
        notes.append(said("note.no_comparison"))
    return Table(said("title.chances"), heads("what", "chance", "error"), rows, tuple(notes))


def _intake(view: Gathered) -> dict[str, Cell]:
    return {"low": Count(view.intake.p10), "middle": Count(view.intake.p50), "high": Count(view.intake.p90)}


def _chance_rows(view: Gathered) -> Iterator[Row]:
    for one in view.back:
        investor = view.contract.parties[one.investor].name if one.investor in view.contract.parties else one.investor
        if one.capital is None:
            yield Row(said("chance.capital_unknown", investor=investor), (said("not_known"), None))
        elif one.chance is None:
            yield Row(said("chance.never_repaid", investor=investor), (said("none"), None))
        else:
            what = said("chance.back", investor=investor, capital=Kroner(one.capital))
            yield Row(what, _chance(one.chance))
    yield Row(said("chance.limit"), _chance(view.limit_binds))
    if view.guarantee_called is not None:
        yield Row(said("chance.guarantee"), _chance(view.guarantee_called))


def _chance(found: Chance) -> tuple[Cell, ...]:
    return share(found.share), error_of(found.error)


def _rates(view: Gathered) -> Table:
    rows = tuple(_rate(view, one) for one in view.rates)
    names = ("outcome", "signed", "strength", "came", "learned", "interval", "flat", "mixture", "collapsed")
    notes = tuple(said("note.assumed", path=mark.path, why=mark.why) for mark in _marks(view))
    return Table(said("title.rates"), heads(*names), rows, notes, text_columns=(0,))


def _rate(view: Gathered, rate: RateView) -> Row:
    signed, learned = rate.signed, rate.believed[Method.LEARNED].belief
    low, high = learned.interval()
    return Row(
        outcome_name(view.contract, signed.outcome),
        (
            share(signed.signed),
            Count(int(signed.strength)),
            _came(rate),
            share(learned.mean),
            None if high - low < _CERTAIN else said("interval", low=share(low), high=share(high)),
            share(rate.believed[Method.FLAT].belief.mean),
            share(rate.believed[Method.MIXTURE].belief.mean),
            None if rate.collapsed is None else share(rate.collapsed),
        ),
    )


def _came(rate: RateView) -> Cell:
    seen = rate.signed.follow_ups
    if not seen:
        return said("nothing_yet")
    achieved, measured = sum(one.achieved for one in seen), sum(one.measured for one in seen)
    return said("of", achieved=Count(achieved), measured=Count(measured))


def _comparisons(view: Gathered) -> Table:
    """The power of every comparison at the planned number; not known where a share is stated nowhere, never nought."""
    rows = tuple(_comparison(view, one) for one in view.comparisons)
    names = ("comparison", "expected_share", "reference", "planned_units", "power", "enough")
    notes = tuple(_unknown(view, one) for one in view.comparisons if one.about.unknown is not None)
    return Table(said("title.comparisons"), heads(*names), rows, (said("note.power"), *notes), text_columns=(0, 2))


def _comparison(view: Gathered, one: Shown) -> Row:
    about = one.about
    return Row(
        figure_name(view.contract, about.figure),
        (
            said("not_known") if about.expected is None else share(about.expected),
            _reference(about),
            said("not_known") if about.units is None else Count(about.units),
            said("not_known") if one.power is None else share(one.power),
            None if one.power is None else said("none") if one.enough is None else Count(one.enough),
        ),
    )


def _reference(about: Contrast) -> Cell:
    if about.against is None:
        return said(f"reference.{about.reference}")
    against = share(about.against)
    if about.of is None:
        return said("reference.stated", kind=said(f"reference.{about.reference}"), share=against)
    of = said("as_many") if about.of == AS_MANY else Count(about.of)
    return said("reference.counted", kind=said(f"reference.{about.reference}"), share=against, of=of)


def _unknown(view: Gathered, one: Shown) -> Cell:
    figure = figure_name(view.contract, one.about.figure)
    return said("note.unknown_power", figure=figure, why=said(f"unknown.{one.about.unknown}"))


def figure_name(contract: Contract, name: str) -> Cell:
    """What a contract calls a figure."""
    return contract.figures[name].title or name


def outcome_name(contract: Contract, name: str) -> Cell:
    """What a contract calls an outcome."""
    title = contract.outcomes[name].title
    return name if title is None else Name({"da": title.da, "en": title.en or title.da})


def _marks(view: Gathered) -> tuple[Marked, ...]:
    return view.found.paths.assumed
