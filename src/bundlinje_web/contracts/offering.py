"""A text becomes a version: examined, numbered, frozen with its digests, and read out into rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify

from bundlinje_web.bridge.contract import digest, examined, newest, warning_key
from bundlinje_web.bridge.difference import changes
from bundlinje_web.bridge.premises import premises_digest
from bundlinje_web.contracts.models import Contract, Version
from bundlinje_web.contracts.projecting import project
from bundlinje_web.contracts.refusing import refuse
from bundlinje_web.contracts.who import person_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from bundlinje_web.audit.act import Act


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody offers: the text, from when it is to hold, why, and the warnings that were accepted.

    `accepted` none means all of them: for agreements that were signed before the office was.
    """

    text: str
    effective_from: date
    reason: str = ""
    accepted: Collection[str] | None = ()
    source: str = ""


def made_of(act: Act, contract: Contract, offer: Offer) -> Version:
    """The next version of a contract. Raises `Refused` for mistakes, warnings not accepted, and a text as before."""
    before = contract.versions.order_by("-number").first()
    accepted = _sound(contract, offer)
    _follows(before, offer)
    now = newest(offer.text, contract.code)
    then = newest(before.text, contract.code) if before else None
    version = Version.objects.create(
        contract=contract,
        number=before.number + 1 if before else 1,
        text=offer.text,
        digest=digest(offer.text),
        premises=premises_digest(now),
        effective_from=offer.effective_from,
        reason=offer.reason,
        changed=[{"place": one.path, "before": one.before, "after": one.after} for one in changes(then, now)]
        if then
        else [],
        accepted_warnings=accepted,
        source=offer.source,
        offered_by=person_of(act),
        offered_on=act.today,
    )
    project(version)
    _retitle(contract, version)
    return version


def what_was_offered(version: Version) -> dict[str, Any]:
    """What the record of an offer says of the version: its number, digests and first day."""
    return {
        "number": version.number,
        "digest": version.digest,
        "premises": version.premises,
        "effective": version.effective_from,
    }


def _sound(contract: Contract, offer: Offer) -> list[str]:
    """The warnings that stand, all accepted; whatever else is wrong is refused."""
    seen = examined(offer.text, contract.code)
    if seen.errors or seen.contract is None:
        refuse("errors_left", n=len(seen.errors))
    warnings = [warning_key(one) for one in seen.warnings]
    left = [] if offer.accepted is None else [one for one in warnings if one not in offer.accepted]
    if left:
        refuse("warnings_left", "accepted", n=len(left))
    return list(dict.fromkeys(warnings))


def _follows(before: Version | None, offer: Offer) -> None:
    """A version after another says why it comes, holds from a later day, and is not the same (CON-21)."""
    if before is None:
        return
    if before.contract.versions.filter(digest=digest(offer.text)).exists():
        refuse("unchanged")
    if not offer.reason.strip():
        refuse("no_reason", "reason")
    if offer.effective_from <= before.effective_from:
        refuse("not_later", "effective_from")


def _retitle(contract: Contract, version: Version) -> None:
    """The head bears the titles and the programme of its newest version."""
    said = newest(version.text, contract.code)
    contract.title_da, contract.title_en = said.title.da[:200], (said.title.en or "")[:200]
    contract.programme = ascii_slug(said.programme or contract.programme)
    contract.save()


_ASCII = {0xE6: "ae", 0xF8: "oe", 0xE5: "aa"}
"""The three Danish letters, by their numbers, as addresses write them."""


def ascii_slug(text: str) -> str:
    """A text as it stands in an address: small letters without accents, Danish ones written out."""
    return slugify(text.lower().translate(_ASCII))
