"""Goals and payment: what is paid for, when it is reached, what it costs, what is expected; and a new goal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from bundlinje_web.bridge.written import Path, Written
from bundlinje_web.contracts.stepping.asking import (
    ASSUMED,
    STANDINGS,
    UNKNOWN,
    Ask,
    Group,
    Told,
    drop_at,
    kroner_at,
    kroner_of,
    name_at,
    number_at,
    ore_of,
    put,
    with_unit,
    yaml_at,
)
from bundlinje_web.contracts.stepping.fields import NumberField, written_number
from bundlinje_web.contracts.stepping.not_measured import RULES, outcomes_of, title_of
from bundlinje_web.contracts.stepping.parties import choices, free_code
from bundlinje_web.frame.fields import CodeField, CountField, KronerField, TextField
from bundlinje_web.frame.words import say_now

TESTS = ("at_least", "above", "at_most", "below")


def terms_of(written: Written) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every term with its place: of the agreement, or of one of its legs."""
    places: list[Path] = [("terms",)]
    legs = written.get("legs")
    places += [("legs", str(leg), "terms") for leg in legs] if isinstance(legs, dict) else []
    for place in places:
        held = written.get(*place)
        for number, term in enumerate(held if isinstance(held, list) else ()):
            if isinstance(term, dict):
                yield (*place, number), term


def groups(written: Written) -> list[Group]:
    """When each goal is reached, every payment, and a new goal."""
    payments = [_payment(written, at, term) for at, term in terms_of(written)]
    return [*(_goal(written, key) for key in outcomes_of(written)), *payments, _new()]


# --- when a goal is reached ---


def _goal(written: Written, key: str) -> Group:
    at = ("outcomes", key)
    asks = [
        name_at(written, f"goal_{key}", (*at, "title"), say_now("contracts.ask.goal_title")),
        _reached(written, f"reached_{key}", (*at, "where")),
        number_at(written, f"expected_{key}", ("expected", "rates", key), say_now("contracts.ask.expected")),
    ]
    title = title_of(written, "outcomes", key)
    return Group(say_now("contracts.steps.goal", title=title), asks)


def _reached(written: Written, name: str, path: Path) -> Ask:
    """A single limit of a measure, as a number; anything more as text."""
    raw = written.get(*path)
    label = say_now("contracts.ask.reached")
    if not isinstance(raw, dict) or len(raw) != 1:
        return yaml_at(written, name, path, label)
    ((measure, test),) = raw.items()
    if not isinstance(test, dict) or len(test) != 1 or next(iter(test)) not in TESTS:
        return yaml_at(written, name, path, label)
    ((word, value),) = test.items()
    number, unit = NumberField.number_in(value), NumberField.unit_of(value)
    if number is None:
        return yaml_at(written, name, path, label)
    told = say_now("contracts.ask.of_measure", measure=_told(written, str(measure)))
    fields = {
        "_test": CodeField(codes=TESTS, before="contracts.test", label=told),
        "_value": NumberField(label=with_unit(say_now("contracts.ask.threshold"), unit), unit=unit),
    }

    def change(text: Written, answers: Told) -> Written:
        if answers["_value"] is None:
            return text
        return put(text, path, {measure: {answers["_test"]: written_number(answers["_value"], unit)}})

    def check(answers: Told) -> Iterator[tuple[str, str]]:
        if answers["_value"] is None:
            yield "_value", say_now("contracts.ask.value_missing")

    return Ask(name, fields, {"_test": word, "_value": number}, change, check)


def _told(written: Written, measure: str) -> str:
    """What a measure counts, by the name of the fact it looks at."""
    held = written.get("measures", measure)
    facts = [str(value) for value in held.values() if isinstance(value, str)] if isinstance(held, dict) else []
    fact = next((one for one in facts if written.get("facts", one)), "")
    kinds = written.get("facts", fact) if fact else None
    said = next((str(text) for text in kinds.values()), "") if isinstance(kinds, dict) else ""
    return said or measure


# --- what is paid ---


