"""A department's economist: answers what is asked about an idea, and tries a business case with other assumptions."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.browser.journeys.journey import Journey

ANSWERS = {
    "relevance": "4",
    "relevance_text": "Rammer unge, som ingen anden når (opdigtet).",
    "offers": "3",
    "offers_text": "Supplerer skolernes egne læsetilbud (opdigtet).",
    "economy": "120000",
    "economy_text": "En halv stilling i opstarten (opdigtet).",
    "recommends": "yes",
    "recommends_text": "Gå videre til data (opdigtet).",
}


def test_e1_an_economist_answers_what_is_asked_and_looks_it_over_in_two_pages(
    somebody: Callable[..., Journey],
) -> None:
    hjalte = somebody("hjalte").follows("assessing.task.answer").fills(**ANSWERS)
    hjalte.presses("assessing.answer.on").sees(re.compile("Gå videre til data"))
    hjalte.presses("assessing.check.send").sees("assessing.answer.sent", re.compile("Gå videre til data"))
    assert len(hjalte.pages) <= 2


def test_e5_an_economist_tries_a_case_with_another_effect_and_keeps_it_in_two_pages(
    somebody: Callable[..., Journey],
) -> None:
    hjalte = somebody("hjalte", "/investeringer/ips-plus/business-case/").fills(effekt="60")
    hjalte.main.locator("a[href*='/gem/?effekt=60']").wait_for()
    hjalte.follows("beside.scenario.title").fills(name="Kun seks ud af ti (opdigtet)")
    hjalte.presses("beside.scenario.do").sees("beside.scenario.kept", re.compile("Kun seks ud af ti"))
    assert len(hjalte.pages) <= 2
