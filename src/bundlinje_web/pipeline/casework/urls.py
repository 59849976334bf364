"""The addresses of cases."""

from __future__ import annotations

from bundlinje_web.frame.pages import list_page, page
from bundlinje_web.pipeline.casework import goals, views, working
from bundlinje_web.pipeline.casework.policy import CHANGE, LOG, READ, READ_AREAS, RUN

_CASE = "sager/<slug:number>/"

urlpatterns = [
    *list_page("sager/standardmaal/", goals.goals, name="standard-goals", policy=READ),
    page("sager/ny/", working.add, name="case-add", policy=RUN),
    page("omraader/", working.areas, name="areas", policy=READ_AREAS),
    page(_CASE, views.case, name="case", policy=READ),
    page(f"{_CASE}henvendelse/", views.proposal, name="case-proposal", policy=READ),
    page(f"{_CASE}business-case/", views.business_case, name="case-business-case", policy=READ),
    page(f"{_CASE}aftale/", views.contract, name="case-contract", policy=READ),
    page(f"{_CASE}aftale/ny/", working.write, name="case-write-contract", policy=CHANGE),
    page(f"{_CASE}beslutningsgrundlag/", views.basis, name="case-basis", policy=READ),
    page(f"{_CASE}beslutninger/", views.decisions, name="case-decisions", policy=READ),
    page(f"{_CASE}dokumenter/", views.history, name="case-history", policy=READ),
    page(f"{_CASE}ret/<slug:part>/", working.edit, name="case-edit", policy=CHANGE),
    page(f"{_CASE}flyt/", working.move, name="case-move", policy=CHANGE),
    page(f"{_CASE}fortryd/", working.undo, name="case-undo", policy=CHANGE),
    page(f"{_CASE}vent/", working.wait, name="case-wait", policy=CHANGE),
    page(f"{_CASE}genoptag/", working.resume, name="case-resume", policy=CHANGE),
    page(f"{_CASE}timer/", working.log, name="case-log", policy=LOG),
]
