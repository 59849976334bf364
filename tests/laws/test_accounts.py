"""Laws of accounts that earn, on invented draws and receipts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from bundlinje.grammar.quantity import Share
from bundlinje.splits.account import Account, Moved, Statement, YearlyRate, run_account
from bundlinje.splits.base import Purse
from bundlinje.splits.in_turn import InTurn

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
ORE = st.integers(0, 10**10)
MOVES = st.lists(st.tuples(DAYS, ORE), max_size=6)
RATES = st.integers(0, 2_000).map(lambda basis_points: Share(basis_points, 10_000))
END = date(2031, 6, 30)


def account(rate: Share, rests: str = "every 12-31") -> Account:
    return Account.model_validate({"of": "dsi", "earns": YearlyRate(rate), "rests": rests})


ACCOUNTS = st.builds(account, RATES, st.sampled_from(["every 12-31", "every 03-31, 06-30, 09-30, 12-31"]))


@given(ACCOUNTS, MOVES, MOVES, DAYS)
def test_drawn_and_interest_are_received_or_still_owed(
    one: Account, draws: list[Moved], receipts: list[Moved], until: date
) -> None:
    found = run_account(one, draws, receipts, until)
    assert found.drawn + found.interest == found.received + found.balance
    assert found.drawn == sum(ore for day, ore in draws if day <= until)
    assert found.received == sum(ore for day, ore in receipts if day <= until)


@given(ACCOUNTS, MOVES, MOVES)
def test_every_posting_is_its_sums_times_days_times_rate_rounded_once(
    one: Account, draws: list[Moved], receipts: list[Moved]
) -> None:
    for posting in run_account(one, draws, receipts, END).postings:
        exact = sum(Fraction(part.base * part.days) for part in posting.stretches) * posting.rate / 365
        assert abs(posting.amount - exact) <= Fraction(1, 2)


@given(ACCOUNTS, MOVES, st.integers(2020, 2030))
def test_interest_over_two_rests_is_that_of_the_two_parts(one: Account, draws: list[Moved], year: int) -> None:
    rest = date(year, 12, 31)
    whole = run_account(one, draws, [], END)
    first = run_account(one, draws, [], rest)
    later = [(day, ore) for day, ore in draws if day > rest]
    second = run_account(one, [(rest, first.balance), *later], [], END)
    assert first.interest + second.interest == whole.interest
    assert second.balance == whole.balance


@given(ACCOUNTS, MOVES, MOVES, st.randoms(use_true_random=False))
def test_the_order_in_which_moves_are_told_changes_nothing(
    one: Account, draws: list[Moved], receipts: list[Moved], dice: object
) -> None:
    mixed = dice.sample(draws, len(draws)), dice.sample(receipts, len(receipts))  # type: ignore[attr-defined]
    assert run_account(one, *mixed, END) == run_account(one, draws, receipts, END)


@given(ACCOUNTS, MOVES, MOVES)
def test_a_move_after_the_day_asked_about_changes_nothing(
    one: Account, draws: list[Moved], receipts: list[Moved]
) -> None:
    later = (END + timedelta(days=1), 10**9)
    assert run_account(one, [*draws, later], [*receipts, later], END) == run_account(one, draws, receipts, END)


@given(MOVES, MOVES)
def test_an_account_that_earns_nothing_owes_what_was_drawn_less_what_was_received(
    draws: list[Moved], receipts: list[Moved]
) -> None:
    found = run_account(account(Share(0)), draws, receipts, END)
    assert found.balance == sum(ore for _, ore in draws) - sum(ore for _, ore in receipts)


def _returned(one: Account, draw: Moved, paid: list[Moved]) -> tuple[Statement, list[Moved]]:
    """Pay out in turn what comes in, the account first and up to its balance, and see what it got."""
    waterfall = InTurn.model_validate({"in_turn": [{"to": "senior", "up_to": "balance"}, "vehicle"]})
    receipts: list[Moved] = []
    for day, ore in sorted(paid):
        owed = run_account(one, [draw], receipts, day).balance
        receipts.append((day, waterfall.parts(ore, Purse(balance={"senior": owed}))["senior"]))
    return run_account(one, [draw], receipts, END), receipts


@given(RATES, st.integers(1, 10**9), MOVES)
def test_an_account_capped_by_its_own_balance_returns_at_most_its_rate(
    rate: Share, drawn: int, paid: list[Moved]
) -> None:
    start = date(2020, 1, 1)
    statement, receipts = _returned(account(rate), (start, drawn), [(day, ore) for day, ore in paid if day > start])
    assert statement.balance >= 0
    # However often interest is added, it grows no faster than continuously; each posting may round up half an øre.
    worth = sum(
        ore * (-Decimal(rate.numerator) / rate.denominator * (day - start).days / 365).exp() for day, ore in receipts
    )
    assert worth <= drawn + Decimal(len(statement.postings)) / 2 + Decimal("0.001")
