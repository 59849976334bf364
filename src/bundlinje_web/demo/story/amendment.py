"""An invented agreement that runs, and an amendment of it that its parties have yet to accept.

It was agreed before the office was, as the published ones were, so that it has run for a while. Everybody whose
approval the amendment needs has given it.
"""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files

from bundlinje_web.bridge.contract import examined, warning_key
from bundlinje_web.contracts.actions.offer_version import offer_version
from bundlinje_web.contracts.actions.plan_exit import plan_exit
from bundlinje_web.contracts.actions.save_draft import save_draft
from bundlinje_web.contracts.actions.take_in_version import take_in_version
from bundlinje_web.contracts.models import ExitPlan, Version
from bundlinje_web.council.actions.approve_for_department import approve_for_department
from bundlinje_web.council.actions.approve_formally import approve_formally
from bundlinje_web.council.actions.take_in_started import Known, take_in_started
from bundlinje_web.council.models import Approval
from bundlinje_web.demo.stage import Stage
from bundlinje_web.demo.story.council import SECRETARY

CODE = "fast-foelgeskab"
SOURCE = "Aftalen, som den blev underskrevet (opdigtet)"
REASON = "Unge, der stopper undervejs, skal tælle med, til de gør det (opdigtet)."
CHANGED = (
    ("dropped: left out", "dropped: counts until that day"),
    ("withdrew: left out", "withdrew: counts until that day"),
    ("not_measured: counts as not achieved", "not_measured: left out"),
)
"""What the amendment changes: how those are counted who stop, and those of whom nothing is known."""
DEPARTMENT, ALDERMAN, MAYOR = "msb", "folmer", "ebba"


def tell(stage: Stage) -> None:
    """The agreement is taken in as it runs; it is amended, and the alderman and the mayor approve the new text."""
    first = _taken_in(stage)
    second = _amended(stage, first)
    department = stage.organisation(DEPARTMENT)
    told = (ALDERMAN, approve_for_department, second, department, second.digest)
    stage.does(*told, on=stage.ago(14), key=f"amended:{CODE}:alderman")
    stage.does(MAYOR, approve_formally, second, second.digest, on=stage.ago(4), key=f"amended:{CODE}:mayor")


def _began(stage: Stage) -> date:
    """The year before this one began."""
    return date(stage.today.year - 1, 1, 1)


def _taken_in(stage: Stage) -> Version:
    """The agreement as it was made, started on its day, with the approvals its paper tells of."""
    began, taken = _began(stage), stage.ago(320)
    told = (CODE, _text(stage), began, "", SOURCE)
    version = stage.does(SECRETARY, take_in_version, *told, on=taken, key=f"version:{CODE}:1")
    department = stage.organisation(DEPARTMENT)
    known = (
        Known(Approval.Giver.COUNCIL, Approval.Of.PREMISES, date(began.year - 1, 11, 15), SOURCE),
        Known(Approval.Giver.ALDERMAN, Approval.Of.PREMISES, date(began.year - 1, 11, 20), SOURCE, department),
        Known(Approval.Giver.MAYOR, Approval.Of.TEXT, date(began.year - 1, 12, 1), SOURCE),
    )
    stage.does(SECRETARY, take_in_started, version, began, SOURCE, known, on=taken, key=f"started:{CODE}")
    ends = date(began.year + 2, 10, 1)
    exits = {
        "decide_by": ends - timedelta(days=120),
        "wind_down_from": ends,
        "budget_by": ends - timedelta(days=60),
        "options": [ExitPlan.Option.PERMANENT, ExitPlan.Option.STOPPED],
        "financing": "Afdelingens egen ramme (opdigtet).",
    }
    stage.does(SECRETARY, plan_exit, version.contract, exits, on=taken, key=f"exit:{CODE}")
    return version


def _amended(stage: Stage, first: Version) -> Version:
    """The text with what the parties want otherwise, sent for approval."""
    text = first.text
    for before, after in CHANGED:
        text = text.replace(before, after)
    contract, on = first.contract, stage.ago(28)
    stage.does(SECRETARY, save_draft, contract, text, on=on, key=f"draft:{CODE}:2")
    warnings = [warning_key(one) for one in examined(text, CODE).warnings]
    begins = date(stage.today.year + 1, 1, 1)
    told = (contract, begins, REASON, warnings)
    return stage.does(SECRETARY, offer_version, *told, on=on, key=f"version:{CODE}:2")


def _text(stage: Stage) -> str:
    text = files("bundlinje_web.demo").joinpath("texts", f"{CODE}.yaml").read_text("utf-8")
    year = _began(stage).year
    for mark, value in (("{before}", year - 1), ("{year}", year), ("{next}", year + 1), ("{last}", year + 2)):
        text = text.replace(mark, str(value))
    return text
