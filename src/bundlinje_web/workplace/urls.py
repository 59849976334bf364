"""The addresses of the workplace."""

from __future__ import annotations

from bundlinje_web.audit.policy import READ, VERIFY
from bundlinje_web.frame.pages import list_page, page
from bundlinje_web.workplace import trail, views
from bundlinje_web.workplace.policy import KNOWN, OWN_VIEWS, PUBLIC

urlpatterns = [
    page("", views.start, name="start", policy=PUBLIC),
    page("opgaver/", views.tasks, name="tasks", policy=KNOWN),
    page("opgaver/visninger/ny/", views.add_view, name="view-add", policy=KNOWN),
    page("opgaver/visninger/<uuid:view_id>/fjern", views.take_away_view, name="view-remove", policy=OWN_VIEWS),
    page("soeg/", views.search, name="search", policy=KNOWN),
    page("kalender/", views.calendar, name="calendar", policy=KNOWN),
    page("kalender/ny-adresse", views.new_feed, name="calendar-new-feed", policy=KNOWN),
    page("kalender/<uuid:key>.ics", views.feed, name="calendar-feed", policy=PUBLIC),
    *list_page("revisionsspor/", trail.trail, name="trail", policy=READ),
    page("revisionsspor/<int:number>/", trail.record, name="trail-record", policy=READ),
    page("revisionsspor/kontrol", trail.examine, name="trail-examine", policy=VERIFY),
    page("was/", views.accessibility, name="accessibility", policy=PUBLIC),
    page("privatliv/", views.privacy, name="privacy", policy=PUBLIC),
]
