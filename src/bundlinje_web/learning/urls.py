"""The addresses of learning."""

from __future__ import annotations

from bundlinje_web.frame.pages import list_page, page
from bundlinje_web.learning import views
from bundlinje_web.learning.policy import CHANGE, KEEP, READ, WRITE

urlpatterns = [
    *list_page("laering/", views.lessons, name="lessons", policy=READ),
    page("laering/ny/", views.add_lesson, name="lesson-add", policy=WRITE),
    *list_page("laering/barrierer/", views.barriers, name="barriers", policy=READ),
    page("laering/barrierer/ny/", views.add_barrier, name="barrier-add", policy=KEEP),
    page("laering/barrierer/<uuid:barrier_id>/<slug:to>/", views.barrier_move, name="barrier-move", policy=KEEP),
    *list_page("laering/besoeg/", views.visits, name="visits", policy=READ),
    page("laering/besoeg/nyt/", views.add_visit, name="visit-add", policy=KEEP),
    *list_page("laering/metoder/", views.methods, name="methods", policy=READ),
    page("laering/metoder/ny/", views.add_method, name="method-add", policy=KEEP),
    page("laering/landkort/", views.atlas, name="atlas", policy=READ),
    page("laering/<uuid:lesson_id>/", views.lesson, name="lesson", policy=READ),
    page("laering/<uuid:lesson_id>/ret/", views.edit_lesson, name="lesson-edit", policy=CHANGE),
]
