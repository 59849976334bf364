"""In turn: a waterfall. Each step takes until it is full, and the last takes the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Field, GetCoreSchemaHandler, field_validator, model_validator
from pydantic_core import PydanticCustomError, core_schema

from bundlinje.grammar.amount import Fixed
from bundlinje.grammar.kind import TAG, tagged
from bundlinje.grammar.part import NonEmpty, Part, Says
from bundlinje.money import Ore
from bundlinje.splits.base import AnySplit, Purse, Split, added, unique


class UpTo(Part):
    """A step that takes up to a sum to date, in `each: year`, or up to the balance its accounts are still owed."""

    to: AnySplit
    up_to: Literal["balance"] | Fixed
    each: Literal["year"] | None = None

    @model_validator(mode="after")
    def _knows_its_accounts(self) -> UpTo:
        if not self.to.accounts():
            raise PydanticCustomError("split.accounts_not_named", "accounts not named")
        if self.up_to == "balance" and len(self.to.accounts()) > 1:
            raise PydanticCustomError("split.balance_of_many", "of many", {"known": ", ".join(self.to.accounts())})
        return self

    @property
    def rule(self) -> Split:
        """How the step's money is handed out."""
        return self.to

    def take(self, amount: Ore, purse: Purse) -> dict[str, Ore]:
        """What the step takes of an amount."""
        return self.to.parts(min(amount, self._room(purse)), purse)

    def _room(self, purse: Purse) -> Ore:
        open_accounts = [account for account in self.to.accounts() if account not in purse.full]
        if not isinstance(self.up_to, Fixed):
            return sum(_owed(account, purse) for account in open_accounts)
        paid = purse.paid_this_year if self.each else purse.paid_to_date
        used = sum(paid.get(account, 0) for account in self.to.accounts())
        return max(0, self.up_to.ore - used) if open_accounts else 0

    def investor_accounts(self) -> tuple[str, ...]:
        """The accounts of which it must know the drawn capital or the balance."""
        return self.to.investor_accounts() if isinstance(self.up_to, Fixed) else self.to.accounts()


class UntilFull(Part):
    """A step that hands out by `split` until none of these accounts is owed more; one that is full leaves its part."""

    until_full: list[NonEmpty] = Field(min_length=1)
    split: AnySplit

    @model_validator(mode="after")
    def _same_accounts(self) -> UntilFull:
        if set(self.split.accounts()) != set(self.until_full):
            raise PydanticCustomError("split.until_full_accounts", "accounts", {"known": ", ".join(self.until_full)})
        return self

    @property
    def rule(self) -> Split:
        """How the step's money is handed out."""
        return self.split

    def take(self, amount: Ore, purse: Purse) -> dict[str, Ore]:
        """What the step takes of an amount: every round fills an account or hands out all that is left."""
        owed = {account: _owed(account, purse) for account in self.until_full}
        amount = min(amount, sum(owed.values()))
        given: dict[str, Ore] = dict.fromkeys(owed, 0)
        for _ in owed:
            full = [account for account in owed if given[account] >= owed[account]]
            parts = self.split.parts(amount - sum(given.values()), purse.after(given).without(full))
            given = {account: min(owed[account], given[account] + parts.get(account, 0)) for account in owed}
        return added(given, _in_order(amount - sum(given.values()), owed, given))

    def investor_accounts(self) -> tuple[str, ...]:
        """The accounts of which it must know the drawn capital or the balance."""
        return unique([*self.until_full, *self.split.investor_accounts()])


class _StepForms:
    """Annotation that tells the steps of a waterfall apart: two with a limit of their own, and any other split."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        forms: dict[str, type[Part]] = {"up_to": UpTo, "until_full": UntilFull}

        def tag(raw: Any) -> str:
            for key, form in forms.items():
                if isinstance(raw, form) or (isinstance(raw, dict) and key in raw):
                    return TAG + key
            return TAG + "rest"

        choices = {TAG + key: handler.generate_schema(cls) for key, cls in forms.items()}
        return tagged({**choices, TAG + "rest": handler.generate_schema(AnySplit)}, tag, "kind.none")


AnyStep: TypeAlias = Annotated[UpTo | UntilFull | Split, _StepForms()]


class InTurn(Split):
    """Steps that take in the order written; what none of them takes goes to the last."""

    key: ClassVar[str] = "in_turn"
    says: ClassVar[Says] = Says(
        da="fordeles i rækkefølge, så hver får sit, før den næste får noget:{in_turn}",
        en="is handed out in turn, each receiving its part before the next:{in_turn}",
    )
    example: ClassVar[str] = "{in_turn: [{to: senior, up_to: balance}, {to: junior, up_to: 1 000 000 kr}, vehicle]}"

    in_turn: list[AnyStep] = Field(min_length=1)

    @field_validator("in_turn")
    @classmethod
    def _every_step_is_reached(cls, steps: list[AnyStep]) -> list[AnyStep]:
        for number, step in enumerate(steps[:-1], start=1):
            if isinstance(step, Split):
                raise PydanticCustomError("split.never_reached", "never reached", {"step": number})
        return steps

    def _hand_out(self, amount: Ore, purse: Purse) -> dict[str, Ore]:
        given: dict[str, Ore] = {}
        for step in self.in_turn:
            rest, now = amount - sum(given.values()), purse.after(given)
            given = added(given, step.parts(rest, now) if isinstance(step, Split) else step.take(rest, now))
        last = self._rules()[-1]
        return added(given, last.parts(amount - sum(given.values()), purse.after(given)))

    def _rules(self) -> list[Split]:
        return [step if isinstance(step, Split) else step.rule for step in self.in_turn]

    def accounts(self) -> tuple[str, ...]:
        return unique(account for rule in self._rules() for account in rule.accounts())

    def investor_accounts(self) -> tuple[str, ...]:
        return unique(account for step in self.in_turn for account in step.investor_accounts())


def _owed(account: str, purse: Purse) -> Ore:
    return 0 if account in purse.full else max(0, purse.balance.get(account, 0))


def _in_order(amount: Ore, owed: Mapping[str, Ore], given: Mapping[str, Ore]) -> dict[str, Ore]:
    """What the split left over, account by account in the order written, each as far as it is owed more."""
    parts: dict[str, Ore] = {}
    for account in owed:
        parts[account] = min(amount, owed[account] - given[account])
        amount -= parts[account]
    return parts
