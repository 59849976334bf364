"""What accounts and entries of the fund's journal are called in a language."""

from __future__ import annotations

from collections.abc import Mapping

from bundlinje.ledger import Account, AccountType, Transaction
from bundlinje.words.labels import labels
from bundlinje.words.numbers import Language


class FundNaming:
    """Names for exports: codes by the fund's labels, lines and pots by the names the fund's own file gives them."""

    def __init__(self, language: Language, names: Mapping[str, str]) -> None:
        self._language: Language = language
        self._names = names

    def root(self, kind: AccountType) -> str:
        """The first step of every account of a type."""
        return labels("fund")[f"root.{kind.value}"][self._language]

    def steps(self, account: Account) -> tuple[str, ...]:
        """The account's steps, each in the language if it has a name there."""
        return tuple(self._called(step) for step in account.steps)

    def entry(self, entry: Transaction) -> str:
        """What the entry is, in one line."""
        words = labels("fund")[f"entry.{entry.kind}"][self._language]
        return words.format(name=self._called(self._subject(entry)))

    def _called(self, step: str) -> str:
        known = labels("fund").get(f"account.{step}")
        return known[self._language] if known else self._names.get(step, step)

    @staticmethod
    def _subject(entry: Transaction) -> str:
        return max((leg.account for leg in entry.postings), key=lambda account: len(account.steps)).steps[-1]
