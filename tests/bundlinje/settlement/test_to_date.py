"""Settlements to date against expectations, intake against plan, small samples and remarks, in an invented contract."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from bundlinje.contract.read import read_contract
from bundlinje.facts import facts_from_rows
from bundlinje.report.settlement_data import measured_data
from bundlinje.report.settlement_tables import measured_tables
from bundlinje.report.to_date_data import to_date_data
from bundlinje.report.to_date_tables import to_date_tables
from bundlinje.settlement.explain import explain
from bundlinje.settlement.intake import Admitted, admitted_against_plan
from bundlinje.settlement.result import Settlement
from bundlinje.settlement.settle import settle_history
from bundlinje.settlement.to_date import SectorSide, Year, to_date
from bundlinje.words.explanation import tell
from bundlinje.words.tables import text

CONTRACT = read_contract(Path(__file__).parents[2] / "contracts" / "cross-sector.yaml")


def _facts() -> dict[str, list[dict[str, str]]]:
    units = [f"u{number}" for number in range(1, 7)]
    scores = {
        "u1": ("4", "1"),
        "u2": ("4", "1"),
        "u3": ("4", "1"),
        "u4": ("3", "1"),
        "u5": ("2", "1"),
        "u6": ("1", "1"),
    }
    return {
        "enrolments": [{"unit": unit, "from": "2023-02-01"} for unit in units],
        "spells": [{"fact": "hospital", "unit": "u6", "from": "2023-03-01", "until": "2023-03-10"}],
        "events": [
            {"fact": "workplace", "unit": unit, "day": day}
            for unit, day in (("u1", "2023-02-10"), ("u2", "2023-04-01"), ("u3", "2023-09-01"))
        ],
        "scores": [
            {"fact": fact, "unit": unit, "day": "2023-06-01", "value": value}
            for unit, pair in scores.items()
            for fact, value in zip(("home-score", "economy-score"), pair, strict=True)
        ],
    }


@pytest.fixture(scope="module")
def history() -> Sequence[Settlement]:
    return settle_history(CONTRACT, facts_from_rows(CONTRACT.facts, **_facts()))


@pytest.mark.requirement("CON-26", "SPL-07")
def test_each_sector_pays_for_the_results_in_its_own_field(history: Sequence[Settlement]) -> None:
    first = history[0]
    assert first.payers == {"region": 5 * 1_000_000, "kommune/decentral": 4 * 500_000, "state-pool": 6 * 300_000}
    assert first.investors == {"fond": first.total_ore}


@pytest.mark.requirement("PAY-22")
def test_expected_repayment_and_its_profile_stand_beside_what_was_paid(history: Sequence[Settlement]) -> None:
    found = to_date(history)
    assert (found.expected, found.paid) == (10_000_000, 8_800_000)
    assert found.years == (Year(2023, 6_000_000, 8_800_000), Year(2024, 4_000_000, 0))


@pytest.mark.requirement("SPL-05")
def test_a_payer_that_pays_more_than_it_saves_is_named(history: Sequence[Settlement]) -> None:
    found = to_date(history)
    net = {one.account: (one.net, one.pays_more_than_it_saves) for one in found.payers}
    assert net == {"kommune": (-500_000, True), "region": (15_000_000, False), "state-pool": (None, None)}
    notes = [text(note, "da") for table in to_date_tables(found, CONTRACT) for note in table.notes]
    assert notes == ["Den opdigtede kommune har betalt 5.000 kr. mere, end den venter at spare."]


@pytest.mark.requirement("SPL-08")
def test_gains_by_sector_stand_beside_payments_by_sector(history: Sequence[Settlement]) -> None:
    found = to_date(history)
    assert found.sectors == (
        SectorSide("municipality", 1_500_000, 2_000_000),
        SectorSide("region", 20_000_000, 5_000_000),
        SectorSide("state", None, 1_800_000),
    )
    assert to_date_data(found)["sectors"][2] == {"sector": "state", "gain_ore": None, "paid_ore": 1_800_000}


@pytest.mark.requirement("CON-22")
def test_intake_is_held_against_the_plan_in_force(history: Sequence[Settlement]) -> None:
    first, last = (list(admitted_against_plan(one)) for one in history)
    assert first == [Admitted("all", 20, 8, first[0].by, 6)]
    assert (first[0].standing, str(first[0].by)) == ("below", "2023-06-30")
    assert (last[0].planned_by_now, last[0].standing, str(last[0].by)) == (20, "below", "2024-03-31")
    assert measured_data(history[0])["intake"][0]["planned_by_now"] == 8


@pytest.mark.requirement("FUP-10")
def test_scores_of_several_areas_of_an_instrument_are_mixed(history: Sequence[Settlement]) -> None:
    assert history[0].land.figure("action-plan", 1, 1, -1).value.value == Fraction(3, 4) * 3 + Fraction(1, 4)


@pytest.mark.requirement("FUP-21")
def test_time_to_the_first_workplace_is_measured_and_not_paid(history: Sequence[Settlement]) -> None:
    assert history[0].land.figure("fidelity", 1, 1, -1).value.value == Fraction(2, 6)
    assert "fidelity" not in {line.clause for line in history[0].lines}


@pytest.mark.requirement("FUP-16")
def test_a_small_sample_is_shown_with_its_interval_and_a_warning(history: Sequence[Settlement]) -> None:
    row = next(one for one in measured_data(history[0])["outcomes"] if one["outcome"] == "at-home")
    assert (row["small_sample"], row["interval"]) == (True, ["0.4365", "0.9699"])
    notes = [text(note, "da") for note in measured_tables(history[0])[0].notes]
    assert any("kun 6 afgjort" in note and "så få kan ikke sige noget om andre" in note for note in notes)
    told = [line.text for line in tell(explain(history[0], 1).made_of, "da", CONTRACT)]
    assert any("for få til at sige noget om andre" in one for one in told)


@pytest.mark.requirement("FUP-11", "FUP-12", "FUP-17", "FUP-22")
def test_an_explanation_carries_the_remarks_on_its_results(history: Sequence[Settlement]) -> None:
    told = {
        line.clause: [
            part.values["text"] for part in explain(history[0], number).made_of.parts if part.reason == "remark"
        ]
        for number, line in enumerate(history[0].outcome_lines(), start=1)
    }
    assert told["at-home"] == ["En mild vinter", "En landsdækkende undersøgelse", "Flere går tur hver dag"]
    assert told["steady"] == ["De første svar var for lyse"]
    words = [line.text for line in tell(explain(history[0], 1).made_of, "da", CONTRACT)]
    assert "Anden mulig forklaring: En mild vinter" in words
