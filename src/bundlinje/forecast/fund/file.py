"""The shape of a fund's outlook: what is uncertain about its economy, each value with why it is assumed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StrictInt

from bundlinje.forecast.outlook_file import CollapseOutlook
from bundlinje.fund.model import Fund
from bundlinje.fund.parts import Kroner, Label
from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.grammar.quantity import Share
from bundlinje.grammar.shape import shaped
from bundlinje.grammar.source import Sourced, parse_yaml, read_yaml
from bundlinje.problems import Collector, Problem, Refused, error

RISKY = Fraction(1, 10)
"""A year is at risk when the chance of a balance below zero is higher than this: an assumption, named."""

SIGNED = Fraction(1, 2)
"""The expected rate behind a payment of which only the sum is known. At one half, luck moves a count the most."""

Year: TypeAlias = Annotated[str, Field(pattern=r"^\d{4}$")]


class LineOutlook(Part):
    """How one line's result payments are forecast, where it is not by the default.

    The default is the contract's own forecast where it can be made, and else the budget at an uncertain effect.
    """

    basis: Literal["budget"] | None = None
    """`budget`: by the budget, also where the contract could be simulated; `assumed` says why."""
    signed: Share | None = None
    """The expected rate behind the budgeted payments: how much luck there is in them."""
    effect: Share = Share(1)
    """The effect that is expected, as a share of the payments that the business case calculated."""


class PlannedInvestment(Part):
    """An investment that is planned and not yet in the books: what it costs and calculates to bring, by year."""

    id: NonEmpty
    label: Label
    costs: dict[Year, Kroner]
    calculated: dict[Year, Kroner] = Field(default_factory=dict)
    """Result payments as its business case calculates them, before any share of them is budgeted."""
    signed: Share = Share(SIGNED)
    effect: Share = Share(1)


class RevolvingOutlook(Part):
    """How money that is invested anew comes back: its calculated repayment, from when, and over how many years."""

    repaid: Share = Share(1)
    """Calculated result payments as a share of what is invested."""
    first_after: StrictInt = Field(default=2, ge=0)
    """Years from investment to the first payment."""
    over: StrictInt = Field(default=5, gt=0)
    """Years that payments are spread over, evenly."""
    chance: Share = Share(RISKY)
    """The chance of ever running dry that is accepted."""


class FundOutlook(Part):
    """What is uncertain about a fund's economy. What is not written here is a named default, and shown as such."""

    outlook: NonEmpty
    """The id of the fund."""
    account: NonEmpty
    """The fund's own account among those that receive, in its contracts."""
    risky: Share = Share(RISKY)
    """A year is at risk when the chance of a balance below zero is higher than this."""
    signed: Share = Share(SIGNED)
    shock: Share = Share(Fraction(3, 10))
    """How hard a common good or bad year moves payments by the budget: standard deviation on the log-odds scale."""
    collapse: CollapseOutlook = Field(default_factory=CollapseOutlook)
    lines: dict[NonEmpty, LineOutlook] = Field(default_factory=dict)
    planned: list[PlannedInvestment] = Field(default_factory=list)
    revolving: RevolvingOutlook = Field(default_factory=RevolvingOutlook)


def read_fund_outlook(path: Path, fund: Fund) -> FundOutlook:
    """The fund's outlook in a file, held against the fund. Raises `Refused` with every mistake found."""
    found = Collector()
    return _built(read_yaml(path, found), fund, found)


def parse_fund_outlook(text: str, fund: Fund, name: str = "fund.yaml") -> FundOutlook:
    """The fund's outlook in a text, held against the fund. Raises `Refused` with every mistake found."""
    found = Collector()
    return _built(parse_yaml(text, name, found), fund, found)


def _built(source: Sourced, fund: Fund, found: Collector) -> FundOutlook:
    outlook = shaped(source, FundOutlook, found)
    if outlook is not None:
        found.add(*_wrong_names(outlook, fund, source), *_wrong_shares(outlook, source))
        found.add(*_wrong_years(outlook, fund, source))
    found.refuse_errors()
    if outlook is None:
        raise Refused(found.problems)
    return outlook


def _wrong_names(outlook: FundOutlook, fund: Fund, source: Sourced) -> list[Problem]:
    wrong = []
    if outlook.outlook != fund.facts.fund:
        wrong.append(
            error("fund_outlook.other_fund", source.place(("outlook",)), named=outlook.outlook, fund=fund.facts.fund)
        )
    known = [line.id for line in fund.investments()]
    for name in outlook.lines:
        if name not in known:
            place = source.place(("lines", name), of_key=True)
            wrong.append(error("fund_outlook.unknown_line", place, line=name, known=", ".join(known)))
    taken = {line.id for line in fund.lines}
    for number, one in enumerate(outlook.planned):
        if one.id in taken:
            wrong.append(error("fund_outlook.repeated_id", source.place(("planned", number, "id")), id=one.id))
        taken.add(one.id)
    return wrong


def _wrong_shares(outlook: FundOutlook, source: Sourced) -> list[Problem]:
    """Chances and rates that are none: a signed rate lies between nothing and all, and is neither."""
    stated: list[tuple[tuple[str | int, ...], Share | None, bool]] = [
        (("risky",), outlook.risky, True),
        (("signed",), outlook.signed, False),
        (("collapse", "chance"), outlook.collapse.chance, False),
        (("collapse", "left"), outlook.collapse.left, False),
        (("revolving", "chance"), outlook.revolving.chance, True),
        *((("lines", name, "signed"), line.signed, False) for name, line in outlook.lines.items()),
        *((("planned", number, "signed"), one.signed, False) for number, one in enumerate(outlook.planned)),
    ]
    return [
        error("fund_outlook.no_share", source.place(path), text=share.text())
        for path, share, edges in stated
        if share is not None and not (0 <= share <= 1 if edges else 0 < share < 1)
    ]


def _wrong_years(outlook: FundOutlook, fund: Fund, source: Sourced) -> list[Problem]:
    """Years of planned investments that are closed already."""
    closed = fund.accounts[-1].last
    return [
        error("fund_outlook.year_is_closed", source.place(("planned", number, key, year)), year=int(year), last=closed)
        for number, one in enumerate(outlook.planned)
        for key in ("costs", "calculated")
        for year in getattr(one, key)
        if int(year) <= closed
    ]
