"""Commands are run in the repository, where the example fund is."""

from __future__ import annotations

import pytest
from tests.bundlinje.cli.running import ROOT, Run, answer


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("fund", "table2", AARHUS)` is `bundlinje fund table2 examples/aarhus` typed in the repository."""
    monkeypatch.chdir(ROOT)
    return answer
