"""What holds if the agreement ends early; the plan for going on has a page of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from bundlinje_web.bridge.written import Written
from bundlinje_web.contracts.stepping.asking import (
    Ask,
    Group,
    Told,
    day_at,
    drop_at,
    number_at,
    put,
    with_unit,
    yaml_at,
)
from bundlinje_web.contracts.stepping.fields import NumberField, written_number
from bundlinje_web.contracts.stepping.not_measured import outcomes_of, title_of
from bundlinje_web.frame.words import say_now

PAYS = "all that is not yet due counts as expected"


def groups(written: Written) -> list[Group]:
    """The rule for ending early, and amendments that stand in the text itself."""
    found = [_early(written)]
    if written.get("amendments"):
        label = say_now("contracts.ask.amendments")
        found.append(Group(label, [yaml_at(written, "amendments", ("amendments",), label)], opened=False))
    return found


def _early(written: Written) -> Group:
    at, title, note = ("ends_early",), say_now("contracts.exit.early"), say_now("contracts.ask.early_note")
    raw = written.get(*at)
    if raw is None:
        return Group(title, [_new(written)], note, opened=False)
    rates = raw.get("expected") if isinstance(raw, dict) else None
    if not isinstance(rates, dict):
        return Group(title, [yaml_at(written, "early", at, title)])
    asks = [day_at(written, "early_on", (*at, "on_date"), say_now("contracts.ask.early_on"))]
    asks += [
        number_at(written, f"early_{key}", (*at, "expected", str(key)), _counts_as(written, str(key))) for key in rates
    ]
    return Group(title, [*asks, drop_at("early_gone", at, say_now("contracts.ask.early_gone"))], note)


def _counts_as(written: Written, key: str) -> str:
    shelf = "outcomes" if key in outcomes_of(written) else "figures"
    return say_now("contracts.ask.counts_as", what=title_of(written, shelf, key))


def _new(written: Written) -> Ask:
    names = outcomes_of(written)
    fields: dict[str, forms.Field] = {
        "_says": forms.BooleanField(required=False, label=say_now("contracts.ask.early_says"))
    }
    fields |= {f"_{key}": NumberField(label=with_unit(_counts_as(written, key), "%"), unit="%") for key in names}
    initial: dict[str, Any] = {"_says": False, **{f"_{key}": None for key in names}}

    def change(text: Written, told: Told) -> Written:
        rates = {key: written_number(told[f"_{key}"], "%") for key in names}
        return put(text, ("ends_early",), {"pays": PAYS, "expected": rates})

    def check(told: Told) -> Iterator[tuple[str, str]]:
        if not told["_says"]:
            yield "_says", say_now("contracts.ask.early_tick")
        for key in names:
            if told[f"_{key}"] is None:
                yield f"_{key}", say_now("contracts.ask.value_missing")

    return Ask("early_new", fields, initial, change, check)
