"""What holds when something is not measured, when somebody leaves, and when facts come late."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje_web.bridge.written import Written
from bundlinje_web.contracts.stepping.asking import Group, code_at
from bundlinje_web.contracts.stepping.parties import choices
from bundlinje_web.frame.words import in_language, say_now

RULES = ("counts as not achieved", "left out", "waits")
LEAVES = ("left out", "counts until that day", "stays")
REASONS = ("completed", "dropped", "died", "moved", "withdrew")
SECOND = ("counts", "not counted")
OTHER = ("first project", "this project", "both")
LESS = ("set off in the next payment", "repaid", "kept")
MORE = ("next payment", "kept")


def title_of(written: Written, shelf: str, key: str) -> str:
    """What an outcome, a figure or a term is called."""
    raw = written.get(shelf, key, "title")
    return in_language({name: str(text) for name, text in raw.items()}) if isinstance(raw, dict) else str(raw or key)


def outcomes_of(written: Written) -> list[str]:
    """The outcomes of the text."""
    held = written.get("outcomes")
    return [str(key) for key in held] if isinstance(held, dict) else []


def groups(written: Written) -> list[Group]:
    """Every outcome's rule, every reason for leaving, and corrections."""
    return [*_outcomes(written), _leaving(written), _corrections(written)]


def _outcomes(written: Written) -> Iterator[Group]:
    names = outcomes_of(written)
    label = say_now("contracts.ask.not_measured")
    for key in names:
        rules = choices(RULES, "not_measured")
        rules += [
            (
                f"falls back to {other}",
                say_now("contracts.not_measured.falls-back", to=title_of(written, "outcomes", other)),
            )
            for other in names
            if other != key
        ]
        ask = code_at(written, f"not_measured_{key}", ("outcomes", key, "not_measured"), label, rules)
        yield Group(title_of(written, "outcomes", key), [ask])


def _leaving(written: Written) -> Group:
    asks = [
        code_at(
            written, f"leaves_{reason}", ("leaves", reason), say_now(f"contracts.leaves_when.{reason}"),
            choices(LEAVES, "leave"),
        )
        for reason in REASONS
    ]  # fmt: skip
    for name, rules in (("second_course", SECOND), ("other_project", OTHER)):
        label = say_now(f"contracts.leaves_when.{name}")
        asks.append(code_at(written, f"leaves_{name}", ("leaves", name), label, choices(rules, name)))
    return Group(say_now("contracts.steps.leaving"), asks)


def _corrections(written: Written) -> Group:
    asks = [
        code_at(
            written, f"corrections_{name}", ("corrections", name), say_now(f"contracts.ask.{name}"),
            choices(rules, "correction"),
        )
        for name, rules in (("less", LESS), ("more", MORE))
    ]  # fmt: skip
    return Group(say_now("contracts.steps.corrections"), asks)
