"""A contract's settlements to date against what was expected, as tables: by year, by payer and by sector."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.money import Ore
from bundlinje.report.settlement_tables import account_name, said
from bundlinje.report.table import Cell, Kroner, Row, Table, Weight
from bundlinje.settlement.to_date import ToDate


def to_date_tables(found: ToDate, contract: Contract) -> list[Table]:
    """Expected against paid; a payer that pays more than it saves stands out and is named under the table."""
    tables = [_years(found), _payers(found, contract)]
    return [*tables, *([_sectors(found)] if len(found.sectors) > 1 else [])]


def _money(ore: Ore | None) -> Cell:
    return said("not_known") if ore is None else Kroner(ore)


def _years(found: ToDate) -> Table:
    rows = [Row(str(one.year), (_money(one.expected), Kroner(one.paid))) for one in found.years]
    rows.append(Row(said("row.to_date"), (_money(found.expected), Kroner(found.paid)), Weight.TOTAL))
    return Table(said("title.years"), _heads("year", "expected_ore", "paid"), tuple(rows))


def _payers(found: ToDate, contract: Contract) -> Table:
    rows = tuple(
        Row(
            account_name(contract, one.account),
            (_money(one.saving), Kroner(one.paid), _money(one.net)),
            Weight.DIFFERENCE if one.pays_more_than_it_saves else Weight.PLAIN,
        )
        for one in found.payers
    )
    return Table(said("title.payers"), _heads("party", "saving", "paid", "net"), rows, tuple(_losing(found, contract)))


def _losing(found: ToDate, contract: Contract) -> Iterator[Cell]:
    for one in found.payers:
        if one.net is not None and one.pays_more_than_it_saves:
            yield said("note.pays_more", party=account_name(contract, one.account), amount=Kroner(-one.net))


def _sectors(found: ToDate) -> Table:
    rows = tuple(Row(said(f"sector.{one.sector}"), (_money(one.gain), Kroner(one.paid))) for one in found.sectors)
    return Table(said("title.sectors"), _heads("sector", "gain", "paid"), rows)


def _heads(*names: str) -> tuple[Cell, ...]:
    return tuple(said(f"heading.{name}") for name in names)
