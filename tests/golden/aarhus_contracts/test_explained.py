"""Every krone of the Aarhus examples explains itself: from the explanation alone, read as JSON, comes the same øre."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.laws.recompute import recompute

from bundlinje.contract.read import read_contract
from bundlinje.facts import read_facts
from bundlinje.settlement.explain import explain_all
from bundlinje.settlement.settle import settle_history
from bundlinje.words.explanation import tell

EXAMPLES = Path(__file__).parents[3] / "examples" / "aarhus"
AGREEMENTS = sorted(
    path.name for path in (EXAMPLES / "facts").iterdir() if path.is_dir() and path.name != "fundamentet"
)


def _not_zero(amounts: dict[str, int]) -> dict[str, int]:
    return {account: ore for account, ore in amounts.items() if ore}


@pytest.mark.requirement("PAY-28")
@pytest.mark.parametrize("name", AGREEMENTS)
def test_every_line_of_every_follow_up_recomputes_to_the_ore(name: str) -> None:
    contract = read_contract(EXAMPLES / "contracts" / f"{name}.yaml")
    facts = read_facts(EXAMPLES / "facts" / name, contract.facts)
    ended = contract.ends_early.on_date if contract.ends_early else None
    last = sum(ended is None or one.on < ended for one in contract.follow_ups) + (ended is not None)
    lines = [one for settlement in settle_history(contract, facts, last) for one in explain_all(settlement)]
    assert lines
    for explained in lines:
        line, paid_by, received_by = recompute(json.loads(json.dumps(explained.as_data())))
        assert line == explained.line.ore
        assert _not_zero(paid_by) == _not_zero(dict(explained.line.payers))
        assert _not_zero(received_by) == _not_zero(dict(explained.line.receivers))
        assert all(tell(explained.made_of, language, contract) for language in ("da", "en"))
