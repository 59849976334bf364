"""Parties and roles, and what the agreement is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bundlinje_web.bridge.written import Written
from bundlinje_web.contracts.offering import ascii_slug
from bundlinje_web.contracts.stepping.asking import (
    Ask,
    Group,
    Told,
    code_at,
    codes_at,
    drop_at,
    name_at,
    put,
    source_of,
    text_at,
)
from bundlinje_web.contracts.stepping.fields import CodesField
from bundlinje_web.frame.fields import TextField
from bundlinje_web.frame.words import say_now

ROLES = ("authority", "payer", "provider", "investor", "guarantor", "donor", "evaluator", "referrer", "partner")
BUDGETS = ("decentral", "non-decentral")
EVIDENCE = ("documented", "tried", "untried")
PROCUREMENT = ("not needed", "planned", "under way", "completed")


def choices(codes: tuple[str, ...], before: str) -> list[tuple[str, str]]:
    """Words of the contract language under what they mean."""
    return [(code, say_now(f"contracts.{before}.{code.replace(' ', '-')}")) for code in codes]


def parties_of(written: Written) -> dict[str, dict[str, Any]]:
    """The parties of the text by their ids; what cannot be read as one is left out."""
    found = written.get("parties")
    return {str(key): one for key, one in found.items() if isinstance(one, dict)} if isinstance(found, dict) else {}


def name_of(written: Written, account: str) -> str:
    """What an account, or the party it is of, is called."""
    accounts = written.get("accounts") or {}
    own = accounts.get(account) if isinstance(accounts, dict) else None
    party, _, budget = str(own.get("of", account) if isinstance(own, dict) else account).partition("/")
    name = str(parties_of(written).get(party, {}).get("name") or party)
    budgets = dict(choices(BUDGETS, "budget"))
    return f"{name}, {budgets.get(budget, budget)}" if budget else name


def groups(written: Written) -> list[Group]:
    """The agreement itself, every party, and room for one more."""
    found = parties_of(written)
    return [_agreement(written), *(_party(written, key, len(found) > 1) for key in found), _new()]


def _agreement(written: Written) -> Group:
    asks = [
        name_at(written, "title", ("title",), say_now("contracts.ask.title")),
        text_at(written, "adds", ("about", "adds"), say_now("contracts.ask.adds"), rows=3),
        *_evidence(written),
        *_procurement(written),
    ]
    return Group(say_now("contracts.steps.agreement"), asks)


def _plain(written: Written, section: str) -> bool:
    held = written.get("about", section)
    return held is None or isinstance(held, dict)


def _evidence(written: Written) -> Iterator[Ask]:
    if not _plain(written, "evidence"):
        return
    at = ("about", "evidence")
    yield code_at(written, "evidence", (*at, "level"), say_now("contracts.ask.evidence"), choices(EVIDENCE, "evidence"))
    yield text_at(written, "evidence_text", (*at, "text"), say_now("contracts.ask.evidence_text"), rows=2)
    yield text_at(written, "evidence_because", (*at, "because"), say_now("contracts.ask.because"), rows=2)


def _procurement(written: Written) -> Iterator[Ask]:
    if not _plain(written, "procurement"):
        return
    at, kinds = ("about", "procurement"), choices(PROCUREMENT, "procurement")
    yield code_at(written, "procurement", (*at, "status"), say_now("contracts.ask.procurement"), kinds)
    yield text_at(written, "procurement_text", (*at, "text"), say_now("contracts.ask.procurement_text"), rows=2)


def _party(written: Written, key: str, may_go: bool) -> Group:
    at = ("parties", key)
    asks = [
        text_at(written, f"party_{key}_name", (*at, "name"), say_now("contracts.ask.name")),
        codes_at(written, f"party_{key}_roles", (*at, "roles"), say_now("contracts.roles"), choices(ROLES, "role")),
        codes_at(
            written,
            f"party_{key}_budgets",
            (*at, "budgets"),
            say_now("contracts.ask.budgets"),
            choices(BUDGETS, "budget"),
        ),
        text_at(written, f"party_{key}_assumed", (*at, "assumed"), say_now("contracts.ask.party_assumed")),
    ]
    if may_go:
        asks.append(drop_at(f"party_{key}_gone", at, say_now("contracts.ask.party_gone")))
    return Group(name_of(written, key), asks, _from(source_of(written, (*at, "name"))))


def _from(source: str) -> str:
    return say_now("contracts.ask.from_source", source=source) if source else ""


def _new() -> Group:
    fields = {
        "_name": TextField(required=False, label=say_now("contracts.ask.name")),
        "_roles": CodesField(choices(ROLES, "role"), label=say_now("contracts.roles")),
    }

    def change(text: Written, told: Told) -> Written:
        code = free_code(told["_name"], parties_of(text))
        return put(text, ("parties", code), {"name": told["_name"], "roles": told["_roles"]})

    def check(told: Told) -> Iterator[tuple[str, str]]:
        if told["_name"] and not told["_roles"]:
            yield "_roles", say_now("contracts.ask.roles_missing")
        if told["_roles"] and not told["_name"]:
            yield "_name", say_now("contracts.ask.name_missing")

    ask = Ask("party_new", fields, {"_name": "", "_roles": []}, change, check)
    return Group(say_now("contracts.steps.party_new"), [ask], opened=False)


def free_code(name: str, taken: Any) -> str:
    """An id made of a name that nothing else has."""
    code = ascii_slug(name)[:60].strip("-") or "x"
    return next(each for each in (code, *(f"{code}-{n}" for n in range(2, 999))) if each not in taken)
