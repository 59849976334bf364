"""`bundlinje fund` and `bundlinje journal` in the terminal: tables, JSON, languages, exit codes."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from bundlinje.cli.fund import fund as command
from bundlinje.cli.journal import journal
from bundlinje.fund import Fund
from bundlinje.fund.posting import journal_of
from bundlinje.ledger import balances

AARHUS = str(Path(__file__).parents[3] / "examples" / "aarhus")
COMMANDS = ["table1", "table2", "headroom", "reservations", "plan-vs-actual", "reconcile"]


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_table_is_written_in_both_languages_and_as_json(name: str, language: str) -> None:
    table = CliRunner().invoke(command, [name, AARHUS, "--language", language])
    data = CliRunner().invoke(command, [name, AARHUS, "--language", language, "--json"])
    assert (table.exit_code, data.exit_code) == (0, 0)
    assert json.loads(data.output)
    assert "12.844" in table.output or "12,844" in table.output or name not in {"table2", "reconcile"}


def test_danish_is_the_default_and_english_parts_thousands_by_commas() -> None:
    danish = CliRunner().invoke(command, ["table2", AARHUS]).output
    english = CliRunner().invoke(command, ["table2", AARHUS, "--language", "en"]).output
    assert "Restbeløb i Fonden ult. året (80% effekt)" in danish
    assert "-1.313" in danish
    assert "Balance of the fund at year end (80% effect)" in english
    assert "-1,313" in english


def test_the_json_of_reconcile_is_a_list_with_the_agreed_keys() -> None:
    found = json.loads(CliRunner().invoke(command, ["reconcile", AARHUS, "--json"]).output)
    assert isinstance(found, list)
    assert all({"where", "printed", "computed", "difference", "source"} <= set(one) for one in found)
    assert any(one["because"] for one in found)


def test_reservations_tell_free_reserved_and_expected() -> None:
    data = json.loads(CliRunner().invoke(command, ["reservations", AARHUS, "--json"]).output)
    assert (data["free"], data["reserved"], data["expected"]) == (-32, 15_813, 30_638)


def test_mistakes_in_the_files_are_all_shown_and_end_the_command_with_1(folder: Path) -> None:
    path = folder / "books" / "accounts.yaml"
    text = path.read_text(encoding="utf-8").replace("unit: kr", "unit: EUR").replace("-40", "fyrre")
    path.write_text(text, encoding="utf-8")
    ran = CliRunner().invoke(command, ["table2", str(folder)])
    assert ran.exit_code == 1
    lines = ran.stderr.splitlines()
    assert len(lines) == 2
    assert "accounts.yaml:5:7: fejl: “EUR” er ikke en enhed, der kan læses." in lines[0]
    assert "accounts.yaml:10" in lines[1]


def test_a_folder_that_is_not_there_is_a_mistake_of_use() -> None:
    assert CliRunner().invoke(command, ["table2", "nowhere"]).exit_code == 2


def test_a_fund_without_printed_tables_is_shown_without_comparisons(folder: Path) -> None:
    for name in COMMANDS:
        assert CliRunner().invoke(command, [name, str(folder)]).exit_code == 0
    assert json.loads(CliRunner().invoke(command, ["reconcile", str(folder), "--json"]).output) == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_beancount_accepts_the_aarhus_journal_and_finds_the_same_balances(aarhus: Fund, language: str) -> None:
    from beancount import loader
    from beancount.core.data import Open, Transaction

    text = CliRunner().invoke(journal, [AARHUS, "--format", "beancount", "--language", language]).output
    entries, problems, _ = loader.load_string(text)
    assert problems == []
    theirs: dict[str, Decimal] = {e.account: Decimal(0) for e in entries if isinstance(e, Open)}
    for entry in entries:
        for leg in entry.postings if isinstance(entry, Transaction) else ():
            theirs[leg.account] += leg.units.number
    ours = balances(journal_of(aarhus))
    assert len(theirs) == len(ours)
    opened = [line.split()[2] for line in text.splitlines() if " open " in line]
    assert [theirs[name] for name in opened] == [Decimal(ore) / 100 for ore in ours.values()]


def test_the_journal_is_also_written_for_hledger_as_a_table_and_as_json() -> None:
    assert "account Udgifter:Investering:Flere kloge hænder  ; type: X" in CliRunner().invoke(journal, [AARHUS]).output
    rows = CliRunner().invoke(journal, [AARHUS, "--format", "csv"]).output.splitlines()
    assert rows[0].startswith("id,day,kind")
    data = json.loads(CliRunner().invoke(journal, [AARHUS, "--json"]).output)
    assert len(rows) == 1 + sum(len(entry["legs"]) for entry in data)
    assert all(sum(leg["amount_ore"] for leg in entry["legs"]) == 0 for entry in data)
