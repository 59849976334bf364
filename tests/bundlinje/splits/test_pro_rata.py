"""In proportion to capital drawn or to balances."""

from __future__ import annotations

from typing import Any

import pytest

from bundlinje.problems import Refused
from bundlinje.splits.base import Purse

DRAWN = Purse(drawn={"dsi": 200_000, "raadet": 100_000}, balance={"dsi": 10, "raadet": 30})


@pytest.mark.requirement("PAY-24")
def test_co_investors_share_a_payment_by_what_they_put_in(split: Any) -> None:
    assert split("{pro_rata: [dsi, raadet], to: drawn}").parts(100, DRAWN) == {"dsi": 67, "raadet": 33}


def test_or_by_what_they_are_still_owed(split: Any) -> None:
    assert split("{pro_rata: [dsi, raadet], to: balance}").parts(100, DRAWN) == {"dsi": 25, "raadet": 75}


def test_the_short_text_means_every_account_there_is(split: Any) -> None:
    assert split("pro rata to drawn capital").parts(3, DRAWN) == {"dsi": 2, "raadet": 1}
    assert split("pro rata to balance").parts(4, DRAWN) == {"dsi": 1, "raadet": 3}
    assert split("pro rata to drawn capital").accounts() == ()


def test_another_short_text_is_refused(split: Any) -> None:
    with pytest.raises(ValueError):
        split("pro rata to goodwill")


def test_where_nobody_drew_anything_the_last_written_takes_it(split: Any) -> None:
    assert split("{pro_rata: [dsi, raadet], to: drawn}").parts(7, Purse()) == {"dsi": 0, "raadet": 7}


def test_an_account_that_is_full_or_overpaid_weighs_nothing(split: Any) -> None:
    rule = split("{pro_rata: [dsi, raadet], to: drawn}")
    assert rule.parts(7, DRAWN.without(["dsi"])) == {"dsi": 0, "raadet": 7}
    assert split("pro rata to balance").parts(7, Purse(balance={"a": -5, "b": 3})) == {"a": 0, "b": 7}


def test_without_any_account_the_split_is_refused(split: Any) -> None:
    with pytest.raises(Refused) as refusal:
        split("pro rata to drawn capital").parts(7, Purse())
    assert [problem.code for problem in refusal.value.problems] == ["split.no_accounts"]
