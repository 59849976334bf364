"""Windows in words: the stretch of time a measure looks at, with its anchor, its repeats and what partly in means."""

from __future__ import annotations

import re
from datetime import date

from bundlinje.grammar.window import AnyWindow, Calendar, Named, Window
from bundlinje.grammar.written import Length
from bundlinje.words.exact import length
from bundlinje.words.numbers import day
from bundlinje.words.reading.marks import beside
from bundlinje.words.reading.voice import Voice

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_ANCHORS = ("enrolment", "exit", "follow-up")


def window(voice: Voice, over: AnyWindow) -> str:
    """The window as a phrase that can follow what is measured: *i de seneste 6 måneder op til hver opfølgning*."""
    if isinstance(over, Named):
        return voice.window(over.window) or voice.quoted(over.window)
    if isinstance(over, Calendar):
        return voice.phrase("window.calendar", calendar=voice.word(f"calendar.{over.calendar}"))
    if over.within is not None:
        return _near_a_day(voice, over, over.within)
    return _stretch(voice, over) + _repeats(voice, over) + beside(voice, over)


def partly_in(voice: Voice, over: AnyWindow | None) -> str | None:
    """What happens when a unit joins or leaves inside the window, as a sentence; none where the window does not say."""
    rule = getattr(over, "partly_in", None)
    return None if rule is None else voice.word(f"partly_in.{rule}")


def _near_a_day(voice: Voice, over: Window, within: Length) -> str:
    side = "after" if over.after else "before"
    return (
        voice.phrase(
            f"window.near_{side}",
            last=length(over.span.last, voice.language),
            anchor=_anchor(voice, over),
            within=length(within, voice.language),
        )
        + _repeats(voice, over)
        + beside(voice, over)
    )


def _stretch(voice: Voice, over: Window) -> str:
    side, first, last = "after" if over.after else "before", over.span.first, over.span.last
    anchor = _anchor(voice, over)
    if first.number:
        return voice.phrase(
            f"window.{side}_from", first=str(first.number), last=length(last, voice.language), anchor=anchor
        )
    if last.number == 1:
        return voice.phrase(f"window.{side}_one.{last.unit}", anchor=anchor)
    return voice.phrase(f"window.{side}", last=length(last, voice.language), anchor=anchor)


def _repeats(voice: Voice, over: Window) -> str:
    if over.every is None or over.at_most is None:
        return ""
    return voice.phrase("window.repeats", every=_every(voice, over.every), times=str(int(over.at_most.value)))


def _every(voice: Voice, every: Length) -> str:
    if every.number == 1:
        return voice.word(f"every_one.{every.unit}")
    return voice.word(f"every.{every.unit}", n=str(every.number))


def _anchor(voice: Voice, over: Window) -> str:
    name = over.anchor
    if name in _ANCHORS:
        return voice.phrase(f"anchor.{name}")
    if _DAY.match(name):
        return day(date.fromisoformat(name), voice.language)
    outcome = voice.outcome(name)
    if outcome is not None and name not in voice.contract.facts:
        return voice.phrase("anchor.outcome", outcome=outcome)
    return voice.phrase("anchor.event", event=voice.name(name, ("facts",)))
