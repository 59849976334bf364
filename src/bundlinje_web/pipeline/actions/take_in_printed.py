"""Take in Tabel 1 as a report printed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.pipeline.inbox.policy import TAKE_IN
from bundlinje_web.pipeline.models import PrintedCount


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed line: `ordinary` or `call`, its category (empty for the line of all), and the number."""

    channel: str
    category: str
    number: int
    source: str
    quote: str = ""


@action("pipeline.table.taken-in", policy=TAKE_IN)
def take_in_printed(act: Act, as_of: date, lines: Sequence[PrintedLine]) -> None:
    """Keep the printed lines, right or wrong: where the office counts otherwise, both are shown."""
    for line in lines:
        PrintedCount.objects.create(
            as_of=as_of,
            channel=line.channel,
            category=line.category,
            number=line.number,
            source=line.source,
            quote=line.quote,
        )
    act.record(None, lines=len(lines), as_of=as_of)
