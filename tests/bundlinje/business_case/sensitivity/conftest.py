"""An invented case in which everything that may be uncertain is, and the same as arrays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.parts import Mode
from bundlinje.business_case.sensitivity.compiled import Compiled
from bundlinje.business_case.sensitivity.compiling import compiled
from bundlinje.business_case.sensitivity.drawing import Drawn, drawn
from bundlinje.business_case.worked import worked_out

UNCERTAIN: dict[str, Any] = {
    "mode": "extended",
    "growth": {"net-price": "2 %"},
    "cohorts.1.spread": {"p10": "70 %", "p50": "90 %", "p90": "105 %"},
    "effects.schooling": {"net": "12 %", "evidence": 3, "source": "Opfundet"},
    "consequences.0.fade": ["10 %", "20 %"],
    "consequences.0.phase_in": ["50 %", "100 %"],
    "consequences.0.spread": {"cv": "15 %"},
    "consequences.1.of": "schooling",
    "consequences.1.overlap": {"group": "care", "share": "25 %"},
    "consequences.2.fade": "5 %",
    "consequences.2.realised": "60 %",
    "consequences.2.evidence": 2,
    "prices.home.spread": {"p10": "80 %", "p50": "100 %", "p90": "130 %"},
    "costs.0.spread": {"cv": "5 %"},
    "costs.1.of": "in-work",
    "costs.1.per": "success",
    "costs.1.year": None,
    "costs.3.per": "finisher",
}
Make = Callable[..., Case]


@pytest.fixture(scope="session")
def uncertain(make: Make) -> Case:
    return make(UNCERTAIN)


@pytest.fixture(scope="session")
def arrays(uncertain: Case) -> Compiled:
    return compiled(worked_out(uncertain))


@pytest.fixture(scope="session")
def draws(arrays: Compiled) -> Drawn:
    return drawn(arrays, draws=4_000)


@pytest.fixture(params=list(Mode))
def mode(request: pytest.FixtureRequest) -> Mode:
    return Mode(request.param)
