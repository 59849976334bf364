"""What the administrator is told to set is what the office looks at, no more and no less."""

from __future__ import annotations

import re
from pathlib import Path

import bundlinje_web
from bundlinje_web.settings.environment import LOGIN, NEEDED

HOME = Path(bundlinje_web.__file__).parent
GUIDE = Path(__file__).parents[3] / "docs" / "guides" / "administrator.md"
NOT_IN_PRODUCTION = {"BUNDLINJE_OFFICE_FOLDER"}
_NAME = re.compile(r"BUNDLINJE_[A-Z_]+")


def test_every_variable_the_office_reads_is_explained_and_no_other() -> None:
    read = {name for path in HOME.rglob("*.py") for name in _NAME.findall(path.read_text("utf-8"))}
    explained = set(_NAME.findall(GUIDE.read_text("utf-8")))
    assert explained == read - NOT_IN_PRODUCTION
    assert explained >= {*NEEDED, *LOGIN}
