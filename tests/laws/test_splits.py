"""Laws of splits, on splits of any depth with invented accounts and purses."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from bundlinje.grammar.amount import Fixed
from bundlinje.grammar.quantity import Share
from bundlinje.grammar.source import parse_yaml
from bundlinje.problems import Collector
from bundlinje.splits.base import SHELF, AnySplit, Purse, Split

SPLITS: TypeAdapter[Split] = TypeAdapter(AnySplit)
NAMES = ("a", "b", "c", "d", "e")
AMOUNTS = st.one_of(st.integers(-2_000, 2_000), st.integers(-(10**12), 10**12))
SUMS = st.one_of(st.integers(0, 1_000), st.integers(0, 10**11))


@st.composite
def weights(draw: st.DrawFn, size: int) -> list[Share]:
    """Shares that sum to one."""
    parts = draw(st.lists(st.integers(0, 9), min_size=size, max_size=size).filter(any))
    return [Share(part, sum(parts)) for part in parts]


@st.composite
def plain_shares(draw: st.DrawFn, names: tuple[str, ...] = NAMES) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    return {"shares": dict(zip(chosen, draw(weights(len(chosen))), strict=True))}


@st.composite
def pro_ratas(draw: st.DrawFn, names: tuple[str, ...] = NAMES) -> dict[str, Any]:
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    return {"pro_rata": chosen, "to": draw(st.sampled_from(["drawn", "balance"]))}


def leaves() -> st.SearchStrategy[Any]:
    own = st.just({"to": {"by": "segment", "north": "a", "south": "b"}})
    return st.one_of(st.sampled_from(NAMES), own, plain_shares(), pro_ratas())


@st.composite
def capped_shares(draw: st.DrawFn, inner: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Shares with a ceiling on an account that nothing else hands to."""
    first, rest = draw(weights(2))
    holder: dict[str, Any] = {"share": first, "at_most": Fixed(ore=draw(SUMS))}
    if draw(st.booleans()):
        holder["overflow"] = draw(inner)
    if draw(st.booleans()):
        holder["each"] = "year"
    return {"shares": {"payer": holder, "rest": {"share": rest, "split": draw(inner)}}}


@st.composite
def waterfalls(draw: st.DrawFn, inner: st.SearchStrategy[Any]) -> dict[str, Any]:
    steps: list[Any] = []
    for _ in range(draw(st.integers(0, 3))):
        chosen = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
        even = {"shares": {name: Share(1, len(chosen)) for name in chosen}}
        by_sum = {"to": draw(inner), "up_to": Fixed(ore=draw(SUMS))}
        by_balance = {"to": chosen[0], "up_to": "balance"}
        filled = {"until_full": chosen, "split": draw(st.sampled_from([even, {"pro_rata": chosen, "to": "drawn"}]))}
        steps.append(draw(st.sampled_from([by_sum, by_balance, filled])))
    return {"in_turn": [*steps, draw(inner)]}


def _read(raw: Any) -> Split | None:
    try:
        return SPLITS.validate_python(raw)
    except ValidationError:
        return None


ANY: st.SearchStrategy[Split] = (
    st.recursive(leaves(), lambda inner: st.one_of(capped_shares(inner), waterfalls(inner)), max_leaves=6)
    .map(_read)
    .filter(lambda found: found is not None)  # a nested payer may hold a ceiling twice, which is refused
)  # type: ignore[assignment]

BALANCES = st.dictionaries(st.sampled_from(NAMES), st.one_of(st.integers(-50, 1_000), st.integers(0, 10**11)))
PURSES = st.builds(
    Purse,
    drawn=st.dictionaries(st.sampled_from(NAMES), SUMS),
    balance=BALANCES,
    paid_to_date=st.dictionaries(st.sampled_from([*NAMES, "payer"]), SUMS),
    paid_this_year=st.dictionaries(st.sampled_from([*NAMES, "payer"]), SUMS),
    segment=st.sampled_from(["north", "south"]),
)


@given(ANY, AMOUNTS, PURSES)
def test_parts_sum_to_the_whole_and_have_its_sign(split: Split, amount: int, purse: Purse) -> None:
    parts = split.parts(amount, purse)
    assert sum(parts.values()) == amount
    assert all(ore * amount >= 0 for ore in parts.values())
    assert set(parts) <= set(split.accounts())


@given(ANY, AMOUNTS, PURSES)
def test_a_negative_amount_is_the_mirror_image(split: Split, amount: int, purse: Purse) -> None:
    mirrored = {account: -ore for account, ore in split.parts(amount, purse).items()}
    assert split.parts(-amount, purse) == mirrored


