"""The addresses of letters."""

from __future__ import annotations

from bundlinje_web.frame.pages import page
from bundlinje_web.letters import views
from bundlinje_web.letters.policy import CHOOSE

urlpatterns = [page("opgaver/mails/", views.choose, name="letters", policy=CHOOSE)]
