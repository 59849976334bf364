"""The risk assessment for people: every typical risk with its level and why, and who carries what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from bundlinje.forecast.risk.assessment import Risk, RiskKind
from bundlinje.forecast.risk.portfolio import Assessment
from bundlinje.forecast.risk.stakes import Bears, Stake
from bundlinje.report.forecast_cells import rough, share
from bundlinje.report.forecast_tables import outcome_name
from bundlinje.report.settlement_tables import account_name, contract_name
from bundlinje.report.table import Cell, Code, Count, Row, Table, Times

INVESTORS = (Bears.CAPITAL, Bears.CO_FINANCING)


def _said(code: str, **values: Cell) -> Code:
    return Code(f"risk/{code}", values)


def _heads(*names: str) -> tuple[Cell, ...]:
    return tuple(_said(f"heading.{name}") for name in names)


def assessment_tables(found: Assessment) -> list[Table]:
    """The list of risks of one contract, and the stakes in it."""
    told = [(one, (_said(f"level.{one.level}"), _reason(found, one))) for one in found.risks]
    rows = tuple(Row(_said(f"kind.{one.kind}"), cells) for one, cells in told)
    notes: tuple[Cell, ...] = (_said("note.bounds"),)
    if found.why_not:
        notes = (*notes, _said("note.not_simulated"))
    title = _said("title.risks", title=contract_name(found.contract))
    risks = Table(title, _heads("risk", "level", "why"), rows, notes, text_columns=(0, 1, 2))
    return [risks, _stakes(found)]


def _reason(found: Assessment, one: Risk) -> Code:
    told = {name: _told(name, value) for name, value in one.values.items()}
    if "outcome" in told:
        told["outcome"] = outcome_name(found.contract, str(one.values["outcome"]))
    return _said(f"reason.{one.reason}", **told)


_COUNTED = ("planned", "came", "methods", "waiting")


def _told(name: str, value: int | float | Fraction | str) -> Cell:
    if isinstance(value, str):
        return value
    if name in _COUNTED:
        return Count(int(value))
    if name == "last":
        return str(value)
    if name in ("years", "months"):
        return Times(Fraction(round(float(value) * 10), 10))
    return share(value)


def _stakes(found: Assessment) -> Table:
    heads = _heads("party", "bears", "at_stake", "p10", "p50", "p90", "loss", "expected_loss")
    rows = tuple(Row(account_name(found.contract, one.party), _stake(one)) for one in found.stakes)
    notes = (_said("note.payers"), _said("note.unknown"))
    return Table(_said("title.stakes"), heads, rows, notes, text_columns=(0, 1))


def _stake(one: Stake) -> tuple[Cell, ...]:
    moves: tuple[Cell, ...] = (None, None, None)
    if one.moves is not None:
        moves = (rough(one.moves.p10), rough(one.moves.p50), rough(one.moves.p90))
    return (
        _said(f"bears.{one.bears}"),
        _said("unknown") if one.at_stake is None else rough(one.at_stake),
        *moves,
        _said("unknown") if one.loss is None else share(one.loss[0]),
        None if one.expected_loss is None else rough(one.expected_loss),
    )


def portfolio_table(found: Sequence[Assessment]) -> Table:
    """Every contract's risks side by side, with what its investors may lose and its payers pay only for results."""
    heads = _heads("contract", *(f"short.{kind}" for kind in RiskKind), "investors_lose", "payers_pay", "payers_lose")
    rows = tuple(Row(contract_name(one.contract), tuple(_side_by_side(one))) for one in found)
    columns = tuple(range(len(RiskKind) + 1))
    notes = (_said("note.portfolio"), _said("note.marks"))
    return Table(_said("title.portfolio"), heads, rows, notes, text_columns=columns)


def _side_by_side(one: Assessment) -> Iterator[Cell]:
    for kind in RiskKind:
        yield _said(f"mark.{one.of(kind).level}")
    yield _sum(one.borne_as(*INVESTORS), lambda stake: stake.expected_loss)
    payers = one.borne_as(Bears.PAYMENT)
    yield _sum(payers, lambda stake: None if stake.moves is None else stake.moves.mean)
    known = [stake for stake in payers if stake.expected_loss is not None]
    yield _sum(known, lambda stake: stake.expected_loss) if known else _said("unknown")


def _sum(found: Sequence[Stake], of: Callable[[Stake], float | None]) -> Cell:
    amounts = [of(stake) for stake in found]
    known = [amount for amount in amounts if amount is not None]
    return rough(sum(known)) if known and len(known) == len(amounts) else _said("unknown")
