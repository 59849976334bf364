"""What an agreement says besides money: what it adds, its evidence, methods, governance, approvals and remarks."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from bundlinje.contract.parts import Moment
from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.grammar.quantity import Share

Step = Literal["council", "mayor", "authority", "finished", "signed"]
"""Steps on the way to a signed agreement: the three approvals, the text finished, and the authority's signature."""


class Approval(Part):
    """Who approved what, and when. A day that nobody has published is `unknown` with the reason.

    `step` says which approval it is, `of` the authority it was given for, `premises` what it rests on, and `recused`
    the members who took no part in the decision.
    """

    by: NonEmpty
    what: NonEmpty
    on: Moment | None = None
    unknown: NonEmpty | None = None
    step: Step | None = None
    of: NonEmpty | None = None
    premises: list[NonEmpty] | None = None
    recused: list[NonEmpty] | None = None

    @model_validator(mode="after")
    def _dated_or_unknown(self) -> Approval:
        if (self.on is None) == (self.unknown is None):
            raise PydanticCustomError("approval.day_or_unknown", "day or unknown")
        return self


class Method(Part):
    """A method of the intervention, with the parameters agreed for it."""

    method: NonEmpty
    detail: NonEmpty | None = None
    parameters: dict[str, Any] | None = None


class _OrText(Part):
    """A part that may be written as its text alone."""

    text: NonEmpty | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, raw: Any) -> Any:
        return {"text": raw} if isinstance(raw, str) else raw

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = {key: value for key, value in handler(self).items() if value is not None}
        return data["text"] if set(data) == {"text"} else data


class Evidence(_OrText):
    """What is known of the effect: well documented, tried, or untried, and then why it is taken on all the same."""

    level: Literal["documented", "tried", "untried"] | None = None
    because: NonEmpty | None = None


class Procurement(_OrText):
    """How far a tender for the intervention has come, or that none is needed."""

    status: Literal["not needed", "planned", "under way", "completed"] | None = None
    on: Moment | None = None


class Forum(Part):
    """A governing group across departments: what it is called, and the departments whose chiefs sit in it."""

    name: NonEmpty
    departments: list[NonEmpty] = Field(min_length=2)


class Remark(_OrText):
    """Something to bear in mind with results; `of` names the outcome, measure or figure it is about, if it is one."""

    of: NonEmpty | None = None


class About(Part):
    """What the agreement says besides money. `operating_unit` runs it, `coordinating_unit` follows effects and money.

    The lists of remarks are told beside the results they are about: notes on a biased first measurement
    (`baseline_notes`), other possible causes, benchmarks from outside, and changes that no goal counts.
    """

    area: NonEmpty | None = None
    adds: NonEmpty | None = None
    evidence: Evidence | None = None
    operating_unit: NonEmpty | None = None
    coordinating_unit: NonEmpty | None = None
    steering_group: list[NonEmpty] | None = None
    forum: Forum | None = None
    methods: list[Method] | None = None
    annexes: dict[str, NonEmpty] | None = None
    approvals: list[Approval] | None = None
    advice: dict[str, Share] | None = None
    procurement: Procurement | None = None
    baseline_notes: list[Remark] | None = None
    alternative_explanations: list[Remark] | None = None
    benchmarks: list[Remark] | None = None
    changes: list[Remark] | None = None
    lessons: list[NonEmpty] | None = None
    status: list[NonEmpty] | None = None
    differs: list[NonEmpty] | None = None

    def remarks(self) -> dict[str, list[Remark]]:
        """The remarks on results, by what kind of remark they are."""
        return {kind: list(getattr(self, kind) or ()) for kind in REMARKS}


REMARKS = ("baseline_notes", "alternative_explanations", "benchmarks", "changes")
"""The kinds of remarks on results, by the key they stand under."""
