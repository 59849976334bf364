"""`bundlinje fund …` and `bundlinje journal`: the real fund's tables as a person in either language reads them."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from tests.bundlinje.cli.running import AARHUS, Run

TABLES = ("table1", "table2", "headroom", "reservations", "plan-vs-actual", "reconcile", "oversight")


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_table_can_be_shown_in_both_languages(name: str, language: str, run: Run) -> None:
    answer = run("fund", name, AARHUS, "--language", language)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.strip()


@pytest.mark.requirement("FND-05", "FND-06")
def test_table2_stands_beside_what_was_printed_and_says_where_it_differs(run: Run) -> None:
    out = run("fund", "table2", AARHUS).out
    assert "TABELLEN STEMMER IKKE" in out
    assert "trykt 12.844, beregnet 12.885, forskel -41" in out


@pytest.mark.requirement("FND-17")
def test_english_readers_get_english_numbers(run: Run) -> None:
    assert "12,885" in run("fund", "table2", AARHUS, "--language", "en").out


def test_the_named_inconsistencies_are_all_listed(run: Run) -> None:
    found = {one["where"]: one for one in run("fund", "reconcile", AARHUS, "--json").data}
    wanted = {
        "table2.total.R2022": (12_844, 12_885),
        "table2.balance.R2022": (23_148, 23_109),
        "table2.total.B2025": (1_056, 507),
        "table2.total.B2026": (-1_535, -2_012),
        "table2.total.B2027": (-4_348, -2_883),
        "table2.total.later": (-7_326, -7_317),
        "table1.ordinary.total": (53, 52),
        "department-table.savings": (18_200, 22_900),
        "text.flere-kloge-haender-dropout": (9, 7.4576),
    }
    assert {where: (found[where]["printed"], found[where]["computed"]) for where in wanted} == wanted


def test_what_is_free_before_repayments_is_shown_with_its_sign(run: Run) -> None:
    assert run("fund", "reservations", AARHUS, "--json").data["free"] == -32
    assert "-32" in run("fund", "reservations", AARHUS).out


def test_both_readings_of_the_80_per_cent_rule_are_named(run: Run) -> None:
    out = run("fund", "headroom", AARHUS).out
    assert "80 % af de samlede investeringer" in out
    assert "80 % af de beregnede resultatbetalinger" in out


@pytest.mark.requirement("GOV-25")
def test_a_post_in_a_party_is_shown_with_whether_the_member_took_part(run: Run) -> None:
    lines = run("fund", "oversight", AARHUS, "--language", "en").out.splitlines()
    (found,) = (line for line in lines if "Gurli Martinussen" in line)
    assert all(told in found for told in ("Learning for Life", "Board member", "nothing says so"))


@pytest.mark.requirement("GOV-06", "GOV-20")
def test_who_may_start_and_the_area_of_each_contract_are_shown(run: Run) -> None:
    data = run("fund", "oversight", AARHUS, "--json").data
    assert [(one["to"], one["what"]) for one in data["authorised"]] == [
        ("borgmesterens-afdeling", ["start", "contract"])
    ]
    fits = {one["contract"]: (one["area"], one["fits"]) for one in data["areas"]}
    assert fits["ips-plus"] == ("Psykisk sygdom", "unpublished")
    assert fits["fundamentet"] == (None, "unsaid")


def test_contracts_with_mistakes_are_refused_with_the_mistakes_of_all_of_them(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "fund"
    shutil.copytree(AARHUS, folder, ignore=shutil.ignore_patterns("facts", "cases", "synthetic"))
    for name in ("havnen", "ips-plus"):
        (folder / "contracts" / f"{name}.yaml").write_text(f"contract: {name}", "utf-8")
    answer = run("fund", "oversight", str(folder))
    assert (answer.code, answer.out) == (1, "")
    assert "havnen.yaml" in answer.err
    assert "ips-plus.yaml" in answer.err


@pytest.mark.parametrize("form", ["hledger", "beancount", "csv"])
def test_the_journal_is_written_in_each_form(form: str, run: Run) -> None:
    answer = run("journal", AARHUS, "--format", form)
    assert (answer.code, answer.err) == (0, "")
    assert len(answer.out.splitlines()) > 100


def test_the_journal_as_a_table_sums_to_nothing(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("journal", AARHUS, "--format", "csv").out)))
    entries = run("journal", AARHUS, "--json").data
    assert len(rows) == sum(len(entry["legs"]) for entry in entries)
    assert {sum(leg["amount_ore"] for leg in entry["legs"]) for entry in entries} == {0}


def test_a_folder_without_a_fund_is_refused_in_words(tmp_path: Path, run: Run) -> None:
    answer = run("fund", "table2", str(tmp_path))
    assert (answer.code, answer.out) == (1, "")
    assert "fund.yaml" in answer.err


@pytest.mark.parametrize("name", TABLES)
def test_a_folder_that_is_not_there_is_a_wrong_command_line(name: str, run: Run) -> None:
    assert run("fund", name, "no-such-folder").code == 2


def test_a_form_the_journal_has_not_is_a_wrong_command_line(run: Run) -> None:
    answer = run("journal", AARHUS, "--format", "ods")
    assert answer.code == 2
    assert "hledger" in answer.err
