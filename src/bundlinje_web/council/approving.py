"""Giving an approval, and what keeps an investment from starting."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.problems import Problem
from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit.act import Act
from bundlinje_web.contracts.models import Contract, Event, StartList, Version, Withdrawal
from bundlinje_web.council.models import Approval
from bundlinje_web.council.standing import Step, standing
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.people.models import Organisation
from bundlinje_web.pipeline.models import Case


def is_newest(version: Version) -> bool:
    """Whether no later version has been offered that still stands."""
    return not version.contract.versions.filter(number__gt=version.number, withdrawal=None).exists()


def turn(act: Act, version: Version, giver: str, department: Organisation | None, digest: str) -> Step:
    """The step whose turn it is for this giver, of exactly what was read.

    Raises `NotAllowed` for another department than one's own, `Refused` where it is not the turn, or the basis is
    another than the one that was read (M32).
    """
    if department is not None and act.right is not None and department.code not in act.right.on:
        raise NotAllowed("council.approve", "department")
    steps = [
        each for each in standing(version).steps if each.giver == giver and each.department == department and each.open
    ]
    problems = []
    if Withdrawal.objects.filter(version=version).exists():
        problems.append(wrong("council.problem.withdrawn"))
    elif not is_newest(version):
        problems.append(wrong("council.problem.newer"))
    elif not steps:
        problems.append(wrong("council.problem.not_your_turn"))
    elif digest != of_step(version, steps[0]):
        problems.append(wrong("council.problem.changed"))
    refuse(problems)
    return steps[0]


def of_step(version: Version, step: Step) -> str:
    """The digest of what a step approves."""
    return version.premises if step.of == Approval.Of.PREMISES else version.digest


def approved(act: Act, version: Version, giver: str, department: Organisation | None, digest: str) -> Approval:
    """Write down the approval of what this giver is asked for now, and record it."""
    step = turn(act, version, giver, department, digest)
    approval = Approval.objects.create(
        version=version,
        giver=giver,
        of=step.of,
        department=department,
        digest=digest,
        on=act.today,
        by_id=act.actor.person,
    )
    act.record(
        approval,
        contract=version.contract.code,
        version=str(version.pk),
        giver=giver,
        department=department.code if department else None,
        digest=digest,
    )
    return approval


def case_of(contract: Contract) -> Case | None:
    """The case the contract came from, if it came from one."""
    return Case.objects.filter(contract=contract).first()


def has_started(contract: Contract) -> bool:
    """Whether it has started."""
    return contract.events.filter(kind=Event.Kind.STARTED).exists()


def why_not(version: Version) -> Iterator[Problem]:
    """Everything that keeps it from starting, each with what is missing and from whom."""
    found = standing(version)
    if has_started(version.contract):
        yield wrong("council.problem.started")
    if Withdrawal.objects.filter(version=version).exists():
        yield wrong("council.problem.withdrawn")
    elif not is_newest(version):
        yield wrong("council.problem.newer")
    for step in found.missing:
        department = {"department": str(step.department)} if step.department else {}
        yield wrong(f"council.problem.missing.{step.name}", **department)
    for role in found.roles_missing:
        yield wrong(f"council.problem.role.{role}")
    yield from _not_ready(version.contract)


def _not_ready(contract: Contract) -> Iterator[Problem]:
    """What must be agreed before the first citizen (PRC-08), and the law and tender questions (GOV-10, GOV-11)."""
    start_list = StartList.objects.filter(contract=contract).first()
    for what in start_list.missing if start_list else ("admission", "registration", "follow_up"):
        yield wrong(f"council.problem.start_list.{what}")
    case = case_of(contract)
    if case is not None and case.legal_on is None:
        yield wrong("council.problem.legal")
    if case is not None and case.procurement not in {Case.Procurement.NOT_NEEDED, Case.Procurement.DONE}:
        yield wrong("council.problem.procurement")
