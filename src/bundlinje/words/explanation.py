"""A reason tree in words: indented lines that say why an amount is there, down to windows, values and evidence.

With the contract at hand, things are called by their titles and rules are read aloud; without it, by their names in the
file. A value that no sentence has room for is shown by its name: nothing is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

from bundlinje.explanation import Because, Reason, Value
from bundlinje.words.exact import counted, money, number, of_dimension, percent
from bundlinje.words.labels import labels
from bundlinje.words.lexicon import quoted, word, word_or
from bundlinje.words.numbers import Language, day
from bundlinje.words.numbers import percent as rounded_percent
from bundlinje.words.template import fill, firm_slots, slots_of

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract

_DAYS = frozenset({"from", "until", "cutoff", "paid_on", "due", "day", "on"})
_MEASURED = frozenset({"value", "low", "high", "total"})
_INTERVAL = frozenset({"interval_low", "interval_high"})
_SHARES = frozenset({"share", "rate"})
_NAMES = frozenset({"clause", "outcome", "measure", "figure", "difference", "party", "account", "group", "path"})
_CODED = {
    "state": "state",
    "mark": "mark",
    "kind": "line_kind",
    "reference": "reference",
    "leg": "leg",
    "remark": "remark",
    "sample": "sample",
}
"""Values that are codes, and the part of the lexicon that tells them."""
_OPENED = ("rule", "groups", "known")
"""Values that are data of their own, told on lines under the reason; `known` is an inner key of two reasons."""
_NOT_FOR_PEOPLE = frozenset({"dimension", "entry"})
"""Values that say how others are read, or where a row stands in a table."""

ONLY_COHORT = "all"
"""Cohort of a contract that states a single one."""
_MISSING = "?"
"""Stands where a sentence needs a value that an explanation written long ago did not have."""
_LOOSE_MARK = re.compile(r"\s+([:,;])")
_BRACKETED_START = re.compile(r"^\(([^()]*)\)")
A_SUM = "1"
"""Price of an entry that is a sum of money already: one øre for each of its øre."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation: how far in it stands, what it says, and the amount it carries, if it carries one."""

    depth: int
    text: str
    ore: int | None = None
    amount: str = ""


class Names(Protocol):
    """What the things of a contract are called."""

    def name(self, key: str, name: str) -> str:
        """What a value of this key, such as an outcome, is called."""
        ...

    def rule(self, reason: Reason, text: str) -> tuple[str, ...]:
        """A rule of the contract as lines; empty where the reason needs none beside its name."""
        ...


@dataclass(frozen=True, slots=True)
class FileNames:
    """Names as they stand in the contract's file."""

    language: Language

    def name(self, key: str, name: str) -> str:
        """The name itself, set apart."""
        return word_or(f"{key}.{name}", self.language, quoted(name, self.language))

    def rule(self, reason: Reason, text: str) -> tuple[str, ...]:
        """The rule as it was written."""
        return (text.translate({ord("{"): "(", ord("}"): ")"}),)


def tell(because: Because, language: Language = "da", contract: Contract | None = None) -> list[Line]:
    """The tree as lines from the top down, each reason with its amount."""
    names: Names = FileNames(language)
    if contract is not None:
        from bundlinje.words.reading.naming import Titles

        names = Titles(contract, language)
    return list(_lines(because, 0, _Teller(language, names)))


