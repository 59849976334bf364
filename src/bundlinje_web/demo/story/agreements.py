"""Three invented agreements on their way: one an alderman has yet to approve, one for the mayor, one to be signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from bundlinje_web.bridge.contract import examined, warning_key
from bundlinje_web.bridge.risk import KINDS
from bundlinje_web.contracts.actions.assess_risk import assess_risk
from bundlinje_web.contracts.actions.offer_version import offer_version
from bundlinje_web.contracts.actions.open_contract import open_contract
from bundlinje_web.contracts.actions.plan_exit import plan_exit
from bundlinje_web.contracts.actions.prepare_start import prepare_start
from bundlinje_web.contracts.models import Contract, ExitPlan, Version
from bundlinje_web.council.actions.approve_for_department import approve_for_department
from bundlinje_web.council.actions.approve_formally import approve_formally
from bundlinje_web.demo.stage import BEGINNING, Stage
from bundlinje_web.demo.story import meetings
from bundlinje_web.demo.story.council import SECRETARY
from bundlinje_web.demo.story.ideas import proposal_of
from bundlinje_web.pipeline.actions.change_case import change_case
from bundlinje_web.pipeline.actions.log_effort import log_effort
from bundlinje_web.pipeline.actions.move_case import move_case
from bundlinje_web.pipeline.actions.price_hour import price_hour
from bundlinje_web.pipeline.actions.wait_case import wait_case
from bundlinje_web.pipeline.models import Case

FOR_AN_ALDERMAN, FOR_THE_MAYOR, TO_SIGN = "robuste-overgange", "familiestuen", "naeste-skridt"
IN_ANALYSIS = "sammen-om-skolestart"
AGREED = (FOR_AN_ALDERMAN, FOR_THE_MAYOR, TO_SIGN)
DEPARTMENTS = {FOR_AN_ALDERMAN: "msb", FOR_THE_MAYOR: "msb", TO_SIGN: "msb", IN_ANALYSIS: "mbu"}
AREAS = {TO_SIGN: "unge-uden-job-og-uddannelse"}
ALDERMAN, MAYOR = "folmer", "ebba"
HOUR = 45_000
"""What an hour is counted at in øre: invented, and marked as assumed wherever it is shown."""
_ANALYSIS: Mapping[str, Mapping[str, Any]] = {
    "theory": {"theory_of_change": "Hjælpen kommer tidligere, færre får brug for den dyre hjælp senere (opdigtet)."},
    "gains": {"gains_text": "Færre foranstaltninger fra andet år; gevinsten høstes i afdelingens ramme (opdigtet)."},
    "surplus": {"surplus": 45_000_000, "others_gain": "Staten, gennem færre på forsørgelse (opdigtet)."},
}


def tell(stage: Stage) -> None:
    """The cases go as far as they have got; the Council approves the agreements on the way."""
    told = (HOUR, BEGINNING, "Antaget i demonstrationen: gennemsnitsløn med pension (opdigtet)")
    stage.does(SECRETARY, price_hour, *told, on=BEGINNING, key="hour-price")
    for name in (*AGREED, IN_ANALYSIS):
        _analyse(stage, name)
    versions = [_agree(stage, name) for name in AGREED]
    meetings.tell_second(stage, versions)
    for version in versions:
        _approve(stage, version, "premises", stage.ago(35))
        _ready(stage, version.contract)
    for version in versions[1:]:
        _approve(stage, version, "text", stage.ago(9))
    _approve_formally(stage, versions[2], stage.ago(5))


def case_of(name: str) -> Case:
    """The case an idea became, as it is now."""
    return Case.objects.get(proposal=proposal_of(name))


def _settle(stage: Stage, name: str, told: Mapping[str, Any], on: date, part: str) -> None:
    case = case_of(name)
    stage.does(SECRETARY, change_case, case, told, case.row_version, on=on, key=f"settled:{name}:{part}")


def _go(stage: Stage, name: str, to: str, on: date) -> None:
    stage.does(SECRETARY, move_case, case_of(name), to, on=on, key=f"moved:{name}:{to}")


def _area(name: str) -> str:
    return AREAS.get(name, "udsatte-boern-og-unge")


def _analyse(stage: Stage, name: str) -> None:
    """Steps 2 and 3a, and the hours that went into them."""
    begun = stage.ago(260)
    department = stage.organisation(DEPARTMENTS[name])
    _settle(stage, name, {"department": department, "area": _area(name)}, begun, "department")
    _go(stage, name, Case.DATA, begun)
    _settle(stage, name, _ANALYSIS["theory"], stage.ago(240), "theory")
    _settle(stage, name, {**_ANALYSIS["gains"], "gains_on": stage.ago(231)}, stage.ago(230), "gains")
    _go(stage, name, Case.SAVINGS, stage.ago(229))
    told = {"party": department, "minutes": 42 * 60, "what": "Business case (opdigtet)"}
    stage.does(SECRETARY, log_effort, case_of(name), told, on=stage.ago(210), key=f"effort:{name}")
    own = {"party": stage.organisation("borgmesterens-afdeling"), "minutes": 12 * 60, "what": "Screening (opdigtet)"}
    stage.does(SECRETARY, log_effort, case_of(name), own, on=stage.ago(205), key=f"effort:{name}:secretariat")
    if name == IN_ANALYSIS:
        reason = "Tal for specialundervisning mangler fra afdelingen (opdigtet)."
        stage.does(SECRETARY, wait_case, case_of(name), "department", reason, on=stage.ago(75), key=f"waits:{name}")


def _agree(stage: Stage, name: str) -> Version:
    """Steps 3b and 4: the agreement is written, offered, and its risks and end thought through."""
    _settle(stage, name, _ANALYSIS["surplus"], stage.ago(200), "surplus")
    _go(stage, name, Case.REPAYMENT, stage.ago(198))
    text = _text(stage, name)
    told = {"code": name, "title_da": proposal_of(name).title, "text": text, "area": _area(name)}
    contract = stage.does(SECRETARY, open_contract, told, on=stage.ago(150), key=f"contract:{name}")
    _settle(stage, name, {"contract": contract, "repayment_done_on": stage.ago(110)}, stage.ago(110), "repayment")
    warnings = [warning_key(one) for one in examined(text, name).warnings]
    begins = date(_year(stage), 1, 1)
    version = stage.does(
        SECRETARY, offer_version, contract, begins, "Første version", warnings, on=stage.ago(90), key=f"offer:{name}"
    )  # fmt: skip
    risks = [{"kind": KINDS[0], "level": "medium", "carried_by": "Rådet", "note": "Opdigtet vurdering"}]
    stage.does(SECRETARY, assess_risk, contract, "medium", risks, on=stage.ago(88), key=f"risk:{name}")
    stage.does(SECRETARY, plan_exit, contract, _exit(begins), on=stage.ago(88), key=f"exit:{name}")
    _go(stage, name, Case.IMPLEMENTATION, stage.ago(80))
    return version


def _year(stage: Stage) -> int:
    """The year the agreements begin: the next one."""
    return stage.today.year + 1


def _text(stage: Stage, name: str) -> str:
    text = files("bundlinje_web.demo").joinpath("texts", f"{name}.yaml").read_text("utf-8")
    year = _year(stage)
    for mark, value in (("{year}", year), ("{next}", year + 1), ("{last}", year + 2)):
        text = text.replace(mark, str(value))
    return text


def _exit(begins: date) -> dict[str, Any]:
    ends = date(begins.year + 2, 10, 1)
    return {
        "decide_by": ends - timedelta(days=120),
        "wind_down_from": ends,
        "budget_by": ends - timedelta(days=60),
        "options": [ExitPlan.Option.PERMANENT, ExitPlan.Option.STOPPED],
        "financing": "Afdelingens egen ramme (opdigtet).",
    }


def _approve(stage: Stage, version: Version, of: str, on: date) -> None:
    digest = version.premises if of == "premises" else version.digest
    stage.does(
        ALDERMAN, approve_for_department, version, stage.organisation("msb"), digest, on=on,
        key=f"approved:{version.contract.code}:{of}",
    )  # fmt: skip


def _approve_formally(stage: Stage, version: Version, on: date) -> None:
    key = f"approved:{version.contract.code}:formally"
    stage.does(MAYOR, approve_formally, version, version.digest, on=on, key=key)


def _ready(stage: Stage, contract: Contract) -> None:
    """What a start needs besides approvals: law, tender, and what is agreed before the first citizen.

    Of the agreement that is to be signed, the operating unit has yet to agree on follow-up.
    """
    on = stage.ago(28)
    told = {
        "legal_on": on,
        "legal_text": "Hjemmel i serviceloven § 11 (opdigtet vurdering).",
        "procurement": Case.Procurement.NOT_NEEDED,
        "procurement_text": "Under tærskelværdien (opdigtet).",
    }
    _settle(stage, contract.code, told, on, "legal")
    agreed: dict[str, Any] = {
        "admission_on": on, "admission": "Aftalt med afdelingen (opdigtet).",
        "registration_on": on, "registration": "Registreres i afdelingens fagsystem (opdigtet).",
        "follow_up_on": on, "follow_up": "Trækkes hvert halve år (opdigtet).",
    }  # fmt: skip
    if contract.code == TO_SIGN:
        agreed |= {"follow_up_on": None, "follow_up": ""}
    stage.does(SECRETARY, prepare_start, contract, agreed, on=on, key=f"start-list:{contract.code}")
