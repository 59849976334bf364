"""What makes something somebody's own, told from the rows themselves and not by the program's conditions on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bundlinje_web.acting import Role
from bundlinje_web.contracts.models import Contract, Document, Version
from bundlinje_web.people.models import Grant, Person
from bundlinje_web.pipeline.models import Assessment, Attachment, Case, Proposal


class Who:
    """Somebody of the office with one right: the person, the role, and the codes the right names."""

    def __init__(self, person: Person, role: Role) -> None:
        (grant,) = Grant.objects.filter(person=person, role=role)
        self.person, self.grant = person, grant
        self.role, self.on = Role(grant.role), set(grant.on)


def _contract_of(thing: Any) -> Contract:
    return thing if isinstance(thing, Contract) else thing.contract


def _parties(contract: Contract) -> set[str]:
    """The parties of every version, the departments they stand for, and the department that has the case."""
    roles = [role for version in contract.versions.all() for role in version.parties.all()]
    departments = {role.department.code for role in roles if role.department}
    case = getattr(contract, "case", None)
    of_case = {case.department.code} if case and case.department else set()
    return {role.party for role in roles} | departments | of_case


def _asked(proposal: Proposal) -> set[str]:
    return {each.department.code for each in proposal.assessments.all()}


def _case_of(thing: Any) -> str:
    """The department that has the case."""
    return thing.department.code if thing.department else ""


def _proposal_of(thing: Any) -> Proposal:
    return thing.proposal if isinstance(thing, Attachment) else thing


def party(who: Who, thing: Any) -> bool:
    """Contracts one's organisation or department takes part in."""
    return bool(who.on & _parties(_contract_of(thing)))


def named(who: Who, thing: Any) -> bool:
    """Contracts the right names."""
    return _contract_of(thing).code in who.on


def signed(_who: Who, thing: Any) -> bool:
    """What somebody has signed, or what has started; a version by itself."""
    if isinstance(thing, Version):
        return thing.signatures.exists() or thing.events.filter(kind="started").exists()
    contract = _contract_of(thing)
    return any(each.signatures.exists() for each in contract.versions.all()) or (
        contract.events.filter(kind="started").exists()
    )


def clean(_who: Who, thing: Document) -> bool:
    """Documents that name no citizen."""
    return not thing.has_personal_data


def clean_party(who: Who, thing: Document) -> bool:
    return clean(who, thing) and party(who, thing)


def clean_named(who: Who, thing: Document) -> bool:
    return clean(who, thing) and named(who, thing)


def clean_signed(who: Who, thing: Document) -> bool:
    """Signed copies and annexes of what has been signed."""
    return clean(who, thing) and thing.kind in {"signed", "annex"} and signed(who, thing.contract)


def asked(who: Who, thing: Any) -> bool:
    """Proposals one's department was asked about, or has the case of."""
    proposal = _proposal_of(thing)
    case = getattr(proposal, "case", None)
    return bool(who.on & (_asked(proposal) | ({_case_of(case)} if case else set())))


def asked_only(who: Who, thing: Proposal) -> bool:
    return bool(who.on & _asked(thing))


def sent(who: Who, thing: Any) -> bool:
    """Proposals one has sent oneself."""
    return _proposal_of(thing).sender == who.person


def department(who: Who, thing: Assessment | Case) -> bool:
    """What one's department answers for."""
    return _case_of(thing) in who.on


def known(who: Who, thing: Case) -> bool:
    """Cases one's department has, or was asked about."""
    return bool(who.on & ({_case_of(thing)} | (_asked(thing.proposal) if thing.proposal else set())))


def took_part(who: Who, thing: Case) -> bool:
    """Cases whose contract one's right reaches, or that grew out of what one sent in."""
    own = thing.proposal is not None and thing.proposal.sender == who.person
    return own or (thing.contract is not None and (named(who, thing.contract) or party(who, thing.contract)))


def bound(who: Who, thing: Version) -> bool:
    """Versions by which one's department binds itself: it pays, or has the authority."""
    roles = [role for role in thing.parties.all() if role.role in {"authority", "payer"} and role.department]
    return bool(who.on & {role.department.code for role in roles})


def seat(who: Who, thing: Any) -> bool:
    """Points of a body one sits on."""
    return bool(thing.meeting.body.mandates.filter(person=who.person).exists())


def sits(who: Who, thing: Any) -> bool:
    """Bodies one sits on, or sat."""
    return bool(thing.mandates.filter(person=who.person).exists())


def unit(who: Who, thing: Any) -> bool:
    """Tasks of one's own unit or department."""
    return who.person.unit == thing.unit or thing.unit.organisation.code in who.on


def mine(who: Who, thing: Any) -> bool:
    """What is said of oneself."""
    return bool(thing.person == who.person)


def held(who: Who, thing: Grant) -> bool:
    """The right one acts by."""
    return thing.person == who.person


def party_to(who: Who, thing: Any) -> bool:
    """A right one lent, or was lent."""
    return who.person in {thing.grant.person, thing.delegate}


def by_another(who: Who, thing: Grant) -> bool:
    """Rights that one neither gave nor gets."""
    return who.person not in {thing.given_by, thing.person}


def written(who: Who, thing: Any) -> bool:
    """What one has written oneself."""
    return bool(thing.by == who.person)


OWN: dict[str, Callable[[Who, Any], bool]] = {
    each.__name__: each
    for each in (
        party, named, signed, clean, clean_party, clean_named, clean_signed, asked, asked_only, sent, department, known,
        took_part,
        bound, seat, sits, unit, mine, held, party_to, by_another, written,
    )
}  # fmt: skip
