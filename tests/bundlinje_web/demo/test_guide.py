"""The guide of the secretariat quotes the screen: what stands in bold there stands word for word in the office."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bundlinje_web.said.sayings import areas, sayings

GUIDE = Path(__file__).parents[3] / "docs" / "guides" / "secretariat.md"
QUOTED = sorted(
    {" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", GUIDE.read_text("utf-8"), re.DOTALL)}
)
NOT_A_LABEL = {"fed skrift"}


def test_the_guide_quotes_what_a_secretary_presses_through_a_year() -> None:
    assert len(QUOTED) > 40


@pytest.mark.parametrize("label", [label for label in QUOTED if label not in NOT_A_LABEL])
def test_what_the_guide_quotes_is_on_the_screen(label: str) -> None:
    assert label in {told["da"] for area in areas() for told in sayings(area).values()}