@given(ANY)
def test_a_split_writes_what_it_reads(split: Split) -> None:
    assert SPLITS.validate_python(SPLITS.dump_python(split, by_alias=True)) == split


@given(plain_shares(), AMOUNTS)
def test_every_share_is_within_one_ore_of_exact(raw: dict[str, Any], amount: int) -> None:
    parts = SPLITS.validate_python(raw).parts(amount, Purse())
    assert all(abs(parts[name] - amount * Fraction(share)) < 1 for name, share in raw["shares"].items())


@given(pro_ratas(), AMOUNTS, PURSES)
def test_every_part_in_proportion_is_within_one_ore_of_exact(raw: dict[str, Any], amount: int, purse: Purse) -> None:
    known = purse.drawn if raw["to"] == "drawn" else purse.balance
    heavy = {name: max(0, known.get(name, 0)) for name in raw["pro_rata"]}
    parts = SPLITS.validate_python(raw).parts(amount, purse)
    if whole := sum(heavy.values()):
        assert all(abs(parts[name] - Fraction(amount * heavy[name], whole)) < 1 for name in heavy)


@given(st.lists(st.sampled_from(NAMES[:4]), min_size=1, unique=True), st.integers(0, 10**12), BALANCES)
def test_a_later_account_gets_something_only_if_the_earlier_are_full(
    order: list[str], amount: int, balance: dict[str, int]
) -> None:
    steps = [{"to": name, "up_to": "balance"} for name in order]
    parts = SPLITS.validate_python({"in_turn": [*steps, "vehicle"]}).parts(amount, Purse(balance=balance))
    given = [parts[name] for name in [*order, "vehicle"]]
    full = [parts[name] == max(0, balance.get(name, 0)) for name in order]
    assert all(full[i] for i in range(len(order)) if any(given[i + 1 :]))
    assert all(parts[name] <= max(0, balance.get(name, 0)) for name in order)


@given(st.lists(st.sampled_from(NAMES), min_size=1, unique=True), st.integers(0, 10**12), PURSES, st.data())
def test_side_by_side_accounts_are_filled_and_never_overfilled(
    names: list[str], amount: int, purse: Purse, data: Any
) -> None:
    shares = {"shares": dict(zip(names, data.draw(weights(len(names))), strict=True))}
    rule = data.draw(
        st.sampled_from([shares, {"pro_rata": names, "to": "balance"}, {"pro_rata": names, "to": "drawn"}])
    )
    parts = SPLITS.validate_python({"in_turn": [{"until_full": names, "split": rule}, "vehicle"]}).parts(amount, purse)
    owed = {name: max(0, purse.balance.get(name, 0)) for name in names}
    assert all(parts[name] <= owed[name] for name in names)
    assert parts["vehicle"] == max(0, amount - sum(owed.values()))


@given(st.lists(st.integers(0, 5_000), max_size=8), st.integers(0, 6_000), weights(2), st.booleans())
def test_a_ceiling_holds_over_time(amounts: list[int], ceiling: int, shares: list[Share], overflows: bool) -> None:
    payer: dict[str, Any] = {"share": shares[0], "at_most": Fixed(ore=ceiling)}
    rule = SPLITS.validate_python(
        {"shares": {"payer": {**payer, "overflow": "fund"} if overflows else payer, "fund": shares[1]}}
    )
    purse = Purse()
    for amount in amounts:
        purse = purse.after(rule.parts(amount, purse))
    assert purse.paid_to_date.get("payer", 0) <= ceiling
    assert sum(purse.paid_to_date.values()) == sum(amounts)


@given(plain_shares(), PURSES, AMOUNTS)
def test_a_ceiling_without_end_is_no_ceiling(raw: dict[str, Any], purse: Purse, amount: int) -> None:
    endless = {name: {"share": share, "at_most": Fixed(ore=10**16)} for name, share in raw["shares"].items()}
    assert SPLITS.validate_python({"shares": endless}).parts(amount, purse) == SPLITS.validate_python(raw).parts(
        amount, purse
    )


@pytest.mark.parametrize("key", SHELF.kinds)
@given(amount=AMOUNTS, purse=PURSES)
def test_every_kind_on_the_shelf_loses_no_ore(key: str, amount: int, purse: Purse) -> None:
    split = SPLITS.validate_python(parse_yaml(SHELF.kinds[key].example, key, Collector()).data)
    assert sum(split.parts(amount, purse).values()) == amount
