"""What a step asks: fields for a place of the text, what they begin with, and how an answer changes the text.

The text is the truth. A field shows what its place says; an answer that is as before leaves every letter alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from django import forms

from bundlinje.grammar.source import parse_yaml
from bundlinje.money import Ore, kroner_text, ore_from_kroner
from bundlinje.problems import Collector
from bundlinje_web.bridge.filling import ORDER
from bundlinje_web.bridge.written import Path, Written
from bundlinje_web.contracts.stepping.fields import (
    CodesField,
    LinesField,
    MomentField,
    NumberField,
    YamlField,
    written_number,
)
from bundlinje_web.frame.fields import CodeField, CountField, DayField, KronerField, TextField
from bundlinje_web.frame.words import say_now
from bundlinje_web.said import say

Told: TypeAlias = Mapping[str, Any]
"""What was answered to an ask, by the suffix of each of its fields."""

AGREED, ASSUMED, UNKNOWN = "agreed", "assumed", "unknown"
STANDINGS = (AGREED, ASSUMED, UNKNOWN)
"""How well a value is known."""
_KRONER = re.compile(r"^(-?[\d .\u00a0]+?)\s*kr\.?$")


@dataclass(frozen=True)
class Ask:
    """One place asked about: its fields by suffix, what they begin with, and how answers change the text.

    `check` finds what is wrong with answers that belong together, as (suffix, words). `late` asks change the text
    after all others, the last first: what is taken away then moves nothing that is still to be changed.
    """

    name: str
    fields: Mapping[str, forms.Field]
    initial: Told
    change: Callable[[Written, Told], Written]
    check: Callable[[Told], Iterable[tuple[str, str]]] = lambda _told: ()
    late: bool = False
    source: str = ""


@dataclass(frozen=True)
class Group:
    """Asks that belong together, under a heading; `note` is what there is to know, `opened` whether it is shown."""

    title: str
    asks: Sequence[Ask]
    note: str = ""
    opened: bool = True
    names: tuple[str, ...] = field(default=())


def changed(written: Written, groups: Iterable[Group], answers: Mapping[str, Any]) -> Written:
    """The text with every answer that is not as before."""
    asks = [(ask, told) for group in groups for ask in group.asks if (told := _told(ask, answers)) != dict(ask.initial)]
    first = [pair for pair in asks if not pair[0].late]
    last = [pair for pair in reversed(asks) if pair[0].late]
    for ask, told in (*first, *last):
        written = ask.change(written, told)
    return written


def _told(ask: Ask, answers: Mapping[str, Any]) -> dict[str, Any]:
    return {suffix: answers[ask.name + suffix] for suffix in ask.fields}


def is_changed(ask: Ask, answers: Mapping[str, Any]) -> bool:
    """Whether something else was answered than the text says."""
    return _told(ask, answers) != dict(ask.initial)


def put(written: Written, path: Path, data: Any) -> Written:
    """The text with the data at the path, or without the place where there is none; it is then one's own words."""
    if data is None:
        return written.drop(path)
    return _own(written.put(path, data, ORDER), path)


def _own(written: Written, path: Path) -> Written:
    """What was taken from the proposal and is changed is no longer the proposal's."""
    taken = say("contracts.filled.source", "da", number="").strip()
    for place in (path, path[:-1]):
        if place and str(written.get(*place, "source") or "").startswith(taken):
            written = written.drop((*place, "source"))
    return written


def source_of(written: Written, path: Path) -> str:
    """Where the text says that a place, or what holds it, is from; nothing where it does not say."""
    for place in (path, path[:-1]):
        held = written.get(*place) if place else None
        if isinstance(held, dict) and held.get("source"):
            return str(held["source"])
    return ""


# --- plain places ---


def _one(written: Written, name: str, path: Path, asked: forms.Field, was: Any, make: Callable[[Any], Any]) -> Ask:
    def change(text: Written, told: Told) -> Written:
        return put(text, path, make(told[""]))

    return Ask(name, {"": asked}, {"": was}, change, source=source_of(written, path))


def text_at(written: Written, name: str, path: Path, label: str, rows: int = 1, **more: Any) -> Ask:
    """A text."""
    was = " ".join(str(written.get(*path) or "").split())
    asked = TextField(rows=rows, required=False, label=label, limit=4_000, **more)
    return _one(written, name, path, asked, was, lambda told: " ".join(told.split()) or None)


