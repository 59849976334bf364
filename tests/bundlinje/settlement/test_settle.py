"""Settling one follow-up: what is refused, what stops it, and what it says of itself."""

from __future__ import annotations

import pytest
from tests.strategies import told

from bundlinje.problems import Refused
from bundlinje.settlement.settle import settle_history

JOB = {"id": "job", "each": "in-job", "pays": "10 000 kr"}


def test_an_unknown_threshold_marks_like_an_unknown_price() -> None:
    target = {"target": {"unknown": "ikke offentlig"}}
    more = {"figure": "n-jobs", "better": "higher", "compared_with": target, "as": "difference"}
    figures = {"n-jobs": {"count": "in-job", "among": "due"}, "more": more}
    term = {"id": "more", "per": "unit", "of": "more", "at": "to date", "pays": "1 000 kr", "if_worse": "nothing"}
    story = told([{"unit": "a", "from": "2021-09-10"}], [], figures=figures, gates={}, terms=[term])
    with pytest.raises(Refused) as refused:
        story.settled()
    assert {problem.code for problem in refused.value.problems} == {"settle.unknown"}


def test_a_follow_up_that_is_not_in_the_contract_is_refused() -> None:
    story = told([{"unit": "a", "from": "2021-09-10"}], [], terms=[JOB])
    contract = story.contract()
    for number in (-1, 4):
        with pytest.raises(Refused) as refused:
            settle_history(contract, story.facts(contract), number)
        assert [problem.code for problem in refused.value.problems] == ["settle.no_such_follow_up"]


def test_progress_is_told_after_every_follow_up() -> None:
    story = told([{"unit": "a", "from": "2021-09-10"}], [], terms=[JOB])
    seen: list[tuple[int, int]] = []
    contract = story.contract()
    settle_history(contract, story.facts(contract), progress=lambda now, last: seen.append((now, last)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
