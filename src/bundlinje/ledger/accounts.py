"""Accounts: what kind of thing they count, and a name of one or more steps from the general to the particular."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SEPARATOR = ":"


class AccountType(StrEnum):
    """The five types of account. Debit is positive: assets and expenses grow by it, the other three by credit."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """An account: its type and the steps of its name, such as (`investment`, `flere_kloge_haender`).

    A step may hold any letters, Danish ones and single spaces too; what a colon, a line break or a blank step
    would mean is unclear in every accounting program, so they raise `ValueError`.
    """

    type: AccountType
    steps: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.steps or not all(_is_step(step) for step in self.steps):
            raise ValueError(f"no account name: {self.steps}")

    @classmethod
    def named(cls, name: str) -> Account:
        """The account of a name as `name` writes it: `expense:investment:ungifokus`."""
        first, *steps = name.split(SEPARATOR)
        return cls(AccountType(first), tuple(steps))

    @property
    def name(self) -> str:
        """Type and steps joined by colons."""
        return SEPARATOR.join((self.type.value, *self.steps))

    def is_under(self, other: Account) -> bool:
        """Whether this account is the other one or stands below it."""
        return self.type is other.type and self.steps[: len(other.steps)] == other.steps


def _is_step(step: str) -> bool:
    return bool(step) and step.isprintable() and SEPARATOR not in step and step == " ".join(step.split())
