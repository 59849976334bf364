"""The addresses of assessments."""

from __future__ import annotations

from bundlinje_web.frame.pages import list_page, page
from bundlinje_web.pipeline.assessing import answering, lists, views
from bundlinje_web.pipeline.assessing.policy import ANSWER, ASK, FOLLOW, READ, READ_PROPOSAL

_AT = "sager/<slug:number>/belysning/"
_ONE = f"{_AT}<uuid:assessment_id>/"

urlpatterns = [
    *list_page("belysninger/", lists.assessments, name="assessments", policy=READ),
    page(_AT, views.assessment, name="assessment", policy=READ_PROPOSAL),
    page(f"{_AT}send/", views.ask, name="assessment-ask", policy=ASK),
    page(f"{_ONE}svar/", answering.answer, name="assessment-answer", policy=ANSWER),
    page(f"{_ONE}svar/tjek/", answering.check, name="assessment-check", policy=ANSWER),
    page(f"{_ONE}ny-frist/", views.longer, name="assessment-longer", policy=ANSWER),
    page(f"{_ONE}ret/", views.change, name="assessment-change", policy=FOLLOW),
    page(f"{_ONE}luk/", views.close, name="assessment-close", policy=FOLLOW),
    page(f"{_ONE}paamind/", views.remind, name="assessment-remind", policy=FOLLOW),
]
