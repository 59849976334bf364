"""Ideas that strangers and departments send in, screened and sent to assessment: some answered, some still waiting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bundlinje_web.demo.stage import Stage
from bundlinje_web.demo.story.council import SECRETARY
from bundlinje_web.frame.models import hashed
from bundlinje_web.pipeline.actions.answer_assessment import answer_assessment
from bundlinje_web.pipeline.actions.ask_assessment import ask_assessment
from bundlinje_web.pipeline.actions.receive import receive
from bundlinje_web.pipeline.actions.recommend_rejection import recommend_rejection
from bundlinje_web.pipeline.actions.screen import screen
from bundlinje_web.pipeline.actions.withdraw import withdraw
from bundlinje_web.pipeline.assessing.asked import asked_of
from bundlinje_web.pipeline.inquiries import Contact, Inquiry
from bundlinje_web.pipeline.models import Assessment, Proposal, Screening
from bundlinje_web.pipeline.screened import POINTS, Screened

ECONOMISTS = {"msb": "hjalte", "mso": "ida", "mbu": "gerda"}
"""Who answers for each department."""
SENDS, CODE = "xenia", "demonstration"
"""Who has a login to follow her own ideas by, and the code by which a stranger takes one back."""
SENDER = Contact("Xenia Brobakke", "xenia@fonden.example")
SCREENED_AFTER, ASKED_AFTER, ANSWERED_AFTER = 4, 6, 16
"""Days from an idea came until it was screened, sent on, and answered."""
DAYS_TO_ANSWER = 21
_SAID = {
    "relevance": 4,
    "relevance_text": "Målgruppen er kendt, og vi møder den for sent i dag (opdigtet svar).",
    "offers": 3,
    "offers_text": "Det ligger ved siden af det, vi har, og overlapper ikke (opdigtet svar).",
    "economy": None,
    "economy_text": "Gevinsten falder på vores decentrale budgetter fra år to; beløbet kender vi ikke endnu.",
    "recommends": "with-conditions",
    "recommends_text": "Vi anbefaler at gå videre, hvis opfølgningen kan bygge på tal, vi har i forvejen.",
}


@cache
def ideas() -> Mapping[str, Any]:
    """Every idea of the story under its name."""
    text = files("bundlinje_web.demo").joinpath("texts", "ideas.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text))


def proposal_of(name: str) -> Proposal:
    """The proposal an idea became."""
    return Proposal.objects.get(title=ideas()[name]["title"])


def tell(stage: Stage) -> None:
    """Each idea comes in and goes as far as it has got by today."""
    for name, idea in ideas().items():
        proposal = _receive(stage, name, idea)
        if _has_come(idea, SCREENED_AFTER) and "withdrawn" not in idea:
            _screen(stage, name, idea, proposal)
        if "rejected" in idea:
            _recommend_rejection(stage, name, idea, proposal)
        if "withdrawn" in idea:
            stage.stranger_does(
                withdraw, proposal, CODE, on=stage.ago(idea["withdrawn"]), key=f"withdrawn:{name}"
            )  # fmt: skip
        if "asked" in idea:
            _assess(stage, name, idea, proposal)


def _has_come(idea: Mapping[str, Any], after: int) -> bool:
    return bool(idea["received"] > after)


def _receive(stage: Stage, name: str, idea: Mapping[str, Any]) -> Proposal:
    told = Inquiry(
        title=idea["title"],
        source=idea["source"],
        answers={"title": idea["title"], **idea["answers"]},
        organisation=idea.get("organisation", ""),
        contact=SENDER,
        status_code=hashed(CODE) if "withdrawn" in idea else "",
    )
    on, key = stage.ago(idea["received"]), f"idea:{name}"
    if idea.get("logged_in"):
        return stage.does(SENDS, receive, told, on=on, key=key)
    return stage.stranger_does(receive, told, on=on, key=key)


def _screen(stage: Stage, name: str, idea: Mapping[str, Any], proposal: Proposal) -> None:
    answer = "no" if "rejected" in idea else "yes"
    screened = Screened(
        {point: {"answer": answer, "text": ""} for point in POINTS},
        transaction_cost=8_000_000,
        investment=idea["answers"]["cost_ore"],
        recommends="" if "rejected" in idea else Screening.ASSESS,
    )
    day = stage.ago(idea["received"] - SCREENED_AFTER)
    stage.does(SECRETARY, screen, proposal, screened, on=day, key=f"screened:{name}")


def _recommend_rejection(stage: Stage, name: str, idea: Mapping[str, Any], proposal: Proposal) -> None:
    proposal.refresh_from_db()
    told, day = idea["rejected"], stage.ago(idea["received"] - ASKED_AFTER)
    stage.does(
        SECRETARY, recommend_rejection, proposal, told["reason"], told["text"], on=day, key=f"reject:{name}"
    )  # fmt: skip


def _assess(stage: Stage, name: str, idea: Mapping[str, Any], proposal: Proposal) -> None:
    proposal.refresh_from_db()
    asked = stage.ago(idea["received"] - ASKED_AFTER)
    departments = [asked_of(stage.organisation(code)) for code in idea["asked"]]
    due = asked + timedelta(days=DAYS_TO_ANSWER)
    stage.does(SECRETARY, ask_assessment, proposal, departments, due, on=asked, key=f"asked:{name}")
    for code in idea.get("answered", idea["asked"]):
        assessment = Assessment.objects.get(proposal=proposal, department__code=code)
        day = stage.ago(idea["received"] - ANSWERED_AFTER)
        stage.does(ECONOMISTS[code], answer_assessment, assessment, _SAID, on=day, key=f"answered:{name}:{code}")