def name_at(written: Written, name: str, path: Path, label: str, rows: int = 1) -> Ask:
    """A text in Danish, and in English where there is one."""
    raw = written.get(*path)
    both = raw if isinstance(raw, dict) else {"da": raw or ""}
    fields = {
        f"_{language}": TextField(
            rows=rows, required=False, limit=4_000, label=say_now(f"contracts.ask.in_{language}", what=label)
        )
        for language in ("da", "en")
    }
    initial = {f"_{language}": " ".join(str(both.get(language) or "").split()) for language in ("da", "en")}

    def change(text: Written, told: Told) -> Written:
        da, en = told["_da"], told["_en"]
        if not da:
            return put(text, path, None)
        if isinstance(raw, dict):
            return put(text, path, {**raw, "da": da, **({"en": en} if en else {})} if en or "en" not in raw else
                       {key: value for key, value in {**raw, "da": da}.items() if key != "en"})  # fmt: skip
        return put(text, path, {"da": da, "en": en} if en else da)

    return Ask(name, fields, initial, change, source=source_of(written, path))


def code_at(
    written: Written, name: str, path: Path, label: str, choices: Sequence[tuple[str, str]], empty: bool = True
) -> Ask:
    """One of some words of the contract language, under what they mean; another word that stands there is kept."""
    was = str(written.get(*path) or "")
    more = [] if was in ("", *(code for code, _ in choices)) else [(was, was)]
    first = [("", say_now("frame.form.choose"))] if empty or not was else []
    asked = forms.ChoiceField(choices=[*first, *choices, *more], required=False, label=label)
    return _one(written, name, path, asked, was, lambda told: told or None)


def codes_at(written: Written, name: str, path: Path, label: str, choices: Sequence[tuple[str, str]]) -> Ask:
    """Some of some words."""
    was = [str(one) for one in written.get(*path) or ()]
    known = [code for code, _ in choices]
    asked = CodesField([*choices, *((one, one) for one in was if one not in known)], label=label)
    return _one(written, name, path, asked, was, lambda told: told or None)


def day_at(written: Written, name: str, path: Path, label: str) -> Ask:
    """A day."""
    was = day_of(written.get(*path))
    return _one(
        written, name, path, DayField(required=False, label=label), was, lambda told: told.isoformat() if told else None
    )


def day_of(raw: Any) -> date | None:
    """A day as the text writes it; none for anything else."""
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        return None


def moment_at(written: Written, name: str, path: Path, label: str) -> Ask:
    """A day, a month or a year, as exactly as it is known."""
    was = str(written.get(*path) or "")
    return _one(written, name, path, MomentField(label=label), was, lambda told: told or None)


def lines_at(written: Written, name: str, path: Path, label: str) -> Ask:
    """A list of texts, one on each line; a list of anything else as its text."""
    raw = written.get(*path) or []
    if not all(isinstance(one, str) for one in raw):
        return yaml_at(written, name, path, label)
    return _one(written, name, path, LinesField(label=label), list(raw), lambda told: told or None)


def yaml_at(written: Written, name: str, path: Path, label: str) -> Ask:
    """A place that no form shows: its text alone, to be changed as text."""
    was = written.segment(*path)

    def make(told: str) -> Any:
        return parse_yaml(told, "text", Collector()).data if told.strip() else None

    hint = say_now("contracts.ask.as_text")
    return _one(written, name, path, YamlField(label=label, help_text=hint, rows=was.count("\n") + 2), was, make)


def drop_at(name: str, path: Path, label: str) -> Ask:
    """Whether something is taken out of the text."""
    asked = forms.BooleanField(required=False, label=label)
    return Ask(name, {"": asked}, {"": False}, lambda text, _told: text.drop(path), late=True)


# --- values with their standing ---


def ore_of(raw: Any) -> Ore | None:
    """A sum of kroner as the text writes it; none for anything else."""
    found = _KRONER.match(str(raw)) if isinstance(raw, str) else None
    try:
        return ore_from_kroner(found[1].strip()) if found else None
    except ValueError:
        return None


def kroner_of(ore: int) -> str:
    """A sum of kroner as the text writes it."""
    return f"{kroner_text(Ore(ore))} kr"


