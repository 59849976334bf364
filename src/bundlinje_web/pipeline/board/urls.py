"""The addresses of the board."""

from __future__ import annotations

from bundlinje_web.frame.pages import list_page, page
from bundlinje_web.pipeline.board import spending, views
from bundlinje_web.pipeline.casework.policy import READ, READ_SPENT

urlpatterns = [
    page("tavle/", views.board, name="board", policy=READ),
    *list_page("tavle/tabel/", views.table, name="board-table", policy=READ),
    *list_page("tavle/timer/", spending.spent, name="cases-spent", policy=READ_SPENT),
]
