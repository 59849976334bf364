"""The journal in Beancount's format: accounts opened on their first day, ids and sources as metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bundlinje.ledger.accounts import Account, AccountType
from bundlinje.ledger.export.names import ROOTS, English, Naming, kroner, names
from bundlinje.ledger.journal import Journal
from bundlinje.ledger.transactions import Transaction

_OPTIONS = {
    AccountType.ASSET: "name_assets",
    AccountType.LIABILITY: "name_liabilities",
    AccountType.EQUITY: "name_equity",
    AccountType.INCOME: "name_income",
    AccountType.EXPENSE: "name_expenses",
}


def beancount(journal: Journal, naming: Naming | None = None) -> str:
    """The whole journal as Beancount reads it.

    Beancount wants each step of a name to begin with a capital or digit and to hold only letters, digits and
    dashes; Danish letters are letters to it. The full name stands as metadata where the account is opened.
    """
    naming = naming or English()
    called = names(journal, naming, _bend)
    lines = ['option "operating_currency" "DKK"', *_roots(naming), ""]
    first = _first_days(journal)
    for account, name in called.items():
        lines.append(f"{first[account].isoformat()} open {name} DKK")
        lines.append(f"  name: {_quoted(':'.join((naming.root(account.type), *naming.steps(account))))}")
    lines += (line for entry in sorted(journal, key=lambda e: e.day) for line in _entry(entry, naming, called))
    return "\n".join(lines) + "\n"


def _roots(naming: Naming) -> Iterator[str]:
    for kind, option in _OPTIONS.items():
        if naming.root(kind) != ROOTS[kind]:
            yield f'option "{option}" "{_bend(naming.root(kind))}"'


def _first_days(journal: Journal) -> dict[Account, date]:
    first: dict[Account, date] = {}
    for entry in journal:
        for posting in entry.postings:
            first[posting.account] = min(entry.day, first.get(posting.account, entry.day))
    return first


def _bend(step: str) -> str:
    plain = re.sub(r"[\W_]+", "-", step).strip("-") or "X"
    return plain[0].upper() + plain[1:]


def _quoted(text: str) -> str:
    inner = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'


def _entry(entry: Transaction, naming: Naming, called: dict[Account, str]) -> Iterator[str]:
    yield ""
    yield f"{entry.day.isoformat()} * {_quoted(naming.entry(entry))}"
    said = {"id": entry.id, "source": entry.source, "assumed": entry.assumed, "corrects": entry.corrects or ""}
    yield from (f"  {key}: {_quoted(text)}" for key, text in said.items() if text)
    yield from (f"  {called[posting.account]}  {kroner(posting.ore)} DKK" for posting in entry.postings)
