"""Laws of limits: what a plain reference cuts, what no cap may do, money that waits or is lost, units, floors."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws.claims import (
    BOUNDS,
    ENDLESS,
    FLOW_SCOPES,
    LIMITS,
    MONEY_SCOPES,
    ORDERS,
    TERMS,
    Answers,
    Entry,
    after,
    claims_of,
    entries,
    group_of,
    limit,
    reference,
)

from bundlinje.grammar.amount import Fixed
from bundlinje.grammar.source import parse_yaml
from bundlinje.limits.base import NO_ONE, SHELF, Limit
from bundlinje.problems import Collector


@given(entries(), st.sampled_from(MONEY_SCOPES), BOUNDS, st.sampled_from(ORDERS))
def test_a_cap_cuts_what_a_plain_reference_cuts(rows: list[Entry], scope: str, bound: int, order: str) -> None:
    cap = limit(at_most=Fixed(ore=bound), **{"for": scope}, excess="lost", cut=order)
    off = cap.cut(claims_of(rows), Answers()).off
    assert dict(zip([e.key for e in rows], off.tolist(), strict=True)) == reference(rows, scope, bound, order, 0)


@given(entries(), st.sampled_from(FLOW_SCOPES), BOUNDS, st.sampled_from(ORDERS), st.integers(0, 2_000))
def test_a_cap_on_what_is_paid_now_cuts_what_the_reference_cuts(
    rows: list[Entry], scope: str, bound: int, order: str, paid: int
) -> None:
    cap = limit(at_most=Fixed(ore=bound), **{"for": scope}, excess="waits", cut=order)
    off = cap.cut(claims_of(rows), Answers(paid=paid)).off
    before = paid if scope == "each year" else 0
    assert dict(zip([e.key for e in rows], off.tolist(), strict=True)) == reference(rows, scope, bound, order, before)


@given(entries(), BOUNDS)
def test_a_balance_caps_the_money_of_this_settlement(rows: list[Entry], balance: int) -> None:
    cap = limit(at_most="balance of senior", **{"for": "total"}, excess="waits")
    off = cap.cut(claims_of(rows), Answers(balances={"senior": balance})).off
    expected = reference(rows, "balance", balance, "in proportion", 0)
    assert dict(zip([e.key for e in rows], off.tolist(), strict=True)) == expected


ANY_SCOPE = st.sampled_from(MONEY_SCOPES + FLOW_SCOPES)


@st.composite
def caps(draw: st.DrawFn, scopes: st.SearchStrategy[str] = ANY_SCOPE, bounds: st.SearchStrategy[int] = BOUNDS) -> Limit:
    slots: dict[str, Any] = {"for": draw(scopes), "excess": draw(st.sampled_from(["lost", "waits"]))}
    if terms := draw(st.sets(st.sampled_from(TERMS))):
        slots["terms"] = sorted(terms)
    return limit(at_most=Fixed(ore=draw(bounds)), cut=draw(st.sampled_from(ORDERS)), **slots)


@st.composite
def togethers(draw: st.DrawFn) -> Limit:
    members = [draw(caps()).model_dump(by_alias=True, exclude={"excess", "id"}) for _ in range(draw(st.integers(2, 3)))]
    return limit(together=members, excess=draw(st.sampled_from(["lost", "waits"])))


CAPS = st.one_of(caps(), togethers())


@given(entries(), CAPS, st.integers(0, 500))
def test_a_cap_never_raises_and_cuts_positive_entries_only(rows: list[Entry], cap: Limit, paid: int) -> None:
    claims = claims_of(rows)
    cut = cap.cut(claims, Answers(paid=paid))
    assert (cut.off >= 0).all()
    assert (cut.off <= np.maximum(claims.to_date, 0) + 500).all()
    assert (cut.off[claims.to_date - np.minimum(claims.settled, 0) <= 0] == 0).all()


@given(entries(), CAPS, st.integers(0, 500))
def test_a_cap_applied_twice_cuts_once(rows: list[Entry], cap: Limit, paid: int) -> None:
    once = after(claims_of(rows), cap.cut(claims_of(rows), Answers(paid=paid)))
    assert not cap.cut(once, Answers(paid=paid)).off.any()


@given(entries(), caps(bounds=st.just(ENDLESS)))
def test_a_cap_without_end_is_no_cap(rows: list[Entry], cap: Limit) -> None:
    assert not cap.cut(claims_of(rows), Answers()).off.any()


@given(entries(), caps(), st.integers(0, 500))
def test_the_cuts_sum_to_what_stood_before_less_what_stands_after(rows: list[Entry], cap: Limit, paid: int) -> None:
    cut = cap.cut(claims_of(rows), Answers(paid=paid))
    assert cut.off.sum() == (cut.groups.before - cut.groups.after).sum()


@given(entries(), caps(scopes=st.sampled_from(MONEY_SCOPES)))
def test_money_to_date_stands_at_the_bound_or_untouched_below_it(rows: list[Entry], cap: Limit) -> None:
    groups = cap.cut(claims_of(rows), Answers()).groups
    assert (groups.after == np.minimum(groups.before, groups.bound)).all()


@given(entries(), CAPS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_entry(rows: list[Entry], cap: Limit, dice: Any) -> None:
    mixed = dice.sample(rows, len(rows))
    found = [
        dict(zip([e.key for e in some], cap.cut(claims_of(some), Answers()).off.tolist(), strict=True))
        for some in (rows, mixed)
    ]
    assert found[0] == found[1]


@given(entries(), caps(scopes=st.just("total")))
def test_the_newest_follow_up_is_cut_first(rows: list[Entry], cap: Limit) -> None:
    claims = claims_of(rows)
    off = cap.cut(claims, Answers()).off
    inside = np.isin(claims.term, [TERMS.index(name) for name in cap.term_names() or TERMS])
    oldest = claims.follow_up[off > 0].min(initial=99)
    newer = inside & (claims.follow_up > oldest)
    assert (off[newer] == np.maximum(claims.to_date[newer], 0)).all()


@given(entries(amounts=st.integers(0, 1_000)), caps(scopes=st.sampled_from(MONEY_SCOPES)), st.integers(1, 3))
def test_later_results_take_back_nothing_that_was_paid(rows: list[Entry], cap: Limit, now: int) -> None:
    early = [e for e in rows if e.follow_up <= now]
    paid = after(claims_of(early), cap.cut(claims_of(early), Answers()))
    whole = claims_of(early + [e for e in rows if e.follow_up > now])
    assert (after(whole, cap.cut(whole, Answers())).to_date[: len(early)] >= paid.to_date).all()


@given(entries(), caps(scopes=st.sampled_from(FLOW_SCOPES)), st.integers(0, 2_000))
def test_a_cap_on_what_is_paid_now_leaves_what_was_settled(rows: list[Entry], cap: Limit, paid: int) -> None:
    claims = claims_of(rows)
    left = after(claims, cap.cut(claims, Answers(paid=paid))).to_date
    assert (left >= np.minimum(claims.to_date, claims.settled)).all()


@given(entries(), CAPS)
def test_only_what_a_limit_must_remember_is_lost_for_good(rows: list[Entry], cap: Limit) -> None:
    cut = cap.cut(claims_of(rows), Answers())
    assert (cut.lost >= 0).all()
    assert (cut.lost <= cut.off).all()
    if cap.model_dump()["excess"] == "waits":
        assert not cut.lost.any()


@given(entries(), caps(), caps())
def test_together_leaves_the_least_that_a_member_leaves(rows: list[Entry], one: Limit, two: Limit) -> None:
    members = [cap.model_dump(by_alias=True, exclude={"excess", "id"}) for cap in (one, two)]
    both = limit(together=members, excess="lost").cut(claims_of(rows), Answers())
    alone = [cap.cut(claims_of(rows), Answers()) for cap in (one, two)]
    assert (both.off == np.maximum(alone[0].off, alone[1].off)).all()
    assert both.groups.member.tolist() == [n for n, cut in enumerate(alone) for _ in cut.groups.key]


def settle_yearly(rows: list[Entry], cap: Limit, years: int) -> list[int]:
    """What is paid each year when every follow-up is a year of its own; a limit's memory is kept as it asks."""
    settled = dict.fromkeys([e.key for e in rows], 0)
    lost = dict.fromkeys(settled, 0)
    paid = []
    for year in range(1, years + 1):
        now = [replace(e, to_date=e.to_date - lost[e.key], settled=settled[e.key]) for e in rows if e.follow_up <= year]
        claims = claims_of(now)
        cut = cap.cut(claims, Answers())
        left = after(claims, cut).to_date
        paid.append(int((left - claims.settled).sum()))
        for e, ore, gone in zip(now, left.tolist(), cut.lost.tolist(), strict=True):
            settled[e.key] = ore
            lost[e.key] += gone
    return paid


