"""Those who are party to an agreement: an investor who accepts what is changed, a provider who sends it back."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.browser.journeys.journey import Journey


def test_i3_an_investor_accepts_an_amendment_by_its_difference_in_two_pages(somebody: Callable[..., Journey]) -> None:
    nor = somebody("nor").follows("contracts.task.accept").sees("contracts.accept.lead", "contracts.compare.money_same")
    nor.sees(re.compile("tæller personen med til og med den dag|the person counts until that day"))
    nor.presses("contracts.accept.do").sees("contracts.accept.done", re.compile("Nor Askelund"))
    assert len(nor.pages) <= 2
    assert not somebody("nor").main.get_by_role("link", name=nor.way.words("contracts.task.accept")).count()


def test_a_provider_sends_an_amendment_back_with_the_reason_which_the_secretariat_reads(
    somebody: Callable[..., Journey],
) -> None:
    why = "Vi kan ikke se, hvem der stopper (opdigtet)"
    maja = somebody("maja").follows("contracts.task.accept").follows("contracts.send_back.link").fills(reason=why)
    maja.presses("contracts.send_back.do").sees("contracts.send_back.done", re.compile(re.escape(why)))
    assert len(maja.pages) <= 2
    somebody("asta").sees(re.compile(re.escape(why)))


def test_i2_an_investor_sees_what_to_expect_of_an_agreement_in_one_page(somebody: Callable[..., Journey]) -> None:
    nor = somebody("nor")
    nor.page.set_default_navigation_timeout(120_000)  # In an office just opened it is drawn while one waits.
    nor.follows(re.compile("Fast følgeskab.*vente|Steady company.*expect", re.DOTALL)).reads()
    nor.main.get_by_role("img").first.wait_for()
    nor.sees("beside.forecast.title")
    assert len(nor.pages) == 1
