"""The whole way in a browser: a stranger's idea, two departments, a case, the Council, three approvals, in force."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from tests.browser.office import fill, press
from tests.browser.proposing import begin, go_on, propose

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page
    from tests.browser.office import Office

TITLE, CODE = "Naboer på vej", "naboer-paa-vej"
ECONOMISTS, ALDERMEN = {"hjalte": "MSB", "ida": "MSO"}, ("folmer", "gro")
COUNCIL = "Rådet for Sociale Investeringer"
POINTS = ("goals", "mature", "size", "knowledge", "cost", "adds")
_ANSWER = {
    "relevance": 4, "relevance_text": "De unge er kendt hos os.", "offers": 3, "offers_text": "Der er intet lignende.",
    "economy_text": "Gevinsten kommer fra andet år.", "recommends": "yes", "recommends_text": "Vi er klar.",
}  # fmt: skip


def agreement() -> str:
    """The text of the agreement: one of the story's, under another name and with another provider."""
    text = files("bundlinje_web.demo").joinpath("texts", "robuste-overgange.yaml").read_text("utf-8")
    year = date.today().year + 1  # noqa: DTZ011 - the agreement begins next year, whenever the test is run
    for mark, value in (("{year}", year), ("{next}", year + 1), ("{last}", year + 2)):
        text = text.replace(mark, str(value))
    text = text.replace("robuste-overgange", CODE).replace("da: Robuste overgange", f"da: {TITLE}")
    return text.replace("stifinder: {name: Stifinder", "lysbro: {name: Lysbro Mestring")