def _payment(written: Written, at: Path, term: dict[str, Any]) -> Group:
    name = "_".join(str(step) for step in at)
    asks = [name_at(written, f"{name}_title", (*at, "title"), say_now("contracts.ask.term_title"))]
    if "measured" not in term:
        asks += list(_price(written, name, at, term))
    asks.append(drop_at(f"{name}_gone", at, say_now("contracts.ask.term_gone")))
    titles = term.get("title") or term.get("id") or ""
    title = str(titles.get("da") if isinstance(titles, dict) else titles)
    return Group(say_now("contracts.steps.payment", title=title), asks, note=_what(written, term))


def _what(written: Written, term: dict[str, Any]) -> str:
    """What the term pays for, by name."""
    if "measured" in term:
        return say_now("contracts.ask.only_measured")
    if "each" in term:
        return say_now("contracts.ask.for_each", what=title_of(written, "outcomes", str(term["each"])))
    figure = term.get("of") or term.get("level")
    return say_now("contracts.ask.for_figure", what=title_of(written, "figures", str(figure))) if figure else ""


def _price(written: Written, name: str, at: Path, term: dict[str, Any]) -> Iterator[Ask]:
    if "pays" in term or "each" in term:
        raw = term.get("pays")
        label = say_now("contracts.ask.pays")
        if isinstance(raw, dict) and "by" in raw:
            yield _by_case(written, f"{name}_pays", (*at, "pays"))
        else:
            yield kroner_at(written, f"{name}_pays", (*at, "pays"), label)
    if "fixed" in term:
        yield kroner_at(written, f"{name}_fixed", (*at, "fixed"), say_now("contracts.ask.fixed"))
    if "saving" in term or "each" in term:
        yield kroner_at(written, f"{name}_saving", (*at, "saving"), say_now("contracts.ask.saving"))


def _by_case(written: Written, name: str, path: Path) -> Ask:
    """A price for each follow-up, segment or the like; where they are more than sums, as text."""
    raw = written.get(*path)
    cases = {str(key): value for key, value in raw.items() if key not in ("by", "assumed", "source", "note")}
    if any(ore_of(value) is None for value in cases.values()):
        return yaml_at(written, name, path, say_now("contracts.ask.pays"))
    by = say_now(f"contracts.by.{raw['by']}")
    fields = {
        f"_{number}": KronerField(label=say_now("contracts.ask.pays_by", by=by, case=key))
        for number, key in enumerate(cases)
    }
    initial = {f"_{number}": ore_of(value) for number, value in enumerate(cases.values())}

    def change(text: Written, told: Told) -> Written:
        for number, key in enumerate(cases):
            if told[f"_{number}"] != initial[f"_{number}"]:
                text = put(text, (*path, key), kroner_of(told[f"_{number}"]))
        return text

    return Ask(name, fields, initial, change)


# --- a new goal ---


@dataclass(frozen=True, slots=True)
class Pattern:
    """A common way of counting: what is registered, what is measured of it, and when the goal is reached."""

    fact: str
    measure: str
    test: str
    unit: str
    more: tuple[tuple[str, str], ...] = (("coverage", "stated"),)


PATTERNS = {
    "state": Pattern("spell", "is_in", "at_least", ""),
    "share": Pattern("spell", "average", "at_least", "%", (("value", "share"), ("coverage", "stated"))),
    "happens": Pattern("event", "times", "at_least", ""),
    "not-happens": Pattern("event", "times", "at_most", ""),
    "days": Pattern("spell", "days_in", "at_most", "days"),
}
"""What most agreements pay for; anything else is written as text."""
ANCHORS = ("follow-up", "enrolment")


