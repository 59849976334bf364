"""The journal in hledger's format: account directives with types, ids as codes, sources as tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bundlinje.ledger.accounts import Account, AccountType
from bundlinje.ledger.export.names import English, Naming, kroner, names
from bundlinje.ledger.journal import Journal
from bundlinje.ledger.transactions import Transaction

_LETTER = {
    AccountType.ASSET: "A",
    AccountType.LIABILITY: "L",
    AccountType.EQUITY: "E",
    AccountType.INCOME: "R",
    AccountType.EXPENSE: "X",
}


def hledger(journal: Journal, naming: Naming | None = None) -> str:
    """The whole journal as hledger reads it; letters and single spaces in account names stay as they are."""
    naming = naming or English()
    called = names(journal, naming, _bend)
    head = ["commodity 1000.00 DKK", ""]
    head += [f"account {name}  ; type: {_LETTER[account.type]}" for account, name in called.items()]
    entries = (line for entry in _by_day(journal) for line in _entry(entry, naming, called))
    return "\n".join([*head, *entries]) + "\n"


def _by_day(journal: Journal) -> list[Transaction]:
    return sorted(journal, key=lambda entry: entry.day)


def _bend(step: str) -> str:
    # A leading bracket would make the posting virtual, a semicolon begin a comment, two spaces end the name.
    bent = re.sub(r"\s+", " ", re.sub(r"[;()\[\]{}*!=]", " ", step)).strip()
    return bent or "-"


def _entry(entry: Transaction, naming: Naming, called: dict[Account, str]) -> Iterator[str]:
    yield ""
    yield f"{entry.day.isoformat()} ({entry.id}) {_line(naming.entry(entry))}"
    tags = {"source": entry.source, "assumed": entry.assumed, "corrects": entry.corrects or ""}
    yield from (f"    ; {tag}: {_line(text)}" for tag, text in tags.items() if text)
    width = max(len(called[posting.account]) for posting in entry.postings)
    yield from (f"    {called[leg.account]:<{width}}  {kroner(leg.ore):>16} DKK" for leg in entry.postings)


def _line(text: str) -> str:
    # hledger ends a tag's value at a comma and a description at a semicolon.
    return " ".join(text.replace(";", ",").replace(",", " –").split())
