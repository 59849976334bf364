"""Later is later: what is known already is known all the same when what is ahead of a contract is moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundlinje.forecast.fund.agreements import read_agreement
from bundlinje.forecast.fund.redated import redated, stands

AARHUS = Path(__file__).parents[4] / "examples" / "aarhus"


@pytest.mark.requirement("FND-12")
@pytest.mark.parametrize("months", [6, 12, 24])
def test_a_delay_that_makes_room_for_more_occasions_keeps_what_is_known(months: int) -> None:
    one = read_agreement(AARHUS, "laer-for-livet")
    before, after = stands(one).known, stands(redated(one, months, closed=2024)).known
    assert set(before) == set(after)
    for name, known in before.items():
        assert (int(known.due.sum()), int(known.achieved.sum()), known.persons) == (
            int(after[name].due.sum()),
            int(after[name].achieved.sum()),
            after[name].persons,
        )
