"""The outlooks in their guide are read as they stand, and the guide names every field there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bundlinje.forecast.fund.file import FundOutlook, LineOutlook, PlannedInvestment
from bundlinje.forecast.outlook_file import CollapseOutlook, Correlation, IntakeOutlook, Outlook, Rate
from bundlinje.grammar.part import Part
from bundlinje.grammar.shape import shaped
from bundlinje.grammar.source import parse_yaml
from bundlinje.problems import Collector

GUIDE = (Path(__file__).parents[2] / "docs" / "guides" / "outlooks.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
PARTS = (Outlook, Rate, IntakeOutlook, Correlation, CollapseOutlook, FundOutlook, LineOutlook, PlannedInvestment)
FIELDS = sorted({name for part in PARTS for name in part.model_fields} - set(Part.model_fields))


@pytest.mark.parametrize(("block", "kind"), [(0, Outlook), (1, FundOutlook)])
def test_an_outlook_in_the_guide_is_read_as_it_stands(block: int, kind: type[Part]) -> None:
    found = Collector()
    assert shaped(parse_yaml(BLOCKS[block], "guide", found), kind, found) is not None
    assert found.problems == ()


@pytest.mark.parametrize("field", FIELDS)
def test_the_guide_names_every_field(field: str) -> None:
    assert re.search(rf"\b{field}\b", GUIDE)
