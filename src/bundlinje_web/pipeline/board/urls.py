"""The addresses of the board."""

from __future__ import annotations

from bundlinje_web.frame.pages import list_page, page
from bundlinje_web.pipeline.board import views
from bundlinje_web.pipeline.casework.policy import READ

urlpatterns = [
    page("tavle/", views.board, name="board", policy=READ),
    *list_page("tavle/tabel/", views.table, name="board-table", policy=READ),
]
