"""Laws of many worlds at once: limits, splits and accounts in columns do to each world what they do to it alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.laws.claims import FLOW_SCOPES, MONEY_SCOPES, ORDERS, TERMS, Answers, Entry, claims_of, entries, limit
from tests.laws.test_accounts import DAYS, ORE, account
from tests.laws.test_splits import ANY, BALANCES, NAMES, SUMS

from bundlinje.grammar.quantity import Share
from bundlinje.limits.at_least import AtLeast
from bundlinje.limits.base import Claims, Cut, Limit
from bundlinje.planned.accounts import balances
from bundlinje.planned.handing_out import Purses, handed_out
from bundlinje.splits.account import Account, Moved, run_account
from bundlinje.splits.base import Purse, Split

# --- limits -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ManyAnswers:
    """What an invented settlement answers in each of several worlds."""

    each: tuple[Answers, ...]

    @property
    def is_final(self) -> bool:
        return self.each[0].is_final

    def ore(self, bound: Any) -> Any:
        return np.array([one.ore(bound) for one in self.each], dtype=np.int64)

    def units(self, bound: Any) -> int:
        return self.each[0].units(bound)

    def paid_in_year(self, terms: tuple[str, ...] | None) -> Any:
        return np.array([one.paid_in_year(terms) for one in self.each], dtype=np.int64)


MONEY = st.integers(0, 3_000).map(lambda ore: f"{ore // 100}.{ore % 100:02d} kr")
BOUNDS = {
    "money": st.one_of(MONEY, st.integers(0, 100).map(lambda share: f"{share} % of drawn capital")),
    "units": st.one_of(st.integers(0, 4).map(lambda n: f"{n} units"), st.just("30 % of planned units")),
    "balance": st.sampled_from(["balance of senior", "balance of junior"]),
}
SCOPES = {
    "money": [*MONEY_SCOPES, *FLOW_SCOPES],
    "units": ["term work", "each term", "each cohort", "total"],
    "balance": ["term home", "total"],
}


@st.composite
def caps(draw: st.DrawFn) -> dict[str, Any]:
    """A cap of any form, over any scope it may have."""
    form = draw(st.sampled_from(sorted(BOUNDS)))
    slots: dict[str, Any] = {"at_most": draw(BOUNDS[form]), "for": draw(st.sampled_from(SCOPES[form]))}
    if form != "units":
        slots["cut"] = draw(st.sampled_from(ORDERS))
    if terms := draw(st.sets(st.sampled_from(TERMS))):
        slots["terms"] = sorted(terms)
    return slots


EXCESS = st.sampled_from(["lost", "waits"])
LIMITS = st.one_of(
    st.builds(lambda cap, excess: limit(**cap, excess=excess), caps(), EXCESS),
    st.builds(
        lambda members, excess: limit(together=members, excess=excess), st.lists(caps(), min_size=2, max_size=3), EXCESS
    ),
)
ANSWERS = st.builds(
    Answers,
    drawn=st.integers(0, 5_000),
    balances=st.fixed_dictionaries({"senior": st.integers(0, 3_000), "junior": st.integers(0, 3_000)}),
    paid=st.integers(0, 500),
)
WORLDS = st.lists(st.tuples(entries(), ANSWERS), min_size=1, max_size=4)
Row = tuple[int, Entry]


def mixed(rows: list[Row], worlds: int) -> Claims:
    """The entries of all worlds as one set of claims, in any order."""
    alone = claims_of([entry for _, entry in rows])
    columns = {name: getattr(alone, name) for name in Claims.__slots__ if name not in ("world", "worlds")}
    return Claims(**columns, world=np.array([world for world, _ in rows], dtype=np.int32), worlds=worlds)


def by_row(rows: list[Row], cut: Cut) -> dict[Any, tuple[int, int]]:
    """What each entry of each world lost, and what of it for good."""
    keys = [(world, entry.key) for world, entry in rows]
    return dict(zip(keys, zip(cut.off.tolist(), cut.lost.tolist(), strict=True), strict=True))


def by_group(cut: Cut, worlds: int = 1) -> set[tuple[int, ...]]:
    """How each group of each world was bitten: world, member, key and amounts."""
    columns = (getattr(cut.groups, name).tolist() for name in ("member", "key", "before", "bound", "after"))
    return {(key % worlds, member, key // worlds, *amounts) for member, key, *amounts in zip(*columns, strict=True)}


@given(LIMITS, WORLDS, st.randoms(use_true_random=False))
def test_a_limit_does_to_each_of_many_worlds_what_it_does_to_it_alone(
    rule: Limit, worlds: list[tuple[list[Entry], Answers]], dice: Any
) -> None:
    rows = [(number, entry) for number, (one, _) in enumerate(worlds) for entry in one]
    rows = dice.sample(rows, len(rows))
    together = rule.cut(mixed(rows, len(worlds)), ManyAnswers(tuple(answers for _, answers in worlds)))
    expected, groups = dict[Any, tuple[int, int]](), set[tuple[int, ...]]()
    for number, (one, answers) in enumerate(worlds):
        cut = rule.cut(claims_of(one), answers)
        expected |= by_row([(number, entry) for entry in one], cut)
        groups |= {(number, *bitten) for _, *bitten in by_group(cut)}
    assert by_row(rows, together) == expected
    assert by_group(together, len(worlds)) == groups


@given(
    st.sampled_from(["final settlement", "each follow-up"]),
    st.sampled_from([None, "5.00 kr"]),
    st.lists(st.tuples(st.integers(-500, 3_000), ANSWERS), min_size=1, max_size=6),
    st.booleans(),
)
def test_a_guarantee_tops_up_each_of_many_worlds_as_it_does_alone(
    at: str, up_to: str | None, worlds: list[tuple[int, Answers]], is_final: bool
) -> None:
    written = {"at_least": "60 % of drawn capital", "for": "total", "at": at, "paid_by": "bikuben", "up_to": up_to}
    floor = limit(**{name: one for name, one in written.items() if one is not None})
    assert isinstance(floor, AtLeast)
    each = [Answers(drawn=one.drawn, is_final=is_final) for _, one in worlds]
    together = floor.top_up(np.array([paid for paid, _ in worlds]), ManyAnswers(tuple(each)))
    alone = [floor.top_up(np.array([paid]), one)[0] for (paid, _), one in zip(worlds, each, strict=True)]
    assert together.tolist() == alone


# --- splits -----------------------------------------------------------------------------------------------------------


@st.composite
def purses(draw: st.DrawFn) -> tuple[Purses, str, int]:
    """Purses of a few worlds, a segment, and how many worlds."""
    worlds = draw(st.integers(1, 4))

    def columns(names: list[str]) -> Any:
        amounts = draw(st.dictionaries(st.sampled_from(names), st.lists(SUMS, min_size=worlds, max_size=worlds)))
        return {account: np.array(ore, dtype=np.int64) for account, ore in amounts.items()}

    drawn = draw(st.dictionaries(st.sampled_from(NAMES), SUMS.filter(lambda ore: ore < 10**6)))
    paid = [*NAMES, "payer"]
    found = Purses(drawn, columns(list(NAMES)), columns(paid), columns(paid))
    return found, draw(st.sampled_from(["north", "south"])), worlds


def alone(found: Purses, world: int, segment: str) -> Purse:
    """The purse of one world, written out."""
    balance, to_date, this_year = (
        {account: int(ore[world]) for account, ore in one.items()}
        for one in (found.balance, found.paid_to_date, found.paid_this_year)
    )
    return Purse(found.drawn, balance, to_date, this_year, segment)


def of_world(parts: Any, world: int) -> dict[str, int]:
    return {account: int(ore[world]) for account, ore in parts.items() if ore[world]}


@given(ANY, purses(), st.data())
def test_every_split_hands_out_in_each_of_many_worlds_what_it_hands_out_alone(
    rule: Split, told: tuple[Purses, str, int], data: Any
) -> None:
    found, segment, worlds = told
    amounts = data.draw(st.lists(st.integers(-(10**9), 10**9), min_size=worlds, max_size=worlds))
    parts = handed_out(rule, np.array(amounts, dtype=np.int64), found, segment)
    for world, amount in enumerate(amounts):
        by_itself = rule.parts(amount, alone(found, world, segment))
        assert of_world(parts, world) == {account: ore for account, ore in by_itself.items() if ore}


@given(ANY, purses(), st.data(), BALANCES)
def test_what_was_just_handed_out_counts_at_once_in_every_world(
    rule: Split, told: tuple[Purses, str, int], data: Any, owed: dict[str, int]
) -> None:
    found, segment, worlds = told
    balance = {**found.balance, "a": np.full(worlds, owed.get("a", 7), dtype=np.int64)}
    found = Purses(found.drawn, balance, found.paid_to_date, found.paid_this_year)
    amounts = data.draw(st.lists(st.integers(-(10**9), 10**9), min_size=worlds, max_size=worlds))
    after = found.after(handed_out(rule, np.array(amounts, dtype=np.int64), found, segment))
    for world, amount in enumerate(amounts):
        before = alone(found, world, segment)
        expected = before.after(rule.parts(amount, before))
        for name in ("balance", "paid_to_date", "paid_this_year"):
            nothing_moved = {account: ore for account, ore in getattr(expected, name).items() if ore}
            assert of_world(getattr(after, name), world) == nothing_moved


# --- accounts ---------------------------------------------------------------------------------------------------------

EARNING = st.builds(
    account,
    st.integers(0, 2_000).map(lambda basis_points: Share(basis_points, 10_000)),
    st.sampled_from(["every 12-31", "every 03-31, 06-30, 09-30, 12-31"]),
)
END = date(2031, 6, 30)


@st.composite
def receipts(draw: st.DrawFn) -> tuple[int, list[tuple[date, list[int]]]]:
    """Money received on the same days in every world, in other amounts."""
    worlds = draw(st.integers(1, 4))
    days = draw(st.lists(DAYS, max_size=5, unique=True))
    return worlds, [(day, draw(st.lists(ORE, min_size=worlds, max_size=worlds))) for day in days]


@given(EARNING, st.lists(st.tuples(DAYS, ORE), max_size=4), receipts(), st.one_of(DAYS, st.just(END)))
def test_an_account_is_owed_in_each_of_many_worlds_what_it_is_owed_alone(
    one: Account, draws: list[Moved], received: tuple[int, list[tuple[date, list[int]]]], until: date
) -> None:
    worlds, paid = received
    columns = [(day, np.array(ore, dtype=np.int64)) for day, ore in paid]
    found = balances(one, draws, columns, until, worlds)
    expected = [run_account(one, draws, [(day, ore[w]) for day, ore in paid], until).balance for w in range(worlds)]
    assert found.tolist() == expected


@given(st.lists(st.tuples(DAYS, ORE), max_size=4), receipts())
def test_without_an_account_nothing_is_earned_in_any_world(
    draws: list[Moved], received: tuple[int, list[tuple[date, list[int]]]]
) -> None:
    worlds, paid = received
    found = balances(None, draws, [(day, np.array(ore, dtype=np.int64)) for day, ore in paid], END, worlds)
    drawn = sum(ore for _, ore in draws)
    assert found.tolist() == [drawn - sum(ore[world] for _, ore in paid) for world in range(worlds)]
