"""The address of Tabel 1."""

from __future__ import annotations

from bundlinje_web.frame.pages import list_page
from bundlinje_web.pipeline.inbox.policy import TABEL_1
from bundlinje_web.pipeline.tabel_1 import views

urlpatterns = [*list_page("henvendelser/tabel-1/", views.tabel_1, name="tabel-1", policy=TABEL_1)]
