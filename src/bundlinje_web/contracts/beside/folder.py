"""Where the fund's books lie: the folder of files that the settings or the environment name."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from django.conf import settings

from bundlinje.fund import Fund
from bundlinje_web.bridge.fund import fund_in

VARIABLE = "BUNDLINJE_FUND_FOLDER"
_EXAMPLE = Path(__file__).parents[4] / "examples" / "aarhus"


class NoBooks(Exception):  # noqa: N818 - it says what is missing
    """No folder with a fund is set up."""


def folder() -> Path:
    """The folder of the fund's files. Raises `NoBooks`."""
    named = os.environ.get(VARIABLE) or getattr(settings, "FUND_FOLDER", None) or _EXAMPLE
    found = Path(named)
    if not (found / "fund.yaml").is_file():
        raise NoBooks(str(found))
    return found


def fund() -> Fund:
    """The fund, read once for each state of its files. Raises `NoBooks`, and `Refused` for files with mistakes."""
    return fund_in(folder())


def as_of(of: Fund) -> date:
    """The day the books tell of: the last day of the last closed year."""
    return of.accounts[-1].last_day
