"""`bundlinje forecast …`: what may come, from what was signed and every follow-up since. The facts are invented."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from tests.bundlinje.cli.running import AARHUS, Run

INTO_WORK = f"{AARHUS}/contracts/din-vej-i-job.yaml"
FEW = ("--draws", "200")


@pytest.fixture
def into_work(run: Run) -> Any:
    """The forecast of Din vej i job after its first follow-up, as data."""
    return run("forecast", "contract", INTO_WORK, *FEW, "--json").data


def test_the_rate_moves_from_what_was_signed_towards_what_came(into_work: Any) -> None:
    rate = into_work["rates"][0]
    assert [(one["achieved"], one["measured"]) for one in rate["follow_ups"]] == [(4, 42)]
    assert 4 / 42 < rate["believed"]["learned"]["mean"] < rate["signed"] == pytest.approx(19 / 42, abs=1e-5)


def test_a_flat_budget_is_shown_as_what_it_is_beside_what_was_learned(into_work: Any) -> None:
    rate = into_work["rates"][0]["believed"]
    assert rate["flat"]["low"] == rate["flat"]["mean"] == rate["flat"]["high"]
    totals = into_work["methods"]
    assert totals["flat"]["p50_ore"] > totals["learned"]["p50_ore"] > totals["mixture"]["p50_ore"]


def test_before_the_first_follow_up_the_signed_rate_is_what_is_believed(run: Run) -> None:
    data = run("forecast", "contract", INTO_WORK, *FEW, "--until", "0", "--json").data
    rate = data["rates"][0]
    assert (data["follow_up"], data["as_of"], rate["follow_ups"]) == (0, None, [])
    assert rate["believed"]["learned"]["mean"] == pytest.approx(rate["signed"], abs=1e-5)


def test_settled_years_are_certain_and_the_years_sum_to_the_total(into_work: Any) -> None:
    settled = [one for one in into_work["years"] if one["settled"]]
    assert [(one["year"], one["paid"]["p10_ore"], one["paid"]["p90_ore"]) for one in settled] == [
        (2024, 6_800_000, 6_800_000)
    ]
    means = sum(one["paid"]["mean_ore"] for one in into_work["years"])
    assert means == pytest.approx(into_work["total"]["mean_ore"], abs=len(into_work["years"]))


def test_what_payers_pay_is_what_receivers_receive(into_work: Any) -> None:
    sides = {"pays": 0, "receives": 0}
    for one in into_work["parties"]:
        sides[one["side"]] += one["total"]["mean_ore"]
    assert sides["pays"] == pytest.approx(sides["receives"], abs=len(into_work["parties"]))


def test_the_same_seed_gives_the_same_answer_and_another_one_another(run: Run, into_work: Any) -> None:
    words = ("forecast", "contract", INTO_WORK, *FEW, "--json", "--seed")
    assert run(*words, "1").data == into_work
    assert run(*words, "2").data["total"] != into_work["total"]


def test_a_result_far_below_what_was_signed_is_an_early_warning_in_both_languages(run: Run) -> None:
    danish = run("forecast", "contract", INTO_WORK, *FEW).out
    english = run("forecast", "contract", INTO_WORK, *FEW, "--language", "en").out
    assert "4 af 42 nåede målet; der var forventet 19" in danish
    assert "4 of 42 achieved; 19 were expected" in english


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_a_chart_is_saved_with_the_table_it_is_drawn_from(suffix: str, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "charts" / f"payments.{suffix}"
    answer = run("forecast", "contract", INTO_WORK, *FEW, "--chart", str(out))
    assert answer.code == 0
    assert out.stat().st_size > 1_000
    assert "2030" in out.with_suffix(".csv").read_text("utf-8-sig")
    assert str(out) in answer.err


@pytest.mark.parametrize("picture", ["side-by-side", "histogram"])
def test_a_forecast_has_other_pictures(picture: str, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "picture.svg"
    assert run("forecast", "contract", INTO_WORK, *FEW, "--chart", str(out), "--picture", picture).code == 0
    assert "Din vej i job" in out.read_text("utf-8")


def test_a_chart_of_a_kind_nobody_draws_is_refused_before_anything_is_worked_out(tmp_path: Path, run: Run) -> None:
    answer = run("forecast", "contract", INTO_WORK, *FEW, "--chart", str(tmp_path / "payments.pdf"))
    assert (answer.code, answer.out) == (1, "")
    assert ".svg" in answer.err


def test_mistakes_in_an_outlook_are_all_told_with_their_places(tmp_path: Path, run: Run) -> None:
    outlook = tmp_path / "outlook.yaml"
    outlook.write_text(
        "outlook: din-vej-i-job\nrates: {nobody: {expected: 120 %}}\nintake: {drop_out: 130 %}\n", "utf-8"
    )
    answer = run("forecast", "contract", INTO_WORK, *FEW, "--outlook", str(outlook))
    assert (answer.code, answer.out) == (1, "")
    assert [line.split(":")[1] for line in answer.err.splitlines()] == ["2", "2", "3"]


def test_the_fund_starts_from_its_accounts_and_fans_out_to_2034(run: Run) -> None:
    data = run("forecast", "fund", AARHUS, "--draws", "100", "--json").data
    assert data["known"][-1]["year"] == 2024
    assert [one["year"] for one in data["years"]] == list(range(2025, 2035))
    for one in data["years"]:
        levels = [one["methods"]["learned"][f"p{level}_ore"] for level in (10, 25, 50, 75, 90)]
        assert levels == sorted(levels)
    assert data["lasting"]["chance"] == pytest.approx(1 - data["ever_below_zero"]["chance"])


def test_a_line_that_is_not_simulated_says_what_it_is_built_on(run: Run) -> None:
    data = run("forecast", "fund", AARHUS, "--draws", "100", "--json").data
    built_on = {one["line"]: one["basis"] for one in data["investments"]}
    for one in data["not_simulated"]:
        assert (built_on[one["line"]], bool(one["codes"])) == ("budget", True)


@pytest.mark.parametrize(
    ("language", "told"), [("da", "Pengene rækker til og med 2034"), ("en", "The money lasts through 2034")]
)
def test_the_fund_is_shown_in_both_languages(language: str, told: str, run: Run) -> None:
    assert told in run("forecast", "fund", AARHUS, "--draws", "100", "--language", language).out


def test_a_fund_without_an_outlook_says_which_file_is_missing(tmp_path: Path, run: Run) -> None:
    copytree(AARHUS, tmp_path / "fund")
    (tmp_path / "fund" / "outlooks" / "fund.yaml").unlink()
    answer = run("forecast", "fund", str(tmp_path / "fund"))
    assert (answer.code, answer.out) == (1, "")
    assert "fund.yaml" in answer.err


def test_new_capital_moves_the_balance_by_itself_from_its_year_on_and_by_chance_nowhere(run: Run) -> None:
    words = ("forecast", "what-if", AARHUS, "--capital", "2027=5 000 000 kr", "--draws", "100", "--json")
    found = {one["year"]: one["difference"] for one in run(*words).data["years"]}
    assert {(one["p10_ore"], one["p90_ore"], one["error_ore"]) for year, one in found.items() if year < 2027} == {
        (0, 0, 0)
    }
    assert {(one["p10_ore"], one["p90_ore"], one["error_ore"]) for year, one in found.items() if year >= 2027} == {
        (500_000_000, 500_000_000, 0)
    }


def test_a_lower_effect_costs_the_fund_more_each_year(run: Run) -> None:
    words = ("forecast", "what-if", AARHUS, "--effect", "din-vej-i-job=50 %", "--draws", "100")
    found = [one["difference"]["mean_ore"] for one in run(*words, "--json").data["years"]]
    assert found[-1] < 0
    assert "Forskellen i fondens saldo" in run(*words).out


def test_changes_that_cannot_be_read_are_all_told(run: Run) -> None:
    answer = run("forecast", "what-if", AARHUS, "--cut", "ips-plus", "--effect", "much", "--capital", "2027=gold")
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (1, "", 3)


def test_a_what_if_without_a_change_says_which_changes_there_are(run: Run) -> None:
    answer = run("forecast", "what-if", AARHUS, "--language", "en")
    assert answer.code == 1
    assert "--capital" in answer.err


def test_intake_is_told_in_kroner_of_repayment(run: Run) -> None:
    words = ("forecast", "intake", f"{AARHUS}/contracts/ips-plus.yaml", "--draws", "100")
    data = run(*words, "--json").data
    assert (data["planned"], data["came"]) == (300, 120)
    assert data["final"]["p90"] < data["planned"]
    assert data["lost"]["mean_ore"] > 0
    assert "koster i gennemsnit" in run(*words).out


@pytest.mark.requirement("PP-08")
def test_the_power_of_each_comparison_is_told_before_anyone_signs(run: Run) -> None:
    file = f"{AARHUS}/contracts/flere-kloge-haender.yaml"
    reduction, fewer = run("forecast", "contract", file, *FEW, "--until", "0", "--json").data["comparisons"]
    assert (reduction["figure"], fewer["figure"]) == ("reduction", "fewer-dropouts")
    assert reduction["counted_on"] == 1475
    assert reduction["power"] > 0.99
    assert 300 < reduction["enough"] < 500
    told = run("forecast", "contract", file, *FEW, "--until", "0").out
    assert "en tidligere periode: 13,1 % af 1.475" in told


def test_a_power_that_nobody_can_tell_is_unknown_and_never_nought(run: Run) -> None:
    file = f"{AARHUS}/contracts/ungifokus.yaml"
    (saving,) = run("forecast", "contract", file, *FEW, "--json").data["comparisons"]
    assert (saving["power"], saving["unknown"]) == (None, "not_a_share")
    assert "is not known: the figure is no share" in run("forecast", "contract", file, *FEW, "--language", "en").out


def test_an_agreement_that_holds_results_against_nothing_says_so(run: Run, into_work: Any) -> None:
    assert into_work["comparisons"] == []
    assert "hvad der var sket uden indsatsen" in run("forecast", "contract", INTO_WORK, *FEW).out


def test_forecasts_hold_as_often_as_they_say_on_simulated_histories(run: Run) -> None:
    data = run("forecast", "calibrate", INTO_WORK, "--histories", "200", "--json").data
    assert [one["holds"] for one in data] == [True]
    assert data[0]["held"] == pytest.approx(0.8, abs=2 * (0.16 / 200) ** 0.5)


@pytest.mark.requirement("PP-14")
@pytest.mark.parametrize(
    "asked",
    [
        (INTO_WORK, "--what", "payments"),
        (INTO_WORK, "--what", "payments", "--until", "0"),
        (AARHUS, "--what", "fund"),
    ],
)
def test_payments_and_the_fund_hold_as_often_as_they_say_in_every_year(asked: tuple[str, ...], run: Run) -> None:
    data = run("forecast", "calibrate", *asked, "--histories", "400", "--draws", "1000", "--json").data
    years = [one["year"] for one in data if one["year"] is not None]
    assert len(years) > 3
    assert years == sorted(set(years))
    assert {one["held"] for one in data} != {0.8}
    within = 4 * (0.16 * (1 / 400 + 1 / 1000)) ** 0.5
    assert all(one["held"] == pytest.approx(one["should_hold"], abs=within) for one in data)


@pytest.mark.parametrize("asked", [(AARHUS, "--what", "rates"), (INTO_WORK, "--what", "fund")])
def test_what_cannot_be_tried_is_refused_before_it_is_read(asked: tuple[str, ...], run: Run) -> None:
    answer = run("forecast", "calibrate", *asked)
    assert answer.code == 1
    assert "[calibrate.other_kind]" in answer.err


def test_the_fund_tells_where_its_assumed_values_stand_by_contract(run: Run) -> None:
    counted = len(run("forecast", "fund", AARHUS, *FEW, "--json").data["assumed"])
    told = run("forecast", "fund", AARHUS, *FEW, "--language", "en").out.partition("Assumed values and where")[2]
    numbers = [int(number) for number in re.findall(r"^  \S.*?  +(\d+)(?:  |$)", told, re.MULTILINE)]
    assert numbers[-1] == counted == sum(numbers[:-1])
    assert "outlook: rates, intake, correlation" in told
