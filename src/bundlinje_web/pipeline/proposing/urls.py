"""The public addresses of proposals."""

from __future__ import annotations

from bundlinje_web.frame.pages import page
from bundlinje_web.pipeline.proposing import views
from bundlinje_web.pipeline.proposing.policy import FOLLOW, PROPOSE

urlpatterns = [
    page("forslag/", views.start, name="proposal-start", policy=PROPOSE),
    page("forslag/status/", views.status, name="proposal-status", policy=FOLLOW),
    page("forslag/status/traek-tilbage/", views.take_back, name="proposal-withdraw", policy=FOLLOW),
    page("forslag/<slug:secret>/", views.resume, name="proposal-resume", policy=PROPOSE),
    page("forslag/<slug:secret>/gemt/", views.saved, name="proposal-saved", policy=PROPOSE),
    page("forslag/<slug:secret>/tjek/", views.check, name="proposal-check", policy=PROPOSE),
    page("forslag/<slug:secret>/kvittering/", views.receipt, name="proposal-receipt", policy=PROPOSE),
    page("forslag/<slug:secret>/bilag/<int:file>/fjern", views.remove_file, name="proposal-file", policy=PROPOSE),
    page("forslag/<slug:secret>/<slug:code>/", views.step, name="proposal-step", policy=PROPOSE),
]
