"""A recommendation as far as it can be written from what is known already, under the headings of REP-12.

What the office holds is in Danish, and so is what it writes into a recommendation; whoever prepares it corrects it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from bundlinje.money import Ore
from bundlinje.words.numbers import kroner
from bundlinje_web.contracts.beside.asked import levers_from
from bundlinje_web.contracts.beside.chosen import chosen_of
from bundlinje_web.contracts.models import Version
from bundlinje_web.council.models import Meeting, Recommended
from bundlinje_web.people.models import Organisation
from bundlinje_web.pipeline.models import Answer, Case, Proposal
from bundlinje_web.said import say

HEADINGS = ("summary", "why", "value", "who", "resources", "follow_up", "annexes")
"""The headings of a recommendation; its decision points stand between the first and the second (REP-12)."""
AIMS = ("preventive", "existing", "both")
Does = Recommended.Does


def saying(code: str, **values: object) -> str:
    """Words of what is written into a recommendation."""
    return say(f"council.prefilled.{code}", "da", **values)


def _together(*parts: str | None) -> str:
    return "\n\n".join(part.strip() for part in parts if part and part.strip())


def _said(answers: Mapping[str, Any], *names: str) -> str:
    return _together(*(str(answers[name]) for name in names if answers.get(name)))


def _aim(told: Mapping[str, Any]) -> str:
    """Whether it prevents or is for those who have problems already, in words: the proposer chose among them."""
    return saying(f"aim.{told['aim']}") if told.get("aim") in AIMS else ""


def _answers(proposal: Proposal) -> tuple[Answer, ...]:
    """The newest answer of every department that has answered, in the order of their names."""
    asked = proposal.assessments.select_related("department").order_by("department__name", "-round")
    found: dict[Any, Answer] = {}
    for assessment in asked:
        answer = assessment.answer
        if answer is not None:
            found.setdefault(assessment.department_id, answer)
    return tuple(found.values())


def of_proposal(proposal: Proposal) -> dict[str, str]:
    """From what was proposed and what departments answered."""
    text = proposal.text
    told = text.answers if text else {}
    answers = _answers(proposal)
    cost = told.get("cost_ore")
    return {
        "summary": _said(told, "what") or proposal.title,
        "why": _together(_aim(told), _said(told, "adds", "evidence_text")),
        "value": _together(_said(told, "saves"), *_each(answers, "relevance_text")),
        "who": _said(told, "target", "provider", "partners"),
        "resources": _together(
            saying("cost", amount=kroner(Ore(int(cost)), "da")) if cost is not None else "",
            *_each(answers, "economy_text"),
        ),
        "follow_up": _together(*_each(answers, "recommends_text")),
        "annexes": "\n".join(attachment.name for attachment in proposal.attachments.all()),
    }


def _each(answers: Iterable[Answer], name: str) -> tuple[str, ...]:
    """What each department wrote, with the department in front."""
    return tuple(f"{answer.assessment.department}: {getattr(answer, name)}" for answer in answers)


def of_case(case: Case) -> dict[str, str]:
    """From the case: its theory of change, its gains, the law and the tender."""
    told = of_proposal(case.proposal) if case.proposal else dict.fromkeys(HEADINGS, "")
    surplus = _figures(case)
    return {
        **told,
        "summary": told["summary"] or case.title,
        "why": _together(case.theory_of_change, told["why"]),
        "value": _together(case.gains_text, surplus, case.others_gain, case.exception_text) or told["value"],
        "resources": _together(told["resources"], case.legal_text, case.procurement_text),
    }


def _figures(case: Case) -> str:
    """What the municipality gains: the figures chosen for the recommendation, otherwise as the case says."""
    chosen = chosen_of(case.contract) if case.contract else None
    if chosen is None or chosen.surplus is None:
        return saying("surplus", amount=kroner(Ore(case.surplus), "da")) if case.surplus is not None else ""
    levers = levers_from(chosen.summary)
    told = {"effect": levers.effect, "months": levers.later, "digest": chosen.digest[:12]}
    return say("beside.use.told", "da", amount=kroner(Ore(chosen.surplus), "da"), **told)


def of_version(version: Version) -> dict[str, str]:
    """From the case a contract came from, and from what the version says itself."""
    case = Case.objects.filter(contract=version.contract).first()
    told = of_case(case) if case else dict.fromkeys(HEADINGS, "")
    parties = ", ".join(dict.fromkeys(version.parties.values_list("name", flat=True)))
    return {
        **told,
        "summary": told["summary"] or version.contract.title_da,
        "who": _together(told["who"], saying("parties", parties=parties) if parties else ""),
        "annexes": _together(told["annexes"], saying("version", number=version.number, digest=version.digest[:12])),
    }


def invest(version: Version) -> dict[str, Any]:
    """What is recommended of a version offered: to approve the investment on its premises."""
    return {"text": saying("invest", project=version.contract.title_da), "does": Does.INVEST}


def of_state(proposal: Proposal) -> tuple[dict[str, Any], ...]:
    """What is recommended of a proposal, by where it stands: none while it is for the departments."""
    if proposal.state == Proposal.SCREENED:
        newest = proposal.screenings.first()
        if newest is None or newest.recommends != "reject-directly":
            return ()
        text = _together(saying("reject_directly"), newest.reason_text)
        return ({"text": text, "does": Does.REJECT_DIRECTLY, "reason": newest.reason},)
    answers = _answers(proposal)
    note = ({"text": saying("note_answers"), "does": Does.NOTE},) if answers else ()
    if answers and all(answer.recommends == "no" for answer in answers):
        return (*note, {"text": saying("reject"), "does": Does.REJECT, "reason": "other"})
    return (*note, {"text": saying("open_case"), "does": Does.OPEN_CASE})


def named(proposal: Proposal) -> tuple[Organisation, ...]:
    """The organisations that the proposer names as provider or partner: an interest in them counts as well."""
    text = proposal.text
    told = text.answers if text else {}
    written = " ".join(str(told.get(name) or "") for name in ("provider", "partners")).casefold()
    if not written.strip():
        return ()
    known = Organisation.objects.exclude(Q(kind=Organisation.Kind.DEPARTMENT) | Q(kind=Organisation.Kind.MUNICIPALITY))
    return tuple(each for each in known if each.name.casefold() in written)


def status(meeting: Meeting) -> str:
    """New inquiries since the meeting before, and where each case under development stands; empty if there is none."""
    before = Meeting.objects.filter(body=meeting.body, day__lt=meeting.day).exclude(state=Meeting.CANCELLED).last()
    new = Proposal.objects.filter(published_only=False, state__in=(Proposal.RECEIVED, Proposal.SCREENED))
    if before is not None:
        new = new.filter(received_on__gte=before.day)
    lines = [saying("new", number=each.number, title=each.title) for each in new.order_by("number")]
    cases = Case.objects.filter(state__in=Case.STEPS[:5]).order_by("state", "number")
    lines += [
        saying("case", number=each.number, title=each.title, step=each.state, waits=each.waiting_on or "–")
        for each in cases
    ]
    return "\n".join(lines)
