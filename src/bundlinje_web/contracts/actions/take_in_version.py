"""Take in a version of an agreement that was made before the office was: text, day and source as published."""

from __future__ import annotations

from datetime import date

from bundlinje.problems import Refused
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.bridge.contract import examined
from bundlinje_web.contracts.models import Contract, Drafting, Version
from bundlinje_web.contracts.offering import Offer, ascii_slug, made_of, what_was_offered
from bundlinje_web.contracts.policy import OFFER
from bundlinje_web.contracts.refusing import refuse, without_cpr

KINDS = {"social investment": Contract.Kind.INVESTMENT, "donation": Contract.Kind.DONATION}


@action("contracts.version.offered", policy=OFFER)
def take_in_version(
    act: Act, code: str, text: str, effective_from: date, reason: str = "", source: str = ""
) -> Version:
    """Take the text in as the next version of the contract with this code, which is opened if it is not there.

    Its warnings are accepted as they stand: it is signed already. Raises `Refused` for mistakes and for no source.
    """
    without_cpr("text", text)
    if not source.strip():
        refuse("no_source", "source")
    contract = Contract.objects.filter(code=code).first() or _opened(code, text)
    version = made_of(act, contract, Offer(text, effective_from, reason, None, source))
    drafting = Drafting.objects.filter(contract=contract).first() or Drafting(contract=contract)
    drafting.text, drafting.based_on = text, version
    drafting.save()
    act.record(version, contract=contract.code, after=version.digest, **what_was_offered(version))
    return version


def _opened(code: str, text: str) -> Contract:
    """The head of a contract that is not there yet, as its text tells it."""
    seen = examined(text, code)
    if seen.contract is None:
        raise Refused(seen.problems)
    kind = KINDS.get(seen.contract.kind, Contract.Kind.INVESTMENT)
    area = ascii_slug((seen.contract.about.area if seen.contract.about else None) or "")
    return Contract.objects.create(code=code, title_da=seen.contract.title.da[:200], kind=kind, area=area)
