"""Where a version stands on its way to start: whose approval it needs, which are given, and which one is next.

The approvals are the Council's in substance, every bound department's alderman's, and the mayor's; no fourth (GOV-26).
An alderman gives one approval on two days: on the premises first, then the signature on the text (GOV-07). Council and
premises hold for every version with the same premises; a signature and the mayor's for the very text alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bundlinje_web.contracts.models import Contract, Version
from bundlinje_web.council.models import Approval, Return
from bundlinje_web.people.models import Organisation

BINDING = ("authority", "payer")
"""Roles by which a department binds itself to pay, so that its alderman must approve (GOV-04)."""
MANDATORY = {Contract.Kind.INVESTMENT: ("authority", "provider", "investor")}
"""The roles that a contract of a kind must have (CON-01)."""
WITHOUT_ALDERMEN = (Contract.Kind.DONATION,)
"""Kinds by which no department binds itself."""


@dataclass(frozen=True, slots=True)
class Step:
    """One approval that is needed: who gives it, of what, for which department, and the one given if it is.

    `returned` is the newest return by the same giver of the same thing; `open` whether it is this one's turn.
    """

    giver: str
    of: str
    department: Organisation | None
    given: Approval | None
    returned: Return | None
    open: bool

    @property
    def name(self) -> str:
        """What it is called: `council-premises`, `alderman-text`, `mayor-text`."""
        return f"{self.giver}-{self.of}"


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that a version needs to start, with what is there."""

    version: Version
    steps: tuple[Step, ...]
    roles_missing: tuple[str, ...]
    void: tuple[Approval, ...]

    @property
    def missing(self) -> tuple[Step, ...]:
        """The approvals that are not given."""
        return tuple(step for step in self.steps if step.given is None)

    @property
    def next(self) -> tuple[Step, ...]:
        """The approvals whose turn it is."""
        return tuple(step for step in self.missing if step.open)

    @property
    def is_approved(self) -> bool:
        """Whether every approval is given."""
        return not self.missing


def departments(version: Version) -> tuple[Organisation, ...]:
    """The departments that bind themselves by this version, each once, by code."""
    if version.contract.kind in WITHOUT_ALDERMEN:
        return ()
    found = {}
    for party in version.parties.filter(role__in=BINDING).select_related("department", "organisation"):
        one = party.department or party.organisation
        if one is not None and one.kind == Organisation.Kind.DEPARTMENT:
            found[one.code] = one
    return tuple(found[code] for code in sorted(found))


def standing(version: Version) -> Standing:
    """Where a version stands."""
    given = list(Approval.objects.filter(version__contract=version.contract).select_related("department", "by"))
    returns = list(Return.objects.filter(version=version).select_related("by"))
    steps = tuple(_steps(version, given, returns))
    counted = {step.given.pk for step in steps if step.given}
    roles = set(version.parties.values_list("role", flat=True))
    wanted = MANDATORY.get(Contract.Kind(version.contract.kind), ())
    void = tuple(each for each in given if each.pk not in counted and each.version.number <= version.number)
    return Standing(version, steps, tuple(role for role in wanted if role not in roles), void)


def _steps(version: Version, given: list[Approval], returns: list[Return]) -> Iterator[Step]:
    bound = departments(version)

    def step(giver: str, of: str, department: Organisation | None, is_open: bool) -> Step:
        one = _given(version, given, (giver, of, department))
        back = [each for each in returns if each.giver == giver and each.department == department]
        last = back[-1] if back and one is None else None
        return Step(giver, of, department, one, last, one is None and is_open)

    council = step(Approval.Giver.COUNCIL, Approval.Of.PREMISES, None, True)
    yield council
    premises = [step(Approval.Giver.ALDERMAN, Approval.Of.PREMISES, each, bool(council.given)) for each in bound]
    yield from premises
    texts = [
        step(Approval.Giver.ALDERMAN, Approval.Of.TEXT, each, bool(council.given and before.given))
        for each, before in zip(bound, premises, strict=True)
    ]
    yield from texts
    yield step(Approval.Giver.MAYOR, Approval.Of.TEXT, None, all(one.given for one in (council, *premises, *texts)))


def _given(version: Version, given: list[Approval], wanted: tuple[str, str, Organisation | None]) -> Approval | None:
    """The approval of this digest by this giver, if there is one."""
    digest = version.premises if wanted[1] == Approval.Of.PREMISES else version.digest
    return next(
        (each for each in given if (each.giver, each.of, each.department) == wanted and each.digest == digest), None
    )