def _split(raw: Any, key: str) -> tuple[Any, dict[str, Any]] | None:
    """A value and what is said of it; none where it is more than a value."""
    if not isinstance(raw, dict):
        return raw, {}
    if set(raw) - {key, ASSUMED, UNKNOWN, "source", "note"}:
        return None
    return raw.get(key), {name: value for name, value in raw.items() if name != key}


@dataclass(frozen=True)
class Valued:
    """A sort of value: the key it stands under beside its standing, its field, and how it is read and written."""

    key: str
    asked: forms.Field
    read: Callable[[Any], Any]
    make: Callable[[Any], Any]


def stated_at(written: Written, name: str, path: Path, label: str, valued: Valued) -> Ask:
    """A value that is agreed, assumed for a reason, or not known for a reason; as text where it is more than that."""
    raw, asked = written.get(*path), valued.asked
    parts = _split(raw, valued.key)
    if parts is None or (parts[0] is not None and valued.read(parts[0]) is None):
        return yaml_at(written, name, path, label)
    value, said = parts
    asked.label, asked.required = label, False
    fields = {
        "": asked,
        "_as": CodeField(codes=STANDINGS, before="contracts.standing", label=say_now("contracts.ask.standing")),
        "_why": TextField(required=False, limit=2_000, label=say_now("contracts.ask.why")),
    }
    stands = next((one for one in (UNKNOWN, ASSUMED) if one in said), AGREED)
    why = " ".join(str(said.get(stands if stands != AGREED else "source", "")).split())
    initial = {"": None if value is None else valued.read(value), "_as": stands, "_why": why}

    def change(text: Written, told: Told) -> Written:
        return put(text, path, _stated(valued, told, said))

    return Ask(name, fields, initial, change, _standing, source=source_of(written, path))


def _stated(valued: Valued, told: Told, said: Mapping[str, Any]) -> Any:
    """A value with its standing as the text writes it; nothing where nothing was answered."""
    value, stands, why = told[""], told["_as"], told["_why"]
    if stands == UNKNOWN:
        return {UNKNOWN: why}
    if value is None:
        return None
    kept = {name: text for name, text in said.items() if name in ("note", *(("source",) if stands == ASSUMED else ()))}
    more = {ASSUMED: why} if stands == ASSUMED else {"source": why} if why else {}
    made = valued.make(value)
    return {valued.key: made, **more, **kept} if more or kept else made


def _standing(told: Told) -> Iterator[tuple[str, str]]:
    """An assumption and a thing not known each have a reason; what is known has a value."""
    stands = told["_as"]
    if stands in (ASSUMED, UNKNOWN) and not told["_why"]:
        yield "_why", say_now(f"contracts.ask.why_{stands}")
    if stands == ASSUMED and told[""] is None:
        yield "", say_now("contracts.ask.value_missing")
    if stands == UNKNOWN and told[""] is not None:
        yield "", say_now("contracts.ask.value_unknown")


def kroner_at(written: Written, name: str, path: Path, label: str) -> Ask:
    """A sum of money with its standing."""
    return stated_at(written, name, path, label, Valued("amount", KronerField(label=label), ore_of, kroner_of))


def count_at(written: Written, name: str, path: Path, label: str) -> Ask:
    """A whole number with its standing."""
    return stated_at(written, name, path, label, Valued("value", CountField(label=label), _whole, int))


def _whole(raw: Any) -> int | None:
    return int(raw) if str(raw).strip().isdecimal() else None


def number_at(written: Written, name: str, path: Path, label: str, unit: str = "%") -> Ask:
    """A number with its unit and its standing; a new one is in `unit`."""
    raw = written.get(*path)
    value = raw.get("value") if isinstance(raw, dict) else raw
    own = NumberField.unit_of(value) if value is not None else unit
    asked = NumberField(label=label, unit=own)
    valued = Valued("value", asked, NumberField.number_in, lambda told: written_number(told, own))
    return stated_at(written, name, path, with_unit(label, own), valued)


def with_unit(label: str, unit: str) -> str:
    """A label with the unit its number is in."""
    return f"{label} ({unit_name(unit)})" if unit else label


def unit_name(unit: str) -> str:
    """What a unit of the contract language is called."""
    return say_now(f"contracts.unit.{unit}") if unit in ("days", "months", "points", "pp", "kr") else unit
