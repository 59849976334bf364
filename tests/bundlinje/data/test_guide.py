"""The guide to prices lists the catalogue as it is, and the prices it writes can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bundlinje.business_case.parts import Price
from bundlinje.data.prices import PriceRow, Reading, catalogue
from bundlinje.data.rules import Fee, Fixed, InBands, NotSeen, OnLadder, Rule, SupportedStay
from bundlinje.grammar.source import parse_yaml
from bundlinje.money import kroner_text
from bundlinje.problems import Collector

GUIDE = (Path(__file__).parents[3] / "docs" / "guides" / "prices.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
READS = {
    Reading.EXACT: "",
    Reading.AT_LEAST: "more than ",
    Reading.ABOUT: "about ",
    Reading.LOW: "low: ",
    Reading.HIGH: "high: ",
}


def line(row: PriceRow) -> str:
    """A row of the guide's table."""
    amount = "not seen" if row.ore is None else f"{READS[row.reads]}{kroner_text(row.ore)}"
    cells = [row.id, row.name.en, amount, row.unit, str(row.year or "–"), _bears(row.rule), row.status]
    return f"| {' | '.join(cells)} |"


def _bears(rule: Rule) -> str:
    match rule:
        case Fixed(shares):
            (payer,) = [name for name in ("municipality", "region", "state") if getattr(shares, name)]
            return payer
        case OnLadder(week):
            return f"ladder, from week {week}" if week else "ladder"
        case SupportedStay(scheme):
            return f"`{scheme}`"
        case InBands(table):
            return f"`{table}`"
        case Fee():
            return "the citizen"
        case NotSeen():
            return "not said"
        case _:
            raise TypeError(rule)


@pytest.mark.parametrize("id_", list(catalogue()))
def test_the_guide_lists_a_price_as_it_is(id_: str) -> None:
    assert line(catalogue()[id_]) in GUIDE.splitlines()


def test_the_guide_lists_no_price_that_is_not_there() -> None:
    assert re.findall(r"^\| ([PU]\d\d) \|", GUIDE, re.MULTILINE) == list(catalogue())


def test_every_price_the_guide_writes_is_read() -> None:
    found = Collector()
    prices = [price for text in BLOCKS for price in parse_yaml(text, "prices.md", found).data["prices"].values()]
    found.refuse_errors()
    assert len([Price.model_validate(one) for one in prices]) >= 4
