"""The shape of `fund.yaml` and `organisations.yaml`: what the fund is, who steers it, its rules, capital and lines."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, StrictInt

from bundlinje.fund.parts import Document, Group, Kroner, Label, Quoted
from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.grammar.quantity import Share
from bundlinje.grammar.written import Day


class Established(Quoted):
    """When the fund was established, where its pot stands, and how long its capital must last."""

    day: Day
    pot: Label
    minimum_years: StrictInt = Field(gt=0)


class Rule(Quoted):
    """A rule that is a share of something."""

    share: Share


class Rules(Part):
    """The two 80 % rules, which share a number and not a base, and the levels of effect a reader is shown.

    `budget_effect` is the share of the calculated result payments that is budgeted; `headroom_share` the share of
    the total investments whose repayment the Council may count into its headroom.
    """

    budget_effect: Rule
    headroom_share: Rule
    effect_levels: list[Share] = Field(min_length=1)


class Deposit(Quoted):
    """Capital put into the pot: the day it counts from, the column whose balance it enters."""

    id: NonEmpty
    day: Day
    column: NonEmpty
    amount: Kroner


class RunningCost(Quoted):
    """What a line of running costs is set to a year."""

    line: NonEmpty
    a_year: Kroner


class LineText(Part):
    """A line of the economy as the table prints it; a result payment says which line it repays (`of`)."""

    id: NonEmpty
    label: Label
    group: Group
    of: NonEmpty | None = None
    agreements: list[NonEmpty] = Field(default_factory=list)
    programme: NonEmpty | None = None
    area: NonEmpty | None = None
    municipal_repayment: bool = True


class Interest(Quoted):
    """A post a member holds in an organisation, so that the Council knows when to recuse."""

    organisation: NonEmpty
    post: Label


class Member(Quoted):
    """A member of the Council and the term of office."""

    name: NonEmpty
    role: Literal["chair", "member"]
    first: Day = Field(alias="from")
    last: Day | None = Field(default=None, alias="until")
    interests: list[Interest] = Field(default_factory=list)


class Mandate(Quoted):
    """A stretch of time for which the City Council lets the Council work."""

    first: Day = Field(alias="from")
    last: Day = Field(alias="until")


class Fee(Quoted):
    """What members are paid a year."""

    role: Literal["chair", "member"]
    a_year: Kroner


class Council(Part):
    """The external Council that steers the fund."""

    name: Label
    seats: StrictInt
    seats_source: Quoted
    meetings_a_year: StrictInt
    fees: list[Fee]
    members: list[Member]
    mandates: list[Mandate]


class Authorisation(Quoted):
    """What an organisation is authorised to do on the fund's behalf: start interventions, enter contracts."""

    to: NonEmpty
    what: list[Literal["start", "contract"]] = Field(min_length=1)


class Areas(Quoted):
    """The main areas of the Council's vision from a day on; `names` only where they are published."""

    first: Day = Field(alias="from")
    number: StrictInt
    names: list[NonEmpty] | None = None


class Movement(Quoted):
    """Money into or out of an outcomes fund."""

    id: NonEmpty
    day: Day
    amount: Kroner


class StatedBalance(Quoted):
    """What a document says stands, or was in all set aside, on a day."""

    day: Day
    amount: Kroner


class OutcomesFund(Part):
    """A pot that pays for effects whose savings fall elsewhere: its own account beside the fund."""

    id: NonEmpty
    label: Label
    owner: NonEmpty
    ours: bool
    deposits: list[Movement] = Field(default_factory=list)
    drawings: list[Movement] = Field(default_factory=list)
    stated: list[StatedBalance] = Field(default_factory=list)


class FundFile(Part):
    """The whole of `fund.yaml`."""

    fund: NonEmpty
    name: Label
    documents: dict[str, Document]
    established: Established
    rules: Rules
    deposits: list[Deposit]
    running_costs: list[RunningCost]
    lines: list[LineText]
    council: Council
    areas: list[Areas]
    authorisations: list[Authorisation] = Field(default_factory=list)
    outcomes_funds: list[OutcomesFund] = Field(default_factory=list)


class Organisation(Part):
    """An organisation that takes part in investments, by the name it has now."""

    id: NonEmpty
    name: NonEmpty
    short: NonEmpty | None = None
    kind: Literal[
        "department", "unit", "school", "state_fund", "foundation", "provider", "council", "municipality", "other"
    ]
    part_of: NonEmpty | None = None
    formerly: list[NonEmpty] = Field(default_factory=list)
    quote: NonEmpty | None = None


class Organisations(Part):
    """The whole of `organisations.yaml`."""

    organisations: list[Organisation]
