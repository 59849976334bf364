"""Invented entries for laws of limits, and a plain reference in Python integers that the columns must agree with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bundlinje.grammar.amount import Fixed, PartOf
from bundlinje.limits.base import NO_ONE, AnyLimit, Claims, Cut, Limit
from bundlinje.limits.bound import Balance, Units

LIMITS: TypeAdapter[Limit] = TypeAdapter(AnyLimit)


TERMS = ("home", "work", "school")


MONEY_SCOPES = ("each unit", "each person", "each term", "term work", "each cohort", "total")


FLOW_SCOPES = ("each year", "each follow-up")


ORDERS = ("in proportion", "in term order", "latest due first")


ENDLESS = 10**16


def limit(**slots: Any) -> Limit:
    return LIMITS.validate_python(slots)


@dataclass(frozen=True)
class Answers:
    """What an invented settlement answers."""

    drawn: int = 0
    planned: int = 10
    balances: dict[str, int] = field(default_factory=dict)
    paid: int = 0
    is_final: bool = False

    def ore(self, bound: Any) -> int:
        match bound:
            case Fixed():
                return bound.ore
            case Balance():
                return self.balances.get(bound.account, 0)
            case PartOf():
                return int(bound.share * self.drawn)
        raise AssertionError(bound)

    def units(self, bound: Any) -> int:
        return bound.units if isinstance(bound, Units) else int(bound.share * self.planned)

    def paid_in_year(self, terms: tuple[str, ...] | None) -> int:
        return self.paid


@dataclass(frozen=True)
class Entry:
    """One row of claims; the keys before `to_date` tell it from every other entry."""

    term: int
    cohort: int
    unit: int
    follow_up: int
    due: int
    to_date: int
    settled: int

    @property
    def key(self) -> tuple[int, int, int, int, int]:
        return (self.term, self.cohort, self.unit, self.follow_up, self.due)

    @property
    def person(self) -> int:
        """Two units belong to one person."""
        return NO_ONE if self.unit == NO_ONE else self.unit // 2


def claims_of(entries: list[Entry]) -> Claims:
    def column(name: str, kind: Any = np.int32) -> Any:
        return np.array([getattr(e, name) for e in entries], dtype=kind)

    return Claims(
        term=column("term"),
        unit=column("unit"),
        person=column("person"),
        cohort=column("cohort"),
        follow_up=column("follow_up"),
        year=np.array([2020 + e.follow_up for e in entries], dtype=np.int32),
        due=column("due"),
        to_date=column("to_date", np.int64),
        settled=column("settled", np.int64),
        term_names=TERMS,
    )


def after(claims: Claims, cut: Cut) -> Claims:
    return replace(claims, to_date=claims.to_date - cut.off)


AMOUNTS = st.one_of(st.integers(-300, 1_000), st.integers(-(10**14), 10**14))


def entries(amounts: st.SearchStrategy[int] = AMOUNTS, least: int = 0) -> st.SearchStrategy[list[Entry]]:
    one = st.builds(
        Entry,
        term=st.integers(0, 2),
        cohort=st.integers(0, 1),
        unit=st.integers(NO_ONE, 5),
        follow_up=st.integers(1, 4),
        due=st.one_of(st.integers(0, 3), st.sampled_from([3, 700, 19_000])),
        to_date=amounts,
        settled=st.one_of(st.just(0), st.integers(0, 500)),
    )
    return st.lists(one, min_size=least, max_size=14, unique_by=lambda e: e.key)


BOUNDS = st.one_of(st.integers(0, 3_000), st.integers(0, 10**15))


def group_of(entry: Entry, scope: str) -> int | None:
    """The group of the scope that an entry belongs to; none if the limit does not look at it."""
    if scope in ("each unit", "each person"):
        code = entry.unit if scope == "each unit" else entry.person
        return None if code == NO_ONE else code
    if scope.startswith("term "):
        return entry.term if TERMS[entry.term] == scope.removeprefix("term ") else None
    return {"each term": entry.term, "each cohort": entry.cohort}.get(scope, 0)


def largest_remainders(amounts: list[int], take: int) -> list[int]:
    whole = sum(amounts)
    parts = [amount * take // whole for amount in amounts]
    order = sorted(range(len(amounts)), key=lambda i: (-(amounts[i] * take % whole), i))
    for i in order[: take - sum(parts)]:
        parts[i] += 1
    return parts


def reference(rows: list[Entry], scope: str, bound: int, order: str, paid_before: int) -> dict[Any, int]:
    """What is taken off each entry, by its key."""
    flows = scope in FLOW_SCOPES or scope.startswith("balance")
    amount = {e.key: e.to_date - (e.settled if flows else 0) for e in rows}
    level = {"in proportion": lambda _: 0, "in term order": lambda e: e.term, "latest due first": lambda e: -e.due}[
        order
    ]
    groups: dict[Any, list[Entry]] = defaultdict(list)
    for e in sorted(rows, key=lambda e: e.key):
        if (group := group_of(e, scope)) is not None:
            groups[group].append(e)
    off = dict.fromkeys(amount, 0)
    for members in groups.values():
        excess = max(0, sum(amount[e.key] for e in members) + paid_before - bound)
        for place in sorted({(-e.follow_up, level(e)) for e in members}):
            here = [e for e in members if (-e.follow_up, level(e)) == place and amount[e.key] > 0]
            take = min(excess, sum(amount[e.key] for e in here))
            excess -= take
            for e, part in zip(
                here, largest_remainders([amount[e.key] for e in here], take) if take else [], strict=False
            ):
                off[e.key] = part
    return off
