"""The secretariat: an idea received and sent to departments, an agenda, minutes, an agreement, Tabel 1."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.journeys.journey import Journey


def test_s5_tabel_1_at_a_date_in_two_pages(somebody: Callable[..., Journey]) -> None:
    asta = somebody("asta").chooses("inbox.menu").follows("inbox.table.link").fills(pr="2024-12-31")
    asta.presses("inbox.table.show").reads()
    assert asta.page.get_by_role("link", name="XLSX").is_visible()
    assert len(asta.pages) <= 2
