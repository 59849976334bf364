"""Caps and the guarantee, in the order they bite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms

from bundlinje_web.bridge.written import Path, Written
from bundlinje_web.contracts.stepping.asking import (
    Ask,
    Group,
    Told,
    code_at,
    drop_at,
    kroner_at,
    kroner_of,
    put,
    text_at,
    yaml_at,
)
from bundlinje_web.contracts.stepping.fields import NumberField
from bundlinje_web.contracts.stepping.parties import choices, name_of, parties_of
from bundlinje_web.frame.fields import CountField, KronerField, TextField
from bundlinje_web.frame.words import say_now

SCOPES = ("total", "each year", "each unit", "each person", "each follow-up", "each cohort")
EXCESS = ("lost", "waits")
_OF_DRAWN = re.compile(r"^(\d+(?:\.\d+)?) % of drawn capital$")


def groups(written: Written) -> list[Group]:
    """Every cap, their order, a new one, and the guarantee."""
    held = written.get("limits")
    caps = held if isinstance(held, list) else []
    found = [_cap(written, number, one) for number, one in enumerate(caps)]
    if len(caps) > 1:
        found.append(_order(caps))
    return [*found, _new(), _guarantee(written)]


def _cap(written: Written, number: int, raw: Any) -> Group:
    at: Path = ("limits", number)
    title = say_now("contracts.steps.cap", n=number + 1)
    gone = drop_at(f"cap_{number}_gone", at, say_now("contracts.ask.cap_gone"))
    if not isinstance(raw, dict) or "at_most" not in raw:
        return Group(title, [yaml_at(written, f"cap_{number}", at, say_now("contracts.ask.cap_text")), gone])
    asks = [
        kroner_at(written, f"cap_{number}_most", (*at, "at_most"), say_now("contracts.ask.at_most")),
        code_at(
            written, f"cap_{number}_for", (*at, "for"), say_now("contracts.ask.for"), choices(SCOPES, "scope"), False
        ),
        code_at(
            written,
            f"cap_{number}_excess",
            (*at, "excess"),
            say_now("contracts.ask.excess"),
            choices(EXCESS, "excess"),
            False,
        ),
    ]
    return Group(title, [*asks, gone])


def _order(caps: list[Any]) -> Group:
    """Which cap bites first: the numbers are where each is to stand."""
    fields = {
        f"_{number}": CountField(
            required=True, least=1, most=len(caps), label=say_now("contracts.steps.cap", n=number + 1)
        )
        for number in range(len(caps))
    }
    initial = {f"_{number}": number + 1 for number in range(len(caps))}

    def change(text: Written, told: Told) -> Written:
        now = text.get("limits")
        order = sorted(range(len(now)), key=lambda number: (told[f"_{number}"], number))
        return text.put(("limits",), [now[number] for number in order])

    def check(told: Told) -> Iterator[tuple[str, str]]:
        if sorted(told.values()) != list(range(1, len(caps) + 1)):
            yield "_0", say_now("contracts.ask.order_wrong", n=len(caps))

    return Group(say_now("contracts.steps.order"), [Ask("cap_order", fields, initial, change, check)])


def _new() -> Group:
    fields: dict[str, forms.Field] = {
        "_most": KronerField(required=False, label=say_now("contracts.ask.at_most")),
        "_for": forms.ChoiceField(
            choices=[("", say_now("frame.form.choose")), *choices(SCOPES, "scope")],
            required=False,
            label=say_now("contracts.ask.for"),
        ),
        "_excess": forms.ChoiceField(
            choices=[("", say_now("frame.form.choose")), *choices(EXCESS, "excess")],
            required=False,
            label=say_now("contracts.ask.excess"),
        ),
    }

    def change(text: Written, told: Told) -> Written:
        cap = {"at_most": kroner_of(told["_most"]), "for": told["_for"], "excess": told["_excess"]}
        return put(text, ("limits", len(text.get("limits") or ())), cap)

    def check(told: Told) -> Iterator[tuple[str, str]]:
        for suffix, value in told.items():
            if value in ("", None):
                yield suffix, say_now("contracts.ask.needed")

    ask = Ask("cap_new", fields, {"_most": None, "_for": "", "_excess": ""}, change, check)
    return Group(say_now("contracts.steps.cap_new"), [ask], opened=False)


def _guarantee(written: Written) -> Group:
    """Who makes up a loss, from what part of the capital, and up to how much."""
    at, title = ("guarantee",), say_now("contracts.steps.guarantee")
    raw = written.get(*at)
    if raw is None:
        return Group(title, [_new_guarantee(written)], say_now("contracts.ask.guarantee_note"), opened=False)
    if not isinstance(raw, dict) or not _OF_DRAWN.match(str(raw.get("at_least"))):
        return Group(title, [yaml_at(written, "guarantee", at, say_now("contracts.ask.cap_text"))])
    asks = [
        _share_of_drawn(written, (*at, "at_least")),
        code_at(
            written,
            "guarantee_by",
            (*at, "paid_by"),
            say_now("contracts.ask.paid_by"),
            _guarantors(written),
            empty=False,
        ),
        kroner_at(written, "guarantee_most", (*at, "up_to"), say_now("contracts.ask.up_to")),
        text_at(written, "guarantee_assumed", (*at, "assumed"), say_now("contracts.ask.assumed"), rows=2),
        drop_at("guarantee_gone", at, say_now("contracts.ask.guarantee_gone")),
    ]
    return Group(title, asks)


def _guarantors(written: Written) -> list[tuple[str, str]]:
    named = {key: one for key, one in parties_of(written).items() if "guarantor" in (one.get("roles") or ())}
    return [(key, name_of(written, key)) for key in named or parties_of(written)]


def _share_of_drawn(written: Written, path: Path) -> Ask:
    found = _OF_DRAWN.match(str(written.get(*path)))
    asked = NumberField(label=say_now("contracts.ask.of_drawn"), unit="%")

    def change(text: Written, told: Told) -> Written:
        return put(text, path, f"{told['']} % of drawn capital") if told[""] else text

    return Ask("guarantee_of", {"": asked}, {"": found[1] if found else None}, change)


def _new_guarantee(written: Written) -> Ask:
    fields: dict[str, forms.Field] = {
        "_by": forms.ChoiceField(
            choices=[("", say_now("frame.form.choose")), *_guarantors(written)],
            required=False,
            label=say_now("contracts.ask.paid_by"),
        ),
        "_of": NumberField(label=say_now("contracts.ask.of_drawn"), unit="%"),
        "_most": KronerField(required=False, label=say_now("contracts.ask.up_to")),
        "_why": TextField(required=False, label=say_now("contracts.ask.assumed")),
    }

    def change(text: Written, told: Told) -> Written:
        floor = {
            "at_least": f"{told['_of']} % of drawn capital",
            "for": "total",
            "at": "final settlement",
            "paid_by": told["_by"],
        }
        floor |= {"up_to": kroner_of(told["_most"])} if told["_most"] is not None else {}
        return put(text, ("guarantee",), {**floor, **({"assumed": told["_why"]} if told["_why"] else {})})

    def check(told: Told) -> Iterator[tuple[str, str]]:
        for suffix in ("_by", "_of"):
            if not told[suffix]:
                yield suffix, say_now("contracts.ask.needed")

    return Ask("guarantee_new", fields, {"_by": "", "_of": None, "_most": None, "_why": ""}, change, check)