def _new() -> Group:
    say = say_now
    fields: dict[str, forms.Field] = {
        "_title": TextField(required=False, label=say("contracts.ask.goal_title"), limit=120),
        "_kind": CodeField(
            codes=PATTERNS, before="contracts.pattern", radios=True, required=False, label=say("contracts.ask.kind")
        ),
        "_what": TextField(
            required=False, label=say("contracts.ask.registered"), help_text=say("contracts.ask.registered_hint")
        ),
        "_value": NumberField(label=say("contracts.ask.threshold"), help_text=say("contracts.ask.threshold_hint")),
        "_months": CountField(required=False, least=1, most=120, label=say("contracts.ask.months")),
        "_anchor": CodeField(
            codes=ANCHORS, before="contracts.anchor", required=False, label=say("contracts.ask.anchor")
        ),
        "_missing": forms.ChoiceField(
            choices=[("", say("frame.form.choose")), *choices(RULES, "not_measured")],
            required=False,
            label=say("contracts.ask.not_measured"),
        ),
        "_pays": KronerField(required=False, label=say("contracts.ask.pays")),
        "_as": CodeField(
            codes=STANDINGS, before="contracts.standing", required=False, label=say("contracts.ask.standing")
        ),
        "_why": TextField(required=False, label=say("contracts.ask.why")),
        "_expected": NumberField(label=with_unit(say("contracts.ask.expected"), "%"), unit="%"),
    }
    initial: dict[str, Any] = dict.fromkeys(fields, "")
    initial |= {"_value": None, "_months": None, "_pays": None, "_expected": None}
    ask = Ask("goal_new", fields, initial, _added, _whole)
    return Group(say("contracts.steps.goal_new"), [ask], say("contracts.ask.goal_new_note"), opened=False)


def _whole(told: Told) -> Iterator[tuple[str, str]]:
    """A new goal says everything that the agreement must say of it."""
    needed = ("_title", "_kind", "_what", "_months", "_anchor", "_missing")
    for name in needed:
        if told[name] in ("", None):
            yield name, say_now("contracts.ask.needed")
    if told["_kind"] in ("share", "days") and told["_value"] is None:
        yield "_value", say_now("contracts.ask.value_missing")
    if told["_as"] != UNKNOWN and told["_pays"] is None:
        yield "_pays", say_now("contracts.ask.price_or_unknown")
    if told["_as"] in (ASSUMED, UNKNOWN) and not told["_why"]:
        yield "_why", say_now(f"contracts.ask.why_{told['_as']}")


def _added(text: Written, told: Told) -> Written:
    """The text with the goal: what is registered, what is measured, when it is reached, and what it pays."""
    pattern = PATTERNS[told["_kind"]]
    shelves = ("facts", "measures", "outcomes", "figures")
    taken = {str(key) for shelf in shelves for key in text.get(shelf) or ()}
    taken |= {str(term.get("id")) for _, term in terms_of(text)}
    code = free_code(told["_title"], taken)
    fact, measure = free_code(told["_what"], {*taken, code}), f"{code}-maal"
    window = {"span": f"{told['_months']} months", _side(told["_anchor"]): told["_anchor"], "partly_in": "left out"}
    text = put(text, ("facts", fact), {pattern.fact: told["_what"], **dict(pattern.more)})
    text = put(text, ("measures", measure), {pattern.measure: fact, "over": window})
    limit = {pattern.test: written_number(told["_value"] or _least(told["_kind"]), pattern.unit)}
    outcome = {"title": told["_title"], "where": {measure: limit}, "not_measured": told["_missing"]}
    text = put(text, ("outcomes", code), outcome)
    at: Path = next((place[:-1] for place, _ in terms_of(text)), ("terms",))
    term = {"id": code, "title": told["_title"], "each": code, "pays": _price_of(told)}
    text = put(text, (*at, len(text.get(*at) or ())), term)
    if told["_expected"] is not None:
        text = put(text, ("expected", "rates", code), written_number(told["_expected"], "%"))
    return text


def _side(anchor: str) -> str:
    return "before" if anchor == "follow-up" else "after"


def _least(kind: str) -> str:
    return "0" if kind == "not-happens" else "1"


def _price_of(told: Told) -> Any:
    if told["_as"] == UNKNOWN:
        return {UNKNOWN: told["_why"]}
    amount = kroner_of(told["_pays"])
    if told["_as"] == ASSUMED:
        return {"amount": amount, ASSUMED: told["_why"]}
    return {"amount": amount, "source": told["_why"]} if told["_why"] else amount
