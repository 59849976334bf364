"""A little recomputer: reads an explanation as JSON, knows nothing of the engine, and comes to the same øre."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from typing import Any


def recompute(data: dict[str, Any]) -> tuple[int, dict[str, int], dict[str, int]]:
    """The line's øre, and those of its payers and receivers, by their written rules and what the rules knew."""
    line = sum(_step(part) for part in data["made_of"].get("parts", ()) if "amount_ore" in part)
    segment = data["made_of"]["values"]["segment"]
    return line, _shared(data["paid_by"], line, segment), _shared(data["received_by"], line, segment)


def _step(step: dict[str, Any]) -> int:
    if step["reason"] == "guarantee":
        said = step["values"]
        short, most = max(0, said["bound_ore"] - said["before_ore"]), json.loads(said["rule"]).get("up_to")
        return (min(short, _kroner(most)) if most else short) - said.get("topped_up_before_ore", 0)
    if step["reason"] == "earned":
        return sum(_entry(part["values"]) for part in step.get("parts", ()))
    return sum(int(part["amount_ore"]) for part in step["parts"])


def _entry(said: dict[str, Any]) -> int:
    exact = Fraction(said["quantity"]) * Fraction(said.get("price_ore", 0)) * (said["state"] == "earning")
    return int(abs(exact) + Fraction(1, 2)) * (1 if exact > 0 else -1)


def _kroner(said: Any) -> int:
    text = said["amount"] if isinstance(said, dict) else said
    return int(Fraction(text.removesuffix(" kr").replace(" ", "")) * 100)


def _shared(tree: dict[str, Any], line: int, segment: str) -> dict[str, int]:
    if "rule" not in tree.get("values", {}):
        return {part["values"]["party"]: part["amount_ore"] for part in tree["parts"]}
    known = {**json.loads(tree["values"]["known"]), "segment": segment}
    given = _handed(json.loads(tree["values"]["rule"]), abs(line), known)
    return {account: -ore if line < 0 else ore for account, ore in given.items() if ore}


def _handed(rule: Any, ore: int, known: dict[str, Any]) -> dict[str, int]:
    given = Counter[str]()
    if isinstance(rule, str):
        of_all = rule.startswith("pro rata to ")
        return _split(ore, known[rule.split()[-1].replace("capital", "drawn")]) if of_all else {rule: ore}
    if "pro_rata" in rule:
        return _split(ore, {name: known[rule["to"]].get(name, 0) for name in rule["pro_rata"]})
    if "to" in rule:
        return _handed(rule["to"][known["segment"]], ore, known)
    for step in rule.get("in_turn", ())[:-1]:
        room = _room(step["up_to"], step["to"], known["paid_to_date"], known["balance"])
        given[step["to"]] += min(ore - given.total(), room)
    if "in_turn" in rule:
        return given + Counter(_handed(rule["in_turn"][-1], ore - given.total(), known))
    shares = {name: one if isinstance(one, dict) else {"share": one} for name, one in rule["shares"].items()}
    for name, part in _split(ore, {name: one["share"] for name, one in shares.items()}).items():
        paid = known["paid_this_year" if "each" in shares[name] else "paid_to_date"]
        within = min(part, _room(shares[name]["at_most"], name, paid, {})) if "at_most" in shares[name] else part
        given += Counter({name: within}) + Counter(_handed(shares[name].get("overflow", name), part - within, known))
    return given


def _room(bound: str, account: str, paid: dict[str, int], balance: dict[str, int]) -> int:
    return max(0, balance.get(account, 0) if bound == "balance" else _kroner(bound) - paid.get(account, 0))


def _split(ore: int, shares: dict[str, Any]) -> dict[str, int]:
    of = {name: (Fraction(str(one).removesuffix(" %")), 100 if "%" in str(one) else 1) for name, one in shares.items()}
    weights = {name: max(share / per, Fraction(0)) for name, (share, per) in of.items()}
    if not any(weights.values()):
        weights[list(weights)[-1]] = Fraction(1)
    exact = {name: ore * weight / sum(weights.values()) for name, weight in weights.items()}
    parts = {name: int(part) for name, part in exact.items()}
    for name in sorted(exact, key=lambda one: parts[one] - exact[one])[: ore - sum(parts.values())]:
        parts[name] += 1
    return parts
