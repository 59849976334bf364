"""Those who look after users: a right is given in three pages, and holds when another administrator has said yes."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.browser.journeys.journey import Journey

NEW = "Zenia Overby (opdigtet)"


def test_x1_an_administrator_gives_a_right_in_three_pages_and_another_confirms_it_in_one(
    somebody: Callable[..., Journey],
) -> None:
    added = somebody("vita", "/brugere/ny/").fills(name=NEW, email="zenia@fonden.example").presses("people.save")
    added.sees("people.no_rights")
    vita = somebody("vita").follows(re.compile("Zenia")).fills(rolle="reader").presses("people.grant.do")
    vita.fills(reason="Sidder i udvalget (opdigtet)").presses("people.grant.check")
    vita.sees("people.grant.check_title").presses("people.grant.do").sees("people.grant.given")
    assert len(vita.pages) <= 3
    walther = somebody("walther").follows(re.compile("(Bekræft|Confirm).*Zenia"))
    walther.sees(re.compile("Sidder i udvalget")).presses("people.grant.confirm").sees("people.grant.confirmed")
    assert len(walther.pages) == 1
