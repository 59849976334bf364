"""Places: where in a contract something stands, said in its own words: what it concerns, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bundlinje.contract.model import Contract
from bundlinje.words.numbers import Language
from bundlinje.words.reading.clauses import capital
from bundlinje.words.reading.kinds import head
from bundlinje.words.reading.voice import Voice

_SECTIONS: Mapping[str, str] = {
    "cohorts": "cohort",
    "parties": "parties",
    "capital": "capital",
    "facts": "facts",
    "measures": "measures",
    "outcomes": "outcomes",
    "figures": "figures",
    "terms": "terms",
    "limits": "limits",
    "cohort": "cohort",
    "payers": "payers",
    "receivers": "receivers",
    "guarantee": "guarantee",
    "follow_ups": "follow_ups",
    "leaves": "leaves",
    "corrections": "corrections",
    "amendments": "amendments",
    "ends_early": "ends_early",
    "expected": "expected",
}
"""Sections of a contract, and the heading each is read aloud under."""


def place(contract: Contract, path: str, language: Language = "da") -> str:
    """A path such as `cohorts.north.intake` in words: `Kohorten »north«: indtaget`.

    Steps are parted by dots and count from 0 in a list, as problems and marks write them. A step that nobody has words
    for is shown as it stands.
    """
    voice = Voice(contract, language, head)
    section, *steps = path.split(".")
    known = _THINGS[section](voice, steps[0]) if section in _THINGS and steps else None
    said = [known, *_fields(voice, steps[1:])] if known else [_heading(voice, section), *_fields(voice, steps)]
    return capital(": ".join(said))


def _heading(voice: Voice, section: str) -> str:
    known = _SECTIONS.get(section)
    return voice.phrase(f"heading.{known}") if known else voice.word_or(f"field.{section}", voice.quoted(section))


def _fields(voice: Voice, steps: Sequence[str]) -> list[str]:
    """What of it is meant: the last step that has a word, or everything as it stands where none has."""
    told = [voice.word_or(f"field.{step}", "") for step in steps]
    named = [one for one in told if one]
    return named[-1:] or ([voice.quoted(".".join(steps))] if steps else [])


def _cohort(voice: Voice, name: str) -> str:
    return voice.phrase("place.cohort", name=voice.quoted(name))


def _term(voice: Voice, step: str) -> str | None:
    terms = {str(term.id): term for _, term in voice.contract.all_terms()}
    found = terms.get(step) or (list(terms.values())[int(step)] if _is_below(step, len(terms)) else None)
    return None if found is None else voice.quoted(found.title or str(found.id))


def _figure(voice: Voice, name: str) -> str | None:
    found = voice.contract.figures.get(name)
    return None if found is None else voice.quoted(found.title or name)


def _measure(voice: Voice, name: str) -> str | None:
    return voice.quoted(name) if name in voice.contract.measures else None


def _follow_up(voice: Voice, step: str) -> str | None:
    if not _is_below(step, len(voice.contract.follow_ups)):
        return None
    return voice.phrase("moment.follow_up", number=str(int(step) + 1))


def _limit(voice: Voice, step: str) -> str | None:
    return voice.phrase("place.limit", number=str(int(step) + 1)) if step.isdigit() else None


def _is_below(step: str, count: int) -> bool:
    return step.isdigit() and int(step) < count


_THINGS: Mapping[str, Callable[[Voice, str], str | None]] = {
    "cohorts": _cohort,
    "parties": Voice.account,
    "capital": Voice.account,
    "accounts": Voice.account,
    "facts": Voice.fact,
    "measures": _measure,
    "outcomes": Voice.outcome,
    "figures": _figure,
    "terms": _term,
    "limits": _limit,
    "follow_ups": _follow_up,
}
"""Sections of things that have a name or a number of their own."""
