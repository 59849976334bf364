"""The fund's tables for people, in codes and values: Tabel 1 and 2, headroom, reservations, plan against actual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bundlinje.fund.capital import raised, without_repayment
from bundlinje.fund.figure import Chain, Figure
from bundlinje.fund.fund_file import LineText
from bundlinje.fund.headroom import OF_INVESTMENTS, headroom
from bundlinje.fund.model import Fund
from bundlinje.fund.parts import Label
from bundlinje.fund.progress import Progress, plan_against_actual
from bundlinje.fund.reservations import Reservations, reservations
from bundlinje.fund.scenarios import Outlook, effect_levels
from bundlinje.fund.table2 import differences, table2
from bundlinje.fund.year import year_in_short
from bundlinje.grammar.part import Mark
from bundlinje.money import Ore
from bundlinje.report.reconcile_tables import differences_under, heading
from bundlinje.report.table import Cell, Code, Count, Name, Percent, Row, Table, Thousands, Times, Weight


def money(figure: Figure | None) -> Cell:
    """A figure as a cell; one that is not there is blank."""
    return None if figure is None else Thousands(figure.ore, figure.mark)


def name(label: Label) -> Name:
    """A label of the data as a cell."""
    return Name({"da": label.da, "en": label.en})


def table2_table(fund: Fund) -> Table:
    """Tabel 2 in the printed layout, the printed lines under the computed ones, and what differs under the table."""
    computed = table2(fund)
    rows: list[Row] = []
    group = ""
    for row in computed.rows:
        if (now := _group(row.line)) != group:
            rows.append(Row(Code(now), weight=Weight.GROUP))
            group = now
        rows.append(Row(_line_label(row.line), tuple(money(row.cells.get(column.id)) for column in fund.columns)))
    rows.append(Row(Code("row.total"), _across(fund, computed.total), Weight.TOTAL))
    rows.append(Row(Code("row.balance"), _across(fund, computed.balance), Weight.TOTAL))
    rows.extend(_printed_rows(fund))
    title = name(fund.printed.table.title) if fund.printed else Code("title.table2")
    alarm, notes = differences_under(fund, "table2.")
    heads = (Code("heading.line"), *(heading(column) for column in fund.columns))
    return Table(title, heads, tuple(rows), (*_printed_notes(fund), *_assumed(fund), *notes, _year_note(fund)), alarm)


def _group(line: LineText) -> str:
    return "group.drift" if line.group == "drift" else "group.interventions"


def _line_label(line: LineText) -> Cell:
    label = name(line.label)
    return Code("row.result_payment", {"label": label}) if line.group == "result_payment" else label


def _across(fund: Fund, figures: Mapping[str, Figure]) -> tuple[Cell, ...]:
    return tuple(money(figures.get(column.id)) for column in fund.columns)


def _printed_rows(fund: Fund) -> Iterator[Row]:
    if fund.printed is None:
        return
    found = differences(fund)
    yield Row(Code("row.printed_total"), _across(fund, fund.printed.totals), Weight.PRINTED)
    yield Row(Code("row.printed_balance"), _across(fund, fund.printed.balances), Weight.PRINTED)
    total = tuple(Thousands(found.total[column.id]) for column in fund.columns)
    chain = tuple(Thousands(found.chain[column.id]) for column in fund.columns)
    yield Row(Code("row.difference_total"), total, Weight.DIFFERENCE)
    yield Row(Code("row.difference_chain"), chain, Weight.DIFFERENCE)


def _printed_notes(fund: Fund) -> tuple[Cell, ...]:
    return tuple(name(note) for note in fund.printed.table.notes) if fund.printed else ()


def _assumed(fund: Fund) -> Iterator[Cell]:
    for (line, column), figure in fund.cells.items():
        why = figure.because[0].why
        if figure.mark is not Mark.KNOWN and why is not None:
            reason = name(why)
            yield Code("note.assumed", {"cell": f"{line} {column}", "why": reason})


def _year_note(fund: Fund) -> Cell:
    year = year_in_short(fund, fund.accounts[-1].id)
    values: dict[str, Cell] = {
        "year": str(fund.accounts[-1].first),
        "spent": money(year.spent),
        "investments": Count(year.investments),
        "received": money(year.received),
        "repaying": Count(year.repaying),
        "net": money(year.net),
    }
    return Code("note.year", values)


def headroom_tables(fund: Fund) -> tuple[Table, ...]:
    """The headroom under each reading, each with its calculation, and the economy at several levels of effect."""
    first, second = headroom(fund)
    apart = {
        "difference": money(second.result - first.result),
        "without": Percent(without_repayment(fund)),
    }
    both = tuple(_chain_table(fund, chain) for chain in (first, second))
    return (*both, _levels(fund, effect_levels(fund), Code("headroom.apart", apart)))


def _chain_table(fund: Fund, chain: Chain) -> Table:
    rules = fund.facts.rules
    share = rules.headroom_share.share if chain.code == OF_INVESTMENTS else rules.budget_effect.share
    why = Code(f"{chain.code}.why", {"share": Percent(share)})
    return Table(Code(chain.code), _step_heads(), _chain_rows(chain, "headroom.result"), (why,))


def _step_heads() -> tuple[Cell, ...]:
    return Code("heading.step"), Code("heading.amount")


def _chain_rows(chain: Chain, result: str) -> tuple[Row, ...]:
    steps = (Row(Code(step.code), (money(step.figure),)) for step in chain.steps)
    return (*steps, Row(Code(result), (money(chain.result),), Weight.TOTAL))


def _levels(fund: Fund, outlooks: Iterable[Outlook], note: Cell) -> Table:
    heads = ("effect", "end", "lowest", "lowest_in", "runs_out")
    rows = tuple(
        Row(
            Percent(outlook.effect),
            (
                money(outlook.end),
                money(outlook.lowest[1]),
                heading(fund.column(outlook.lowest[0])),
                heading(fund.column(outlook.runs_out)) if outlook.runs_out else Code("never"),
            ),
        )
        for outlook in outlooks
    )
    return Table(Code("title.levels"), tuple(Code(f"heading.{head}") for head in heads), rows, (note,))


def reservation_tables(fund: Fund) -> tuple[Table, ...]:
    """Free, reserved and expected money at the end of the last closed year, from each balance there is."""
    return tuple(_reservations(fund, position) for position in reservations(fund))


def _reservations(fund: Fund, position: Reservations) -> Table:
    year = str(fund.column(position.at).last)
    tail = (
        Row(Code("reservations.expected"), (money(position.expected),)),
        Row(Code("reservations.free_if_repaid"), (money(position.free_if_repaid),), Weight.TOTAL),
    )
    rows = (*_chain_rows(position.free, "reservations.free"), *tail)
    title = Code("title.reservations", {"year": year})
    return Table(title, (Code(f"basis.{position.basis}"), Code("heading.amount")), rows)


def progress_tables(fund: Fund) -> tuple[Table, ...]:
    """Plan against actual for each investment, and the capital all investors raised."""
    heads = (
        "investment",
        "committed",
        "invested",
        "to_invest",
        "received",
        "budgeted",
        "calculated",
        "ratio",
        "standing",
    )
    year = str(fund.accounts[-1].last)
    rows = tuple(_progress_row(one) for one in plan_against_actual(fund))
    plan = Table(Code("title.progress", {"year": year}), tuple(Code(f"heading.{h}") for h in heads), rows)
    return plan, _raised(fund)


def _progress_row(one: Progress) -> Row:
    committed = Thousands(int(one.committed.printed.value)) if one.committed else Code("standing.none")
    standing = Code(f"standing.{one.standing or 'none'}")
    said = Code(f"standing.basis.{one.basis}", {"standing": standing}) if one.basis else standing
    amounts = (one.invested, one.to_invest, one.received, one.budgeted, one.calculated)
    ratio = None if one.ratio is None else Percent(one.ratio)
    return Row(name(one.line.label), (committed, *(money(amount) for amount in amounts), ratio, said))


def _published(ore: Ore | None) -> Cell:
    return Code("standing.none") if ore is None else Thousands(ore)


def _raised(fund: Fund) -> Table:
    heads = ("investment", "council", "all_investors", "outside", "gearing")
    rows = tuple(
        Row(
            name(fund.line(one.line).label),
            (
                _published(one.council),
                _published(one.all_investors),
                None if one.outside_share is None else Percent(one.outside_share),
                None if one.gearing is None else Times(one.gearing),
            ),
        )
        for one in raised(fund)
    )
    return Table(Code("title.raised"), tuple(Code(f"heading.{head}") for head in heads), rows)
