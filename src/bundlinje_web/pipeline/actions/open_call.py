"""Open a call for ideas on a theme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from bundlinje.problems import Collector, Place, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.pipeline.inbox.policy import CALLS
from bundlinje_web.pipeline.models import Call

_ASCII = {0xE6: "ae", 0xF8: "oe", 0xE5: "aa"}


@dataclass(frozen=True, slots=True)
class Theme:
    """What a call asks for, in both languages as far as it is written, and its first and last day."""

    title_da: str
    opens: date
    closes: date
    title_en: str = ""
    text_da: str = ""
    text_en: str = ""

    @property
    def number(self) -> str:
        """Year and theme, as the address says them."""
        return f"{self.opens.year}-{slugify(self.title_da.casefold().translate(_ASCII))[:50].strip('-')}"


@action("pipeline.call.opened", policy=CALLS)
def open_call(act: Act, theme: Theme) -> Call:
    """Ask for ideas on the theme until a day; what comes in by it is counted apart (INB-08)."""
    found = Collector()
    if theme.closes < theme.opens:
        found.add(error("inbox.problem.call_period", Place(path="closes")))
    if Call.objects.filter(number=theme.number).exists():
        found.add(error("inbox.problem.call_twice", Place(path="title_da")))
    found.refuse_errors()
    call = Call.objects.create(
        number=theme.number,
        title_da=theme.title_da,
        title_en=theme.title_en,
        text_da=theme.text_da,
        text_en=theme.text_en,
        opens=theme.opens,
        closes=theme.closes,
    )
    act.record(call, number=call.number, since=call.opens, until=call.closes)
    return call
