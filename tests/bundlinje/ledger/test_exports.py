"""Exports are read by the programs they are made for, which find the same balances as we do."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.ledger import Account, Journal, Transaction, balances, record, transfer
from bundlinje.ledger.export import beancount, csv_table, hledger
from bundlinje.ledger.export.names import English, names

DAY = date(2024, 12, 31)
POT = Account.named("asset:pot")
STRANGE = [
    "Flere kloge hænder",
    "flere-kloge-hænder",
    "Øvrig drift",
    "100 % effekt",
    "(i parentes)",
    "»citat«",
    "æ",
    "---",
]


def _journal(*steps: str) -> Journal:
    """An invented krone for each account."""
    made = (Transaction(step, DAY, "test", transfer(1_00, Account.named(f"expense:{step}"), POT)) for step in steps)
    return record(Journal(), *made)


def _beancount_balances(text: str) -> dict[str, Decimal]:
    from beancount import loader
    from beancount.core.data import Transaction as Entry

    entries, problems, _ = loader.load_string(text)
    assert problems == []
    on: dict[str, Decimal] = {}
    for entry in entries:
        for leg in entry.postings if isinstance(entry, Entry) else ():
            on[leg.account] = on.get(leg.account, Decimal(0)) + leg.units.number
    return on


def test_beancount_accepts_danish_letters_spaces_and_signs_in_account_names() -> None:
    journal = _journal(*STRANGE)
    on = _beancount_balances(beancount(journal))
    assert on.pop("Assets:Pot") == -len(STRANGE)
    assert len(on) == len(STRANGE), "accounts that would become alike are kept apart"
    assert "Expenses:Flere-kloge-hænder" in on
    assert "Expenses:Flere-kloge-hænder-2" in on


def test_the_program_bean_check_accepts_the_export(tmp_path: Path) -> None:
    file = tmp_path / "invented.beancount"
    file.write_text(beancount(_journal(*STRANGE)), encoding="utf-8")
    checker = Path(sys.executable).with_name("bean-check")
    ran = subprocess.run([checker, file], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_hledger_text_declares_every_account_and_keeps_names_readable() -> None:
    text = hledger(_journal("Flere kloge hænder", "(i parentes)"))
    assert "account Expenses:Flere kloge hænder  ; type: X" in text
    assert "account Expenses:i parentes  ; type: X" in text, "brackets would make the posting virtual"
    assert f"{DAY} (Flere kloge hænder) test Flere kloge hænder" in text
    assert "    Expenses:Flere kloge hænder              1.00 DKK" in text


def test_the_table_has_one_line_per_leg_and_no_cell_that_runs_as_a_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_table(_journal("=1+1")))))
    assert [row["amount"] for row in rows] == ["1.00", "-1.00"]
    assert [row["id"] for row in rows] == ["'=1+1", "'=1+1"]


def test_amounts_below_one_krone_keep_their_sign() -> None:
    journal = record(Journal(), Transaction("a", DAY, "test", transfer(-5, Account.named("income:x"), POT)))
    assert "-0.05 DKK" in hledger(journal)


steps = st.text(st.characters(blacklist_categories=("C", "Z"), blacklist_characters=":"), min_size=1, max_size=8)


@given(st.lists(steps, min_size=1, max_size=8, unique=True))
def test_no_two_accounts_ever_share_a_name_in_an_export(chosen: list[str]) -> None:
    journal = _journal(*chosen)
    from bundlinje.ledger.export.beancount import _bend as for_beancount
    from bundlinje.ledger.export.hledger import _bend as for_hledger

    for bend in (for_beancount, for_hledger):
        called = names(journal, English(), bend)
        assert len(set(called.values())) == len(called) == len(balances(journal))


@pytest.mark.parametrize("chosen", [["x²"], ["ǰ"], ["ß", "SS"], ["१"], ["٣ x"]])
def test_beancount_reads_letters_and_digits_of_other_alphabets(chosen: list[str]) -> None:
    assert len(_beancount_balances(beancount(_journal(*chosen)))) == len(chosen) + 1