def _lines(because: Because, depth: int, teller: _Teller, above: str = "count") -> Iterator[Line]:
    amount = "" if because.ore is None else money(because.ore, teller.language)
    dimension = _dimension(because, above)
    yield Line(depth, teller.sentence(because, dimension), because.ore, amount)
    yield from (Line(depth + 1, text) for text in teller.opened(because))
    inside = next((_dimension(part, dimension) for part in because.parts if part.reason is Reason.FIGURE), dimension)
    for part in because.parts:
        yield from _lines(part, depth + 1, teller, inside)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells single reasons in one language."""

    language: Language
    names: Names

    def sentence(self, because: Because, dimension: str) -> str:
        """The reason's sentence, and behind it every value it had no room for."""
        template = labels("reasons")[str(because.reason)][self.language]
        said = {key: self._said(key, value, dimension) for key, value in _worth_saying(because).items()}
        room = {slot.name for slot in slots_of(template)}
        missing = dict.fromkeys(firm_slots(template), _MISSING)
        text = _tidy(fill(template, {**missing, **_without_none(said), **self._not_known(because)}))
        for key, value in said.items():
            if value is not None and key not in room | _NOT_FOR_PEOPLE | set(self._opened_keys(because)):
                text = self._frame("_rest", text=text, label=word_or(f"label.{key}", self.language, key), value=value)
        return text

    def opened(self, because: Because) -> Iterator[str]:
        """Data that a reason carries, as lines of their own."""
        values = because.values
        for key in self._opened_keys(because):
            raw = str(values[key])
            if key == "rule":
                yield from (self._frame("_rule", rule=line) for line in self.names.rule(because.reason, raw))
            elif key == "groups":
                yield from self._groups(raw, counts_units="unit" in str(values.get("rule", "")).partition("for")[0])
            else:
                yield from self._known(raw)

    def _opened_keys(self, because: Because) -> list[str]:
        found = [key for key in _OPENED if because.values.get(key) not in (None, "")]
        return [key for key in found if key != "known" or isinstance(because.values[key], str)]

    def _groups(self, raw: str, counts_units: bool) -> Iterator[str]:
        for group in json.loads(raw):
            shown = {
                key: number(value, self.language) if counts_units else money(value, self.language)
                for key, value in group.items()
                if key in ("before", "bound", "after")
            }
            yield self._frame("_group", key=str(group["key"]), **shown)

    def _known(self, raw: str) -> Iterator[str]:
        for what, accounts in json.loads(raw).items():
            moved = {name: ore for name, ore in accounts.items() if ore}
            if moved:
                label = word_or(f"label.{what}", self.language, what)
                told = [f"{self.names.name('party', name)} {money(ore, self.language)}" for name, ore in moved.items()]
                yield self._frame("_known", known=f"{label}: {', '.join(told)}")

    def _not_known(self, because: Because) -> Mapping[str, str]:
        """What stands where a value is not known, for reasons that must show one."""
        must = because.reason is Reason.MEASURE and because.values.get("value") is None
        return {"value": word("state.not_known", self.language)} if must else {}

    def _frame(self, code: str, **values: str) -> str:
        return fill(labels("reasons")[code][self.language], values)

    def _said(self, key: str, value: Value, dimension: str) -> str | None:
        if value is None or value == "":
            return None
        if isinstance(value, bool) or key in _CODED or key in _NAMES or key == "not_measured":
            return self._named(key, value)
        if key == "evidence" and isinstance(value, int):
            return counted(value, "record", self.language)
        exact = _exact(value)
        if key in _DAYS or exact is None:
            return _day(str(value), self.language)
        return self._number(key, exact, dimension)

    def _named(self, key: str, value: str | int | bool) -> str:
        if isinstance(value, bool):
            return word(str(value).lower(), self.language)
        if key in _CODED:
            return word_or(f"{_CODED[key]}.{value}", self.language, str(value))
        return self.names.name(key, str(value)) if key in _NAMES else self._rule_for_missing(str(value))

    def _rule_for_missing(self, text: str) -> str:
        rule, _, outcome = text.partition(" to ")
        told = word(f"not_measured.{rule}", self.language)
        return told.replace("{outcome}", self.names.name("outcome", outcome)) if outcome else told

    def _number(self, key: str, exact: Fraction, dimension: str) -> str:
        if key.endswith("_ore"):
            is_rate = key == "price_ore" and dimension == "kr"
            return percent(exact, self.language) if is_rate else of_dimension(exact, "kr", self.language)
        if key in _INTERVAL | _SHARES:
            return (rounded_percent if key in _INTERVAL else percent)(exact, self.language)
        if key in _MEASURED or (key == "quantity" and dimension == "kr"):
            return of_dimension(exact, dimension, self.language)
        return number(exact, self.language)


def _worth_saying(because: Because) -> Mapping[str, Value]:
    """The values without those that say nothing: the only cohort there is, and a rule that was not called on."""
    silent = {"cohort"} if because.values.get("cohort") == ONLY_COHORT else set()
    if because.values.get("measured") is True:
        silent |= {"measured", "not_measured"}
    if because.values.get("measured") is False:
        silent |= {"measured"}
    if _is_a_sum(because):
        silent |= {"price_ore"}
    if because.reason is Reason.REMARK:
        silent |= {"of"}
    if because.reason is Reason.FIGURE:
        silent |= {"kind"}
        if because.values.get("first_follow_up") == because.values.get("last_follow_up"):
            silent |= {"last_follow_up"}
    return {key: value for key, value in because.values.items() if key not in silent}


def _without_none(values: Mapping[str, str | None]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value is not None}


def _tidy(text: str) -> str:
    """The text without the marks that parts left out have left behind, and not in brackets from its first word."""
    tidy = _LOOSE_MARK.sub(r"\1", text).strip(" :,;")
    return _BRACKETED_START.sub(lambda found: found[1][:1].upper() + found[1][1:], tidy)


def _is_a_sum(because: Because) -> bool:
    """Whether an entry is a sum of money already that is handed on as it is."""
    figure = any(part.reason is Reason.FIGURE for part in because.parts)
    return because.values.get("price_ore") == A_SUM and not figure


def _dimension(because: Because, above: str) -> str:
    """What the reason's numbers count: as it says, as the figure behind it does, or as the one above it."""
    if _is_a_sum(because):
        return "kr"
    own = because.values.get("dimension")
    behind = (part.values.get("dimension") for part in because.parts if part.reason is Reason.FIGURE)
    adds_up = because.reason is Reason.REFERENCE or (because.reason is Reason.TALLY and "measure" in because.values)
    return str(own or next(behind, None) or (above if adds_up else "count"))


def _exact(value: Any) -> Fraction | None:
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        return None


def _day(text: str, language: Language) -> str:
    try:
        return day(date.fromisoformat(text), language)
    except ValueError:
        return text
