"""Both worlds: counts laid through the fold pay what the settlement pays, to the øre, follow-up by follow-up.

The forecast may only run the contract's own terms, limits and splits. So where everything is known, the forecast's
arithmetic in many worlds at once and the settlement's, unit by unit, must tell the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.golden.mechanism_cases import Case, cases
from tests.strategies import Story, stories

from bundlinje.contract.model import Contract
from bundlinje.contract.read import read_contract
from bundlinje.facts import Facts, read_facts
from bundlinje.forecast.drawing import drawn
from bundlinje.forecast.figure_spread import drawn_figure
from bundlinje.forecast.outlook_file import Outlook
from bundlinje.forecast.situation import Situation, situation
from bundlinje.planned.counts import Counts
from bundlinje.planned.fold import Folded, fold
from bundlinje.planned.group_terms import drawn_figures
from bundlinje.planned.people import needs_people
from bundlinje.problems import Refused
from bundlinje.settlement.result import Settlement
from bundlinje.streams import Streams

AARHUS = Path(__file__).parents[2] / "examples" / "aarhus"
SETTLED = sorted(
    path.stem for path in (AARHUS / "contracts").glob("*.yaml") if (AARHUS / "facts" / path.stem).exists()
    and "follow_ups:" in path.read_text("utf-8")
)  # fmt: skip

Paid = dict[tuple[int, str, str, str, str], int]
"""Øre by follow-up, flow, clause, side and account."""


def outlook_of(contract: Contract) -> Outlook:
    """Anything will do: where everything is known nothing is drawn."""
    rates = {name: {"expected": "50 %"} for name in contract.outcomes}
    figures = {name: {"p10": "0", "p50": "0", "p90": "0"} for name in contract.figures}
    return Outlook.model_validate({"outlook": contract.contract, "rates": rates, "figures": figures})


def only_known(stands: Situation) -> Counts:
    """One world in which nothing comes but what is known."""
    units = np.zeros((1, len(stands.tariff.roster)), dtype=np.int64)
    units[:, : len(stands.tariff.roster.admitted)] = 1
    generator = Streams(1).of("", "", 0)
    figures = {
        name: drawn_figure(stands, name, generator, 1)[:1]  # type: ignore[arg-type]
        for name in drawn_figures(stands.contract)
    }
    achieved = {name: one.achieved[None, :] for name, one in stands.known.items()}
    return Counts(
        stands.tariff, achieved, {name: one.due[None, :] for name, one in stands.known.items()}, units, figures
    )


def settled(history: Iterable[Settlement]) -> Paid:
    """What settlements moved."""
    found: Paid = {}
    for one in history:
        for line in one.lines:
            for side in ("payers", "receivers"):
                for account, ore in getattr(line, side).items():
                    key = (one.follow_up, line.leg, line.clause, side, account)
                    found[key] = found.get(key, 0) + ore
    return {key: ore for key, ore in found.items() if ore}


def folded(paid: Folded, until: int) -> Paid:
    """What the fold moved in its only world."""
    found: Paid = {}
    for one in paid.paid:
        for side in ("payers", "receivers"):
            for account, ore in getattr(one, side).items():
                key = (one.follow_up, one.leg, one.clause, side, account)
                found[key] = found.get(key, 0) + int(ore[0])
    return {key: ore for key, ore in found.items() if ore and key[0] <= until}


def both(contract: Contract, facts: Facts, until: int) -> tuple[Paid, Paid]:
    """What was settled on the way to where the contract stands, and what the fold pays of it."""
    stands = situation(contract, outlook_of(contract), facts, until, plan=())
    return settled(stands.settled), folded(fold(only_known(stands)), until)


@pytest.mark.parametrize("name", SETTLED)
def test_every_aarhus_follow_up_is_folded_as_it_was_settled(name: str) -> None:
    contract = read_contract(AARHUS / "contracts" / f"{name}.yaml")
    facts = read_facts(AARHUS / "facts" / name, contract.facts)
    until = situation(contract, outlook_of(contract), facts).now
    real, seen = both(contract, facts, until)
    assert until > 0
    assert seen == real


BY_PERSON = ("M04", "M19")
"""Who achieves, or how much each scores, decides what is paid: counts cannot tell."""
ENDED_EARLY = ("M18_upfront_settlement_on_termination",)
"""Nothing is left to foresee; the settlement itself says what the early end pays."""
NOT_SETTLED = ("M01_person_window_threshold:leaving-without-a-rule", "M01_person_window_threshold:unknown-price")
TOLD_LATER = (
    "M01_person_window_threshold:not-measured-waits-until-the-register-is-read",
    "M01_person_window_threshold:unknown-price-that-nobody-needs",
)
"""Facts that came late correct an earlier follow-up; a price nobody has published is refused before it is needed."""
CASES = [one for one in cases() if one.name not in (*NOT_SETTLED, *TOLD_LATER, *ENDED_EARLY)]


@pytest.mark.parametrize("case", [one for one in CASES if one.name[:3] not in BY_PERSON], ids=lambda one: one.name)
def test_every_mechanism_is_folded_as_it_is_settled(case: Case) -> None:
    contract = case.contract()
    facts, until = case.facts(contract), max(case.follow_ups)
    real, seen = both(contract, facts, until)
    assert seen == real


@pytest.mark.parametrize("case", [one for one in CASES if one.name[:3] in BY_PERSON], ids=lambda one: one.name)
def test_what_counts_cannot_tell_is_refused_and_never_guessed(case: Case) -> None:
    contract = case.contract()
    facts, until = case.facts(contract), max(case.follow_ups)
    with pytest.raises(Refused) as refused:
        both(contract, facts, until)
    assert {one.code for one in refused.value.problems} == {"planned.needs_people"}


def in_time(tables: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """The same facts, all recorded when they happened."""
    return {
        name: [{key: cell for key, cell in row.items() if key != "recorded"} for row in rows]
        for name, rows in tables.items()
    }


@settings(max_examples=20)
@given(stories())
def test_any_contract_that_counts_can_tell_is_folded_as_it_is_settled(story: Story) -> None:
    story = Story(story.data, in_time(story.tables))
    contract = story.contract()
    assume(not needs_people(contract))
    facts = story.facts(contract)
    until = len(contract.follow_ups)
    try:
        real, seen = both(contract, facts, until)
    except Refused as refused:
        codes = {one.code for one in refused.problems}
        assume(not codes & {"planned.needs_people", "settle.unknown", "planned.price_unknown"})
        raise
    assert seen == real


@settings(max_examples=10)
@given(stories(), st.integers(1, 5))
def test_worlds_are_strangers_to_one_another(story: Story, seed: int) -> None:
    contract = story.contract()
    assume(not needs_people(contract))
    stands = situation(contract, outlook_of(contract), story.facts(contract), 1, plan=())
    try:
        counts = drawn(stands, 4, seed)
        together = fold(counts)
    except Refused:
        assume(False)
        return
    for world in range(4):
        alone = fold(_only(counts, world))
        assert {_key(one): int(one.ore[0]) for one in alone.paid if one.ore.any()} == {
            _key(one): int(one.ore[world]) for one in together.paid if one.ore[world]
        }


def _only(counts: Counts, world: int) -> Counts:
    def one(table: Any) -> Any:
        return {name: column[world : world + 1] for name, column in table.items()}

    admitted = counts.admitted[world : world + 1]
    return Counts(counts.tariff, one(counts.achieved), one(counts.due), admitted, one(counts.figures))


def _key(paid: Any) -> tuple[str, str, int]:
    return paid.leg, paid.clause, paid.follow_up
