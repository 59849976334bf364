"""Laws of settling: a fold over follow-ups that pays once, forgets nothing, and moves no krone without a payer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.strategies import CUTOFFS, Story, amounts, limits, stories

from bundlinje.dates import day_number
from bundlinje.problems import Refused
from bundlinje.settlement.result import LineKind, Settlement
from bundlinje.settlement.settle import settle

FEW = settings(max_examples=12)
OUTCOMES = "outcomes"
NEVER = "2023-12-31"
HOME = {"id": "home", "each": "at-home", "pays": "10 000 kr"}
JOB = {"id": "job", "each": "in-job", "pays": "10 000 kr"}
NO_LIMITS: dict[str, Any] = {"limits": []}


def _by_clause(settlements: Iterable[Settlement], leg: str = OUTCOMES) -> dict[str, int]:
    """Øre of each clause over all settlements, clauses without any left out."""
    found: Counter[str] = Counter()
    for settlement in settlements:
        for line in settlement.lines:
            found[line.clause] += line.ore if line.leg == leg else 0
    return {clause: ore for clause, ore in found.items() if ore}


def _to_date(settlement: Settlement, leg: str = OUTCOMES) -> dict[str, int]:
    sheet = settlement.sheets[leg]
    found = {name: int(sheet.to_date[sheet.term == code].sum()) for code, name in enumerate(sheet.names)}
    return {name: ore for name, ore in found.items() if ore}


def _told(settlement: Settlement) -> list[tuple[Any, ...]]:
    """What a settlement pays, without the digest."""
    return [
        (
            line.leg,
            line.clause,
            line.kind,
            line.cohort,
            line.ore,
            sorted(line.payers.items()),
            sorted(line.receivers.items()),
        )
        for line in settlement.lines
    ]


def _all_told(story: Story) -> list[list[tuple[Any, ...]]]:
    return [_told(settlement) for settlement in story.settled()]


# --- the fold ---


@FEW
@given(stories())
def test_payments_over_all_follow_ups_sum_to_the_amount_to_date_at_the_last(story: Story) -> None:
    settlements = story.settled()
    assert _by_clause(settlements) == _to_date(settlements[-1])


@FEW
@given(stories(plain=True, limits=[]), st.sets(st.sampled_from([0, 1]), min_size=1))
def test_skipping_a_follow_up_changes_dates_and_not_the_total(story: Story, skipped: set[int]) -> None:
    fewer = story.saying(follow_ups=[day for number, day in enumerate(CUTOFFS) if number not in skipped])
    assert _by_clause(fewer.settled()) == _by_clause(story.settled())


@FEW
@given(stories(plain=True))
def test_settling_again_with_nothing_new_pays_nothing_more(story: Story) -> None:
    again = (date.fromisoformat(CUTOFFS[-1]) + timedelta(days=1)).isoformat()
    story = story.saying(follow_ups=[CUTOFFS[-1], again])
    _, second = story.settled()
    assume(not any(row.get("recorded") == again for rows in story.tables.values() for row in rows))
    sheet = second.sheets[OUTCOMES]
    old = sheet.rows.due <= day_number(date.fromisoformat(CUTOFFS[-1]))
    assume(not story.data["limits"] or bool(old.all()))
    assert not sheet.now[old].any()


@FEW
@given(stories())
def test_one_settlement_is_the_same_whenever_it_is_worked_out(story: Story) -> None:
    assert [one.digest for one in story.settled()] == [one.digest for one in story.settled()]


@FEW
@given(stories())
def test_no_later_follow_up_changes_an_earlier_settlement(story: Story) -> None:
    assert story.settled(until=2)[-1].digest == story.settled()[1].digest


@FEW
@given(stories(), amounts)
def test_a_digest_is_of_the_contract_the_facts_and_the_result(story: Story, amount: str) -> None:
    other = story.saying(limits=[{"at_most": "90 000 001 kr", "for": "total", "excess": "lost"}])
    assume(other.data["limits"] != story.data["limits"])
    one, two = story.settled(), other.settled()
    assert one[0].digest != two[0].digest
    assert len({settlement.digest for settlement in one}) == len(one)


# --- rows and names ---


@FEW
@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing(story: Story, chance: Any) -> None:
    shuffled = story.each_row(lambda rows: chance.sample(rows, len(rows)))
    assert [one.digest for one in shuffled.settled()] == [one.digest for one in story.settled()]


@FEW
@given(stories())
def test_a_row_delivered_twice_changes_nothing(story: Story) -> None:
    twice = story.each_row(lambda rows: [*rows, *rows])
    assert [one.digest for one in twice.settled()] == [one.digest for one in story.settled()]


@FEW
@given(stories())
def test_the_names_of_units_change_nothing(story: Story) -> None:
    def renamed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**row, "unit": f"x{9 - int(row['unit'][1:])}"} if "unit" in row else row for row in rows]

    assert _all_told(story.each_row(renamed)) == _all_told(story)


# --- late facts ---


def _late_job(recorded: str, **more: Any) -> dict[str, Any]:
    return {"fact": "job", "unit": "late", "day": "2021-10-01", "recorded": recorded, **more}


def _with_late(story: Story) -> Story:
    return story.with_rows("enrolments", [{"unit": "late", "from": "2021-09-10"}])


@FEW
@given(stories(terms=[JOB], limits=[]))
def test_a_fact_recorded_after_the_cut_off_changes_nothing_then_and_is_a_correction_next_time(story: Story) -> None:
    without = _with_late(story)
    late = without.with_rows("events", [_late_job("2022-07-01")])
    before, after = without.settled(), late.settled()
    assert after[0].digest == before[0].digest
    corrections = [line for line in after[1].lines if line.kind is LineKind.CORRECTION]
    already = [line for line in before[1].lines if line.kind is LineKind.CORRECTION]
    assert sum(line.ore for line in corrections) - sum(line.ore for line in already) == 10_000_00


@FEW
@given(stories(limits=[]))
def test_corrected_and_corrected_back_is_untouched(story: Story) -> None:
    job = {"fact": "job", "unit": "late", "day": "2021-10-01", "id": "r1", "recorded": "2021-10-01"}
    moved = [{**job, "day": "2022-05-01", "recorded": "2022-07-10"}, {**job, "recorded": "2022-07-20"}]
    once = _with_late(story).with_rows("events", [job])
    assert _all_told(once.with_rows("events", moved)) == _all_told(once)


def _taken_back() -> tuple[dict[str, Any], dict[str, Any]]:
    job = {"fact": "job", "unit": "late", "day": "2021-10-01", "id": "r1", "recorded": "2021-10-01"}
    return job, {**job, "void": "yes", "recorded": "2022-07-10"}


def _one_taken_back(plain: Story, **parts: Any) -> tuple[Settlement, ...]:
    """One who was in a job, and paid for, until the record was withdrawn before the second follow-up."""
    everyone = {**plain.tables, "enrolments": [{"unit": "late", "from": "2021-09-10"}], "events": _taken_back()}
    only = {**dict.fromkeys(plain.tables, ()), **everyone, "flows": plain.tables["flows"]}
    for table in ("spells", "scores", "coverage"):
        only[table] = ()
    return Story({**plain.data, **parts}, only).settled()


@FEW
@given(stories(terms=[JOB], limits=[], receivers="raadet"))
def test_what_was_paid_too_much_is_repaid_set_off_or_kept_as_the_contract_says(story: Story) -> None:
    repaid = _one_taken_back(story, corrections={"less": "repaid"})
    assert [sum(line.ore for line in one.lines if line.leg == OUTCOMES) for one in repaid] == [1000000, -1000000, 0]
    kept = _one_taken_back(story, corrections={"less": "kept"})
    assert [sum(line.ore for line in one.lines if line.leg == OUTCOMES) for one in kept] == [1000000, 0, 0]
    set_off = _one_taken_back(story, corrections={"less": "set off in the next payment"})
    assert [one.held_back for one in set_off] == [(), (OUTCOMES,), (OUTCOMES,)]
    assert [one.total_ore for one in set_off] == [1000000, 0, 0]


# --- money ---


@pytest.mark.requirement("SPL-01", "PAY-24")
@FEW
@given(stories())
def test_money_in_is_money_out_over_all_legs_and_what_is_left_in_the_vehicle(story: Story) -> None:
    for settlement in story.settled():
        came, went, left = 0, 0, 0
        for line in settlement.lines:
            assert sum(line.payers.values()) == line.ore == sum(line.receivers.values())
            came += sum(ore for account, ore in line.payers.items() if account != "vehicle")
            went += sum(ore for account, ore in line.receivers.items() if account != "vehicle")
            left += line.receivers.get("vehicle", 0) - line.payers.get("vehicle", 0)
        assert came == went + left
        assert left == 0 or settlement.held_back


@FEW
@given(stories(limits=[]), limits())
def test_limits_never_raise_what_is_paid_to_date(story: Story, caps: list[Any]) -> None:
    free, capped = _to_date(story.settled()[-1]), _to_date(story.saying(limits=caps).settled()[-1])
    assert all(capped.get(clause, 0) <= ore or ore < 0 for clause, ore in free.items())


@FEW
@given(stories(plain=True), amounts)
def test_a_cap_asks_nothing_back_when_facts_did_not_change(story: Story, cap: str) -> None:
    at_once = story.each_row(lambda rows: [{key: row[key] for key in row if key != "recorded"} for row in rows])
    capped = at_once.saying(limits=[{"at_most": cap, "for": "total", "excess": "lost"}], terms=[JOB, HOME])
    for settlement in capped.settled():
        assert all(line.ore >= 0 for line in settlement.lines)


@FEW
@given(stories())
def test_no_share_has_the_opposite_sign_of_its_line(story: Story) -> None:
    for settlement in story.settled():
        for line in settlement.lines:
            parts = (*line.payers.values(), *line.receivers.values())
            assert all(part * line.ore >= 0 for part in parts)


# --- guarantee ---


@pytest.mark.requirement("CON-07", "PAY-25")
@FEW
@given(stories(terms=[JOB, HOME]), amounts)
def test_a_guarantee_pays_at_most_its_amount_at_most_the_loss_and_only_at_the_end(story: Story, up_to: str) -> None:
    rule = {"at_least": "100 % of drawn capital", "for": "total", "at": "final settlement", "paid_by": "bikuben"}
    guaranteed = story.saying(guarantee={**rule, "up_to": up_to}).settled()
    bare = story.settled()
    drawn = sum(row["value"] for row in story.tables["flows"]) * 100
    received = sum(sum(one.investors.values()) for one in bare)
    loss = max(0, drawn - received)
    most = int(up_to.removesuffix(" kr").replace(" ", "").replace(".", "")) * (1 if "." in up_to else 100)
    assert [one.guarantors for one in guaranteed[:-1]] == [{}] * (len(guaranteed) - 1)
    assert guaranteed[-1].guarantors.get("bikuben", 0) == min(loss, most)
    with_it = sum(sum(one.investors.values()) for one in guaranteed)
    assert with_it <= max(drawn, received)


# --- marks ---


@FEW
@given(stories(terms=[JOB]))
def test_an_assumed_price_marks_the_settlement_and_changes_no_amount(story: Story) -> None:
    assumed = story.saying(terms=[{**JOB, "pays": {"amount": "10 000 kr", "assumed": "et gæt"}}])
    for known, marked in zip(story.settled(), assumed.settled(), strict=True):
        assert _told(known) == _told(marked)
        has_entries = len(marked.sheets[OUTCOMES].entries) > 0
        assert [mark.path for mark in marked.assumed] == (["terms.job.pays"] if has_entries else [])
        assert not known.assumed


@FEW
@given(stories(terms=[JOB]))
def test_an_unknown_price_stops_the_settlement_that_needs_it_and_no_other(story: Story) -> None:
    unknown = story.saying(terms=[{**JOB, "pays": {"unknown": "ikke offentlig"}}])
    needed = [bool(settlement.sheets[OUTCOMES].entries.gross.any()) for settlement in story.settled()]
    if not any(needed):
        assert all(settlement.total_ore == 0 for settlement in unknown.settled())
        return
    with pytest.raises(Refused) as refused:
        unknown.settled()
    assert [problem.code for problem in refused.value.problems] == ["settle.unknown"]
    assert "story" in refused.value.problems[0].place.path
    first = needed.index(True)
    assert first == 0 or all(one.total_ore == 0 for one in unknown.settled(until=first))


# --- change and ending ---


def _amended(story: Story, on: str, applies_to: str) -> Story:
    change = {"on_date": on, "replaces": {"terms.job.pays": "7 000 kr"}, "applies_to": applies_to}
    return story.saying(amendments=[change])


@pytest.mark.requirement("CON-21")
@FEW
@given(stories(terms=[JOB], limits=[]), st.integers(0, 500))
def test_windows_that_began_under_the_old_terms_keep_them(story: Story, after: int) -> None:
    on = (date(2021, 9, 1) + timedelta(days=after)).isoformat()
    amended = _amended(story, on, "windows that begin on or after").settled()[-1]
    sheet = amended.sheets[OUTCOMES]
    new = sheet.rows.since >= day_number(date.fromisoformat(on))
    earned = sheet.entries.gross > 0
    assert set(sheet.entries.gross[earned & new].tolist()) <= {700000}
    assert set(sheet.entries.gross[earned & ~new].tolist()) <= {1000000}


@FEW
@given(stories(terms=[JOB], limits=[]))
def test_an_amendment_that_comes_after_the_last_follow_up_changes_nothing(story: Story) -> None:
    assert _all_told(_amended(story, "2023-07-01", "all")) == _all_told(story)


@FEW
@given(stories(terms=[JOB], limits=[]))
def test_an_amendment_for_all_from_the_start_is_the_contract_written_anew(story: Story) -> None:
    anew = story.saying(terms=[{**JOB, "pays": "7 000 kr"}])
    assert _all_told(_amended(story, "2021-01-01", "all")) == _all_told(anew)


@pytest.mark.requirement("PAY-23")
@FEW
@given(stories(terms=[JOB], limits=[], receivers="raadet"), st.integers(0, 100))
def test_an_early_end_settles_what_is_not_yet_due_as_expected(story: Story, rate: int) -> None:
    ends = {
        "on_date": "2022-01-15",
        "pays": "all that is not yet due counts as expected",
        "expected": {"in-job": f"{rate} %"},
    }
    bare = story.settled(until=1)[0]
    states = bare.land.outcomes.states("in-job")
    last = day_number(date.fromisoformat(CUTOFFS[0]))
    occasions = bare.land.measuring.values("jobs").occasions
    open_ = occasions.there & ~occasions.out & ((states.due > last) | (states.state == 3))
    ended = story.saying(ends_early=ends)
    first = settle(ended.contract(), ended.facts(ended.contract()), 1)
    assert first.total_ore - bare.total_ore == int(open_.sum()) * rate * 10_000
    with pytest.raises(Refused) as refused:
        ended.settled()
    assert [problem.code for problem in refused.value.problems] == ["settle.after_the_end"]
