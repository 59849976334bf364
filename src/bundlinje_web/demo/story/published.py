"""Proposals that the annual report counts, as rows that say no more than it does, and its Tabel 1 as printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from bundlinje_web.demo.stage import Stage
from bundlinje_web.demo.story.council import SECRETARY
from bundlinje_web.pipeline.actions.open_call import Theme, open_call
from bundlinje_web.pipeline.actions.take_in_printed import PrintedLine, take_in_printed
from bundlinje_web.pipeline.actions.take_in_published import Published, take_in_published
from bundlinje_web.pipeline.models import Call

REPORT = "Rådets årsrapport 2024"
TAKEN_IN = date(2025, 3, 31)
"""The report came in March 2025; then the secretariat takes its numbers in."""
_CALL = Theme("Rådets call 2022", date(2022, 1, 1), date(2022, 12, 31), "The Council's call of 2022")
"""The report says that there was a call and its year; theme and days are not published."""


def tell(stage: Stage) -> None:
    """Take in the call, the proposals that are known by number, and the printed table beside them."""
    call = stage.does(SECRETARY, open_call, _CALL, on=date(2022, 1, 3), key="call:2022")
    told = _read(stage, "proposals")
    as_of = date.fromisoformat(told["as_of"])
    for nth, entry in enumerate(told["proposals"]):
        published = _published(entry, as_of, call)
        stage.does(SECRETARY, take_in_published, published, on=TAKEN_IN, key=f"published:{nth}")
    lines = [_line(each) for each in _read(stage, "tabel-1")["lines"]]
    stage.does(SECRETARY, take_in_printed, as_of, lines, on=TAKEN_IN, key="printed")


def _read(stage: Stage, name: str) -> Any:
    return yaml.safe_load((stage.folder / "proposals" / f"{name}.yaml").read_text("utf-8"))


def _published(entry: Mapping[str, Any], as_of: date, call: Call) -> Published:
    return Published(
        category=entry["state"],
        number=entry.get("number", 1),
        as_of=as_of,
        title=entry.get("name", "Henvendelse fra årsrapporten"),
        source_note=f"{REPORT}: “{entry['quote']}”",
        call=call if entry["channel"] == "call" else None,
        year=entry.get("received"),
        assumed=entry.get("assumed", ""),
    )


def _line(entry: Mapping[str, Any]) -> PrintedLine:
    return PrintedLine(entry["channel"], entry.get("state", ""), entry["number"], REPORT, entry["quote"])