class Walk:
    """The pages of everybody on the way, and where the walk has come."""

    def __init__(self, office: Office, context_of: Callable[..., BrowserContext]) -> None:
        self.office = office
        self.context_of = context_of
        self.pages: dict[str, Page] = {}
        self.number = ""

    def page(self, who: str) -> Page:
        """The page of somebody, who logs in the first time."""
        if who not in self.pages:
            context = self.context_of()
            context.set_default_timeout(30_000)
            self.pages[who] = self.office.log_in(context, who)
        return self.pages[who]

    def at(self, who: str, path: str) -> Page:
        """Somebody opens a page of the office."""
        page = self.page(who)
        page.goto(f"{self.office.address}{path}")
        return page

    def sends(self, who: str, path: str, **told: object) -> Page:
        """Somebody fills in the form of a page and sends it; nothing in it is wrong."""
        page = self.at(who, path)
        fill(page, **told)
        go_on(page)
        page.wait_for_load_state()
        assert not re.match(r"\d+ fejl: ", page.title()), page.locator("main").inner_text()
        return page

    # --- the way ---

    def idea_comes_in(self, page: Page) -> None:
        begin(page, self.office)
        self.number = propose(page, TITLE)

    def departments_answer(self) -> None:
        self.sends("asta", f"/henvendelser/{self.number}/screen/", **{f"{point}_answer": "yes" for point in POINTS})
        page = self.at("asta", f"/sager/{self.number}/belysning/send/")
        for department in ECONOMISTS.values():
            page.locator("label", has_text=re.compile(f"^\\s*{department}\\s*$")).click()
        go_on(page)
        for who in ECONOMISTS:
            page = self.at(who, f"/sager/{self.number}/belysning/")
            press(page, "Svar på belysning")
            fill(page, **_ANSWER)
            page.locator("button[name=check]").click()
            page.wait_for_url("**/svar/tjek/")
            go_on(page)

    def council_decides(self, day: date) -> Page:
        """A meeting on that day: our point alone is put on the agenda, and decided."""
        self.sends("asta", "/moeder/nyt/", body=COUNCIL, day=day)
        page = self.at("asta", f"/moeder/{day}/dagsorden/")
        for box in page.locator("input[name=chosen]:checked").all():
            label = page.locator(f"label[for='{box.get_attribute('id')}']")
            if TITLE not in label.inner_text():
                label.click()
        go_on(page)
        return self.council_minutes(day)

    def council_minutes(self, day: date) -> Page:
        """The agenda is sent, and our point decided as recommended; one member is told to step aside."""
        press(self.at("asta", f"/moeder/{day}/"), "Send dagsorden")
        page = self.at("asta", f"/moeder/{day}/punkt/1/beslutning/")
        assert page.locator("input[value=recused]:checked").count() == 1
        for outcome in page.locator("input[name^=outcome_][value=approved]").all():
            page.locator(f"label[for='{outcome.get_attribute('id')}']").click()
        go_on(page)
        page.wait_for_load_state()
        return page

    def case_is_made_ready(self, today: date) -> None:
        at = f"/sager/{self.number}"
        self.sends("asta", f"{at}/flyt/", to="2")
        self.sends("asta", f"{at}/ret/forandringsteori/", theory_of_change="Naboer, der kender hinanden, hjælper.")
        self.sends("asta", f"{at}/ret/gevinster/", gains_text="Færre på forsørgelse.", gains_on=today)
        self.sends("asta", f"{at}/flyt/", to="3a")
        self.sends("asta", f"{at}/ret/overskud/", surplus="400000")
        self.sends("asta", f"{at}/flyt/", to="3b")
        self.sends("asta", f"{at}/ret/tilbagebetaling/", repayment_done_on=today)
        self.sends("asta", f"{at}/ret/lovlighed/", legal_text="Hjemmel er fundet.", legal_on=today)
        self.sends("asta", f"{at}/ret/udbud/", procurement="not-needed")

    def agreement_is_offered(self, today: date) -> None:
        page = self.at("asta", f"/aftaler/ny/?sag={self.number}")
        fill(page, start="investment")
        go_on(page)
        page.wait_for_load_state()
        at = f"/investeringer/{CODE}"
        assert page.url.endswith(f"{at}/aftale/rediger/")
        text = {"name": f"{CODE}.yaml", "mimeType": "application/yaml", "buffer": agreement().encode()}
        page.locator("input[name=file]").set_input_files([text])  # type: ignore[list-item]
        press(page, "Hent filen")
        press(page, "Gem kladde")
        page.wait_for_load_state()
        begins = date(today.year + 1, 1, 1)
        self.sends("asta", f"{at}/aftale/send/", effective_from=begins)
        self.sends("asta", f"{at}/risiko-og-laering/vurder/", level="medium", risks="recruitment", text="Få kan komme.")
        ends = date(today.year + 3, 10, 1)
        self.sends(
            "asta", f"{at}/udgang/plan/", decide_by=ends - timedelta(days=120), wind_down_from=ends, options="stopped"
        )
        agreed = {f"{what}{part}": value for what in ("admission", "registration", "follow_up")
                  for part, value in (("", "Aftalt."), ("_on", today))}  # fmt: skip
        self.sends("asta", f"{at}/opstart/", **agreed)
        self.sends("asta", f"/sager/{self.number}/flyt/", to="4")

    def approves(self, who: str) -> None:
        """Somebody opens what waits for approval, and approves it."""
        page = self.at(who, "/godkendelser/")
        page.get_by_role("link", name=TITLE).first.click()
        page.wait_for_load_state()
        press(page, re.compile("^(Godkend|Underskriv)"))
        page.wait_for_load_state()
        go_on(page)
        page.wait_for_load_state()

    def starts(self) -> Page:
        page = self.at("asta", "/godkendelser/")
        page.get_by_role("link", name=TITLE).first.click()
        page.wait_for_load_state()
        press(page, "Sæt investeringen i gang")
        page.wait_for_load_state()
        if page.url.endswith("/start/"):
            go_on(page)
            page.wait_for_load_state()
        return page


@pytest.mark.requirement("GOV-02", "GOV-03", "GOV-04", "GOV-25", "INB-05", "PRC-01")
def test_an_idea_becomes_a_contract_in_force(
    page: Page, office: Office, context_of: Callable[..., BrowserContext]
) -> None:
    today = date.today()  # noqa: DTZ011 - the office lives today
    walk = Walk(office, context_of)
    walk.idea_comes_in(page)
    walk.departments_answer()
    walk.council_decides(today)
    walk.case_is_made_ready(today)
    walk.agreement_is_offered(today)
    walk.council_decides(today + timedelta(days=1))
    for who in (*ALDERMEN, *ALDERMEN, "ebba"):
        walk.approves(who)
    started = walk.starts()
    assert "kan starte" not in started.locator("main").inner_text()

    board = walk.at("asta", "/tavle/")
    board.get_by_text(TITLE).first.wait_for()
    portfolio = walk.at("uffe", "/investeringer/")
    portfolio.get_by_text(TITLE).first.wait_for()