@given(entries(amounts=st.integers(0, 1_000)), st.integers(1_000, 4_000))
def test_money_that_waits_is_paid_as_soon_as_a_year_has_room(rows: list[Entry], bound: int) -> None:
    cap = limit(at_most=Fixed(ore=bound), **{"for": "each year"}, excess="waits")
    paid = settle_yearly(rows, cap, years=18)
    assert max(paid) <= bound
    assert sum(paid) == sum(e.to_date for e in rows)


@given(entries(amounts=st.integers(0, 1_000)), st.integers(0, 4_000))
def test_money_that_is_lost_is_never_paid_in_a_later_year(rows: list[Entry], bound: int) -> None:
    cap = limit(at_most=Fixed(ore=bound), **{"for": "each year"}, excess="lost")
    earned = [sum(e.to_date for e in rows if e.follow_up == year) for year in range(1, 7)]
    assert settle_yearly(rows, cap, years=6) == [min(bound, ore) for ore in earned]


@given(entries(), st.integers(0, 6), st.sampled_from(["total", "each term", "term work", "each cohort"]))
def test_a_cap_on_units_keeps_the_earliest_due_whole(rows: list[Entry], bound: int, scope: str) -> None:
    cut = limit(at_most=f"{bound} units", **{"for": scope}, excess="lost").cut(claims_of(rows), Answers())
    earning: dict[Any, dict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for e in rows:
        if e.to_date > 0 and e.unit != NO_ONE and (group := group_of(e, scope)) is not None:
            earning[group][e.unit].append(e)
    off = dict.fromkeys([e.key for e in rows], 0)
    for units in earning.values():
        first = {unit: min(e.due for e in mine) for unit, mine in units.items()}
        earned = {u: sum(e.to_date for e in mine if e.due == first[u]) for u, mine in units.items()}
        for unit in sorted(units, key=lambda u: (first[u], earned[u], u))[bound:]:
            off |= {e.key: e.to_date for e in units[unit]}
    assert dict(zip([e.key for e in rows], cut.off.tolist(), strict=True)) == off
    assert not cut.lost.any()
    counted = [len(earning[g]) if g in earning else 0 for g in cut.groups.key.tolist()]
    assert cut.groups.before.tolist() == counted
    assert cut.groups.after.tolist() == [min(bound, n) for n in counted]


@given(entries(amounts=st.integers(1, 1_000)), st.integers(0, 6), st.integers(1, 3))
def test_a_unit_that_was_paid_for_stays_paid_for(rows: list[Entry], bound: int, now: int) -> None:
    # What a unit earns later falls due later: its first due day is a fact that does not change.
    dated = [replace(e, due=100_000 * e.follow_up + e.due) for e in rows]
    early = [e for e in dated if e.follow_up <= now]
    cap = limit(at_most=f"{bound} units", **{"for": "total"}, excess="lost")
    paid = after(claims_of(early), cap.cut(claims_of(early), Answers()))
    whole = claims_of(early + [e for e in dated if e.follow_up > now])
    assert (after(whole, cap.cut(whole, Answers())).to_date[: len(early)] >= paid.to_date).all()


LOSS = {"at_least": "100 % of drawn capital", "for": "total", "at": "final settlement", "paid_by": "foundation"}


@pytest.mark.requirement("PAY-25")
@given(entries(), st.integers(0, 10**15), st.one_of(st.none(), st.integers(0, 10**15)))
def test_a_guarantee_pays_the_loss_up_to_its_amount_and_nothing_without_one(
    rows: list[Entry], drawn: int, up_to: int | None
) -> None:
    floor = limit(**LOSS, up_to=None if up_to is None else Fixed(ore=up_to))
    cut = floor.cut(claims_of(rows), Answers(drawn=drawn, is_final=True))
    loss = max(0, drawn - sum(e.to_date for e in rows))
    assert cut.top_up == (loss if up_to is None else min(loss, up_to))
    assert not cut.off.any()
    assert (cut.groups.after - cut.groups.before).tolist() == [cut.top_up]


@given(entries(), st.integers(0, 10**15))
def test_a_floor_tops_up_once(rows: list[Entry], drawn: int) -> None:
    floor = limit(**LOSS)
    answers = Answers(drawn=drawn, is_final=True)
    top_up = floor.cut(claims_of(rows), answers).top_up
    paid = Entry(term=0, cohort=9, unit=NO_ONE, follow_up=9, due=9, to_date=top_up, settled=0)
    assert floor.cut(claims_of([*rows, paid]), answers).top_up == 0


@pytest.mark.parametrize("key", SHELF.kinds)
@given(rows=entries(), drawn=st.integers(0, 10**15))
def test_every_limit_leaves_an_account_that_adds_up(key: str, rows: list[Entry], drawn: int) -> None:
    one = LIMITS.validate_python(parse_yaml(SHELF.kinds[key].example, key, Collector()).data)
    answers = Answers(drawn=drawn, balances={"senior": drawn}, is_final=True)
    cut = one.cut(claims_of(rows), answers)
    assert len(cut.off) == len(cut.lost) == len(rows)
    assert (cut.off >= 0).all()
    assert cut.top_up >= 0
    assert (cut.groups.member < len(one.all_bounds())).all()


@pytest.mark.parametrize("key", SHELF.kinds)
def test_every_limit_writes_what_it_reads(key: str) -> None:
    one = LIMITS.validate_python(parse_yaml(SHELF.kinds[key].example, key, Collector()).data)
    assert LIMITS.validate_python(LIMITS.dump_python(one, by_alias=True)) == one
