"""Who takes part in a contract and whom it is about: parties, cohorts and intake, periods, follow-ups, outcomes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from bundlinje.grammar.amount import AnyAmount
from bundlinje.grammar.condition import Condition
from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.grammar.quantity import Share
from bundlinje.grammar.stated import Number
from bundlinje.grammar.written import Day, Text

Role = Literal["authority", "payer", "provider", "investor", "guarantor", "donor", "evaluator", "referrer", "partner"]


class Name(Part):
    """A text for people, in Danish and, where there is one, in English."""

    da: NonEmpty
    en: NonEmpty | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, raw: Any) -> Any:
        return {"da": raw} if isinstance(raw, str) else raw

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = {key: value for key, value in handler(self).items() if value is not None}
        return data["da"] if set(data) == {"da"} else data


class FormerName(Part):
    """What a party was called before, and until when if that is known."""

    name: NonEmpty
    until: NonEmpty | None = None


Sector = Literal["municipality", "region", "state", "other"]


class Party(Part):
    """An organisation in the contract. Roles are many-to-many; `budgets` are the accounts it pays from."""

    name: NonEmpty
    roles: list[Role] = Field(min_length=1)
    sector: Sector | None = None
    budgets: list[NonEmpty] | None = None
    formerly: FormerName | None = None


class Milestone(Part):
    """Intake that shall be reached by a day."""

    by: Day
    planned: Number


class Intake(Part):
    """When units are admitted and how many are planned, in all, by year and by dated milestone."""

    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    planned: Number
    by_year: dict[str, Number] | None = None
    milestones: list[Milestone] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Intake:
        if self.from_ and self.until and self.until < self.from_:
            raise PydanticCustomError("period.reversed", "reversed")
        return self


class Cohort(Part):
    """Units admitted in a window: what a unit is, who they are, planned intake, groups and segments."""

    unit: NonEmpty
    who: Name
    intake: Intake
    groups: list[NonEmpty] = Field(default_factory=lambda: ["intervention"])
    segments: list[NonEmpty] | None = None
    quotas: dict[str, Share] | None = None
    criteria: list[Name] | None = None


_MONTH = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


@dataclass(frozen=True, slots=True)
class Moment(Text):
    """A day, or only the month or year where no more is known: `2021-05-01`, `2021-05`, `2021`."""

    year: int
    month: int | None = None
    day: int | None = None

    code = "moment.unreadable"

    @classmethod
    def read(cls, raw: str) -> Self:
        found = _MONTH.match(raw.strip())
        if found is None:
            raise ValueError(raw)
        year, month, day = (int(part) if part else None for part in found.groups())
        date(year or 1, month or 1, day or 1)
        return cls(year or 1, month, day)

    def text(self) -> str:
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    def first_day(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)


class Stretch(Part):
    """A period of the contract, as exactly as it is known."""

    from_: Moment | None = Field(default=None, alias="from")
    until: Moment | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Stretch:
        if self.from_ and self.until and self.until.first_day() < self.from_.first_day():
            raise PydanticCustomError("period.reversed", "reversed")
        return self


class Periods(Part):
    """The five dates and periods that contracts mix up: agreed, in force, intervention, follow-up, repayment."""

    agreed: Moment | None = None
    in_force: Moment | None = None
    intervention: Stretch | None = None
    follow_up: Stretch | None = None
    repayment: Stretch | None = None
    ends: Moment | None = None


class FollowUp(Part):
    """A numbered measurement: facts recorded up to and including `on` count; each gives one settlement."""

    on: Day
    paid_on: Day | None = None
    booked: Literal["forecast outturn", "accounts"] | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, raw: Any) -> Any:
        return raw if isinstance(raw, dict | FollowUp) else {"on": raw}

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = {key: value for key, value in handler(self).items() if value is not None}
        return data["on"] if set(data) == {"on"} else data

    @property
    def payment_day(self) -> date:
        """When its settlement is paid: the day stated, or the cut-off."""
        return self.paid_on or self.on


_FALLS_BACK = re.compile(r"^falls back to (\S+)$")
_NOT_MEASURED = ("counts as not achieved", "left out", "waits")


@dataclass(frozen=True, slots=True)
class NotMeasured(Text):
    """What not measured counts as: `counts as not achieved`, `left out`, `waits` or `falls back to X`."""

    rule: str
    outcome: str = ""

    code = "not_measured.unreadable"

    @classmethod
    def read(cls, raw: str) -> Self:
        if raw in _NOT_MEASURED:
            return cls(raw)
        if found := _FALLS_BACK.match(raw):
            return cls("falls back", found[1])
        raise ValueError(raw)

    def text(self) -> str:
        return f"falls back to {self.outcome}" if self.outcome else self.rule


class Outcome(Part):
    """A condition on a unit's measures: achieved, not achieved or not known, and what not known counts as."""

    title: Name | None = None
    where: Condition
    after: NonEmpty | None = None
    not_measured: NotMeasured
    due: Literal["when the window ends", "once known"] = "when the window ends"
    happens: Literal["once", "each occasion"] = "each occasion"
    per: Literal["unit", "person"] = "unit"
    clause: NonEmpty | None = None


class Gate(Part):
    """A condition on figures of a group that must hold before a term earns."""

    where: Condition
    cohorts: Literal["each", "pooled"] = "pooled"


LeaveRule = Literal["left out", "counts until that day", "stays"]


class Leaves(Part):
    """What happens to a unit that leaves, for every reason; to second courses; and to units of another project too."""

    completed: LeaveRule = "stays"
    dropped: LeaveRule | None = None
    died: LeaveRule | None = None
    moved: LeaveRule | None = None
    withdrew: LeaveRule | None = None
    second_course: Literal["counts", "not counted"] | None = None
    other_project: Literal["first project", "this project", "both"] | None = None


class Corrections(Part):
    """What happens when facts that came later show that too much or too little was paid."""

    less: Literal["set off in the next payment", "repaid", "kept"]
    more: Literal["next payment", "kept"] = "next payment"


class EndsEarly(Part):
    """Early termination: from `on_date` all that is not yet due counts as expected, for the actual cohort."""

    on_date: Day | None = None
    pays: Literal["all that is not yet due counts as expected"]
    expected: dict[str, Number]
    cohort: Literal["actual"] = "actual"
    then: Literal["final settlement"] = "final settlement"


class Amendment(Part):
    """A dated change: paths of the contract and what stands there from then on, and to what it applies."""

    on_date: Day
    replaces: dict[str, Any] = Field(min_length=1)
    applies_to: Literal["windows that begin on or after", "enrolments on or after", "follow-ups on or after", "all"]
    reason: NonEmpty | None = None


class Expected(Part):
    """What the parties expect at signing: rates by outcome or figure, what comes back and when, and who saves what.

    `by_year` is the profile of the repayment over calendar years; `savings` stand by party, or by a budget of one.
    """

    rates: dict[str, Number] | None = None
    repayment: AnyAmount | None = None
    by_year: dict[Annotated[str, Field(pattern=r"^\d{4}$")], AnyAmount] | None = None
    savings: dict[str, AnyAmount] | None = None


PartyId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
NameId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
