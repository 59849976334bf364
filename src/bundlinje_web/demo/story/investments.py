"""The thirteen agreements: their texts as they were agreed, when they began and ended, and what is known of approvals.

What nobody has published stays unknown: an agreement of which only the name is known never started here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bundlinje_web.bridge.amending import agreed
from bundlinje_web.bridge.contract import newest
from bundlinje_web.contracts.actions.close_contract import close_contract
from bundlinje_web.contracts.actions.end_early import end_early
from bundlinje_web.contracts.actions.end_intervention import end_intervention
from bundlinje_web.contracts.actions.end_repayment import end_repayment
from bundlinje_web.contracts.actions.take_in_version import take_in_version
from bundlinje_web.contracts.models import ExitPlan, Version
from bundlinje_web.council.actions.take_in_started import Known, take_in_started
from bundlinje_web.council.models import Approval
from bundlinje_web.demo.days import last_day
from bundlinje_web.demo.stage import Stage
from bundlinje_web.demo.story.council import SECRETARY
from bundlinje_web.demo.story.published import REPORT, TAKEN_IN

if TYPE_CHECKING:
    from bundlinje.contract.about import Approval as Said
    from bundlinje.contract.model import Contract as Text

NAMED = date(2025, 10, 23)
"""The day of the paper that names an agreement of which nothing else is known."""
COUNTED = date(2024, 12, 31)
"""The day the report tells of: what it calls finished was so by then."""

_GIVERS = {
    "council": (Approval.Giver.COUNCIL, Approval.Of.PREMISES),
    "authority": (Approval.Giver.ALDERMAN, Approval.Of.PREMISES),
    "mayor": (Approval.Giver.MAYOR, Approval.Of.TEXT),
}
EARLY = "ended early"
OVER = ("ended", "finished", EARLY)
"""The stages in which the intervention itself is over."""
OUTCOMES: Mapping[str, str] = {
    "hjem-job-og-helhed": ExitPlan.Option.CONTINUED,
    "havnen": ExitPlan.Option.CONTINUED,
    "din-vej-i-job": ExitPlan.Option.STOPPED,
    "sammen-om-diabetes": ExitPlan.Option.EARLY,
}
"""What became of an intervention, where the texts' own `status` says so."""


def tell(stage: Stage) -> None:
    """Take in every agreement with its amendments, its beginning and its end."""
    for code, text in texts(stage):
        contract = newest(text, code)
        first = _take_in_versions(stage, code, text, contract)
        began = began_on(contract)
        if began is not None:
            _begin(stage, first, contract, began)
            _end(stage, first, contract)


def texts(stage: Stage) -> Iterator[tuple[str, str]]:
    """The code and the text of every agreement."""
    for file in sorted((stage.folder / "contracts").glob("*.yaml")):
        yield file.stem, file.read_text("utf-8")


def began_on(contract: Text) -> date | None:
    """The first day of the intervention, as exactly as it is known, or of the year it was agreed in."""
    periods = contract.periods
    if periods is None:
        return None
    stretch = periods.intervention
    moment = (stretch.from_ if stretch else None) or periods.agreed
    return moment.first_day() if moment else None


def agreed_on(contract: Text) -> date | None:
    """The first day it may have been agreed on, as exactly as that is known."""
    agreed = contract.periods.agreed if contract.periods else None
    return agreed.first_day() if agreed else began_on(contract)


def over_on(contract: Text) -> date | None:
    """The last day of the intervention, where its stage says that it is over."""
    if contract.stage not in OVER:
        return None
    stretch = contract.periods.intervention if contract.periods else None
    return last_day(stretch.until) if stretch and stretch.until else COUNTED


def paid_on(contract: Text) -> date | None:
    """The last day anything is repaid, where that lies before the report."""
    stretch = contract.periods.repayment if contract.periods else None
    last = last_day(stretch.until) if stretch and stretch.until else None
    return last if last is not None and last <= COUNTED else None


def _take_in_versions(stage: Stage, code: str, text: str, contract: Text) -> Version:
    """The text as it was first agreed, then one version for each amendment; gives the first."""
    made = [
        stage.does(
            SECRETARY, take_in_version, code, one.text, one.on or agreed_on(contract) or NAMED, one.reason, REPORT,
            on=TAKEN_IN, key=f"version:{code}:{number}",
        )
        for number, one in enumerate(agreed(text, code), 1)
    ]  # fmt: skip
    return made[0]


def _begin(stage: Stage, version: Version, contract: Text, began: date) -> None:
    code = contract.contract
    known = tuple(_known(stage, contract))
    stage.does(SECRETARY, take_in_started, version, began, REPORT, known, on=TAKEN_IN, key=f"started:{code}")


def _known(stage: Stage, contract: Text) -> Iterator[Known]:
    """The approvals whose day is published; the others stay unknown."""
    for said in (contract.about.approvals if contract.about else None) or ():
        if said.on is not None and said.step in _GIVERS:
            yield _given(stage, said)


def _given(stage: Stage, said: Said) -> Known:
    giver, of = _GIVERS[str(said.step)]
    department = stage.organisation(said.of) if giver == Approval.Giver.ALDERMAN and said.of else None
    assert said.on is not None  # noqa: S101 - asked above
    return Known(giver, of, said.on.first_day(), said.source or REPORT, department)


def _end(stage: Stage, version: Version, contract: Text) -> None:
    """End what the texts say has ended: the intervention, then the repayment, then all of it."""
    code, over, paid = contract.contract, over_on(contract), paid_on(contract)
    if contract.stage == EARLY and contract.ends_early and contract.ends_early.on_date:
        over = contract.ends_early.on_date
    if over is None:
        return
    outcome = OUTCOMES.get(code, "")
    ends = end_early if contract.stage == EARLY else end_intervention
    stage.does(SECRETARY, ends, version.contract, over, outcome, on=TAKEN_IN, key=f"ended:{code}")
    if paid is not None:
        last = max(paid, over + timedelta(days=1))
        stage.does(SECRETARY, end_repayment, version.contract, last, on=TAKEN_IN, key=f"repaid:{code}")
        stage.does(SECRETARY, close_contract, version.contract, last, on=TAKEN_IN, key=f"closed:{code}")
