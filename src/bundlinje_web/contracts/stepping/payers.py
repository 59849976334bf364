"""Who pays how large a part, and who gets the money back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bundlinje_web.bridge.written import Path, Written
from bundlinje_web.contracts.stepping.asking import Ask, Group, Told, put, text_at, yaml_at
from bundlinje_web.contracts.stepping.goals import terms_of
from bundlinje_web.contracts.stepping.parties import name_of, parties_of
from bundlinje_web.frame.fields import CodeField
from bundlinje_web.frame.words import language_now, say_now

BACK = ("drawn", "shares")
"""How money comes back: by what each has put in, or in fixed parts."""
_SAID = frozenset({"shares", "assumed", "source", "note"})


class ShareField(forms.CharField):
    """A part of the whole: per cent, or a fraction such as 1/3."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def clean(self, value: Any) -> str:
        """The part as the contract writes it."""
        text = str(super().clean(value)).strip().replace(",", ".").removesuffix("%").strip()
        if not text:
            return ""
        if re.fullmatch(r"\d+/[1-9]\d*", text):
            return text
        if re.fullmatch(r"\d+(\.\d+)?", text):
            return f"{text} %"
        raise ValidationError(say_now("contracts.ask.share_wrong"))

    def prepare_value(self, value: Any) -> Any:
        """With a comma before its decimals in Danish."""
        return value.replace(".", ",") if isinstance(value, str) and language_now() == "da" else value


def part(text: str) -> Fraction:
    """The part a text says."""
    plain = text.removesuffix("%").strip()
    return Fraction(plain) if "/" in plain else Fraction(plain) / 100


def groups(written: Written) -> list[Group]:
    """Every flow's payers, and who receives."""
    found = list(_payers(written))
    if written.get("receivers") is not None or written.get("legs") is None:
        found.append(_receivers(written))
    return found


def _payers(written: Written) -> Iterator[Group]:
    raw = written.get("payers")
    legs = written.get("legs")
    if isinstance(legs, dict):
        for leg in legs:
            if written.get("legs", str(leg), "payers") is not None:
                title = say_now("contracts.steps.payers_of", what=str(leg))
                yield _flow(written, ("legs", str(leg), "payers"), f"payers_{leg}", title)
        return
    if isinstance(raw, dict) and raw and not _SAID & set(raw) and all(isinstance(one, dict) for one in raw.values()):
        titles = {str(term.get("id")): term.get("title") for _, term in terms_of(written)}
        for term in raw:
            title = say_now("contracts.steps.payers_of", what=_title(titles.get(str(term)), str(term)))
            yield _flow(written, ("payers", str(term)), f"payers_{term}", title)
        return
    yield _flow(written, ("payers",), "payers", say_now("contracts.step.payers"))


def _title(raw: Any, otherwise: str) -> str:
    return str(raw.get("da")) if isinstance(raw, dict) else str(raw or otherwise)


def _flow(written: Written, path: Path, name: str, title: str) -> Group:
    raw = written.get(*path)
    if raw is not None and not _is_shares(raw):
        return Group(title, [yaml_at(written, name, path, say_now("contracts.ask.payers_text"))])
    asks = [_shares(written, name, path, _accounts(written, raw))]
    if isinstance(raw, dict):
        asks.append(text_at(written, f"{name}_assumed", (*path, "assumed"), say_now("contracts.ask.shares_assumed")))
    return Group(title, asks, say_now("contracts.ask.shares_note"))


def _is_shares(raw: Any) -> bool:
    """Whether parts are told by account and nothing more."""
    if not isinstance(raw, dict) or set(raw) - _SAID or not isinstance(raw.get("shares"), dict):
        return False
    return all(isinstance(value, str) and re.fullmatch(r"[\d./ ]+%?", value) for value in raw["shares"].values())


def _accounts(written: Written, raw: Any) -> list[str]:
    """The accounts that pay, and those that could: every budget of a party that pays."""
    found = [str(key) for key in raw["shares"]] if raw else []
    for key, party in parties_of(written).items():
        if "payer" in (party.get("roles") or ()):
            budgets = party.get("budgets") or ()
            found += [f"{key}/{budget}" for budget in budgets] or [key]
    return list(dict.fromkeys(found))


def _shares(written: Written, name: str, path: Path, accounts: list[str]) -> Ask:
    was = written.get(*path, "shares") or {}
    fields = {f"_{account}": ShareField(label=name_of(written, account)) for account in accounts}
    initial = {f"_{account}": _as_field(was.get(account)) for account in accounts}

    def change(text: Written, told: Told) -> Written:
        return put(text, (*path, "shares"), {one: told[f"_{one}"] for one in accounts if told[f"_{one}"]} or None)

    return Ask(name, fields, initial, change, lambda told: _whole(told, accounts))


def _as_field(raw: Any) -> str:
    return str(raw or "")


def _whole(told: Told, accounts: list[str]) -> Iterator[tuple[str, str]]:
    """The parts make a whole."""
    given = [part(told[f"_{one}"]) for one in accounts if told[f"_{one}"]]
    whole = sum(given, Fraction(0))
    if given and whole != 1:
        from bundlinje.words.numbers import percent

        yield f"_{accounts[0]}", say_now("contracts.ask.shares_sum", sum=percent(whole, language_now()))


def _receivers(written: Written) -> Group:
    """Who gets the money back: by what each has drawn, or in parts."""
    raw, title = written.get("receivers"), say_now("contracts.steps.receivers")
    names = [key for key, one in parties_of(written).items() if "investor" in (one.get("roles") or ())]
    held = _receiving(raw, names)
    if held is None:
        return Group(title, [yaml_at(written, "receivers", ("receivers",), say_now("contracts.ask.payers_text"))])
    how, shares = held
    names = list(dict.fromkeys([*shares, *names]))
    fields: dict[str, forms.Field] = {
        "_how": CodeField(codes=BACK, before="contracts.back", radios=True, required=False, label=title)
    }
    fields |= {f"_{name}": ShareField(label=name_of(written, name)) for name in names}
    initial = {"_how": how, **{f"_{name}": shares.get(name, "") for name in names}}

    def change(text: Written, told: Told) -> Written:
        if told["_how"] == "drawn":
            return put(text, ("receivers",), {"pro_rata": names, "to": "drawn"})
        return put(text, ("receivers",), {"shares": {one: told[f"_{one}"] for one in names if told[f"_{one}"]}})

    def check(told: Told) -> Iterator[tuple[str, str]]:
        if told["_how"] == "shares":
            if not any(told[f"_{one}"] for one in names):
                yield "_how", say_now("contracts.ask.share_missing")
            yield from _whole(told, names)

    return Group(title, [Ask("receivers", fields, initial, change, check)])


def _receiving(raw: Any, names: list[str]) -> tuple[str, dict[str, str]] | None:
    """How money comes back as the fields tell it; none where the text says more."""
    if raw is None or not names:
        return "", {}
    if isinstance(raw, str):
        return ("drawn", {}) if raw.startswith("pro rata") else ("shares", {raw: "100 %"}) if raw in names else None
    if _is_shares(raw):
        return "shares", {str(key): str(value) for key, value in raw["shares"].items()}
    if (
        isinstance(raw, dict)
        and set(raw) <= {"pro_rata", "to", "assumed", "source", "note"}
        and raw.get("to") == "drawn"
    ):
        return "drawn", {}
    return None
