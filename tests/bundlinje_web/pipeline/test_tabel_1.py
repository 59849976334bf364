"""Tabel 1 counts every inquiry exactly once, on any day, and stands beside what was printed."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.bundlinje_web import made
from tests.bundlinje_web.pipeline.given import moved

from bundlinje_web.audit import clock
from bundlinje_web.bridge.funnel import CATEGORIES, by_channel, by_year
from bundlinje_web.pipeline.actions.open_call import Theme, open_call
from bundlinje_web.pipeline.actions.register import register
from bundlinje_web.pipeline.actions.take_in_printed import PrintedLine, take_in_printed
from bundlinje_web.pipeline.actions.take_in_published import Published, take_in_published
from bundlinje_web.pipeline.inquiries import Inquiry
from bundlinje_web.pipeline.models import Call, Case, CaseMove, Proposal
from bundlinje_web.pipeline.tabel_1.counting import counted_on, keys_on
from bundlinje_web.pipeline.tabel_1.lines import lines_of, printed_on
from bundlinje_web.pipeline.tabel_1.paper import paper

PROPOSALS = Path(__file__).parents[3] / "examples" / "aarhus" / "proposals"
AS_OF = date(2024, 12, 31)
START = date(2020, 1, 1)

pytestmark = pytest.mark.django_db(transaction=True)


def taken_in() -> None:
    """The inquiries and the table of the annual report 2024, as the demonstration takes them in."""
    actor = made.actor(made.person("secretariat"))
    with clock.happening(date(2022, 1, 1)):
        call = open_call(actor, Theme("Psykisk sygdom", date(2022, 1, 1), date(2022, 12, 31)))
    known = yaml.safe_load((PROPOSALS / "proposals.yaml").read_text("utf-8"))["proposals"]
    for row in known:
        published = Published(
            category=row["state"],
            number=row.get("number", 1),
            as_of=AS_OF,
            title=row.get("name", "Henvendelse"),
            source_note=row["quote"],
            call=call if row["channel"] == "call" else None,
            year=row.get("received"),
        )
        take_in_published(actor, published)
    lines = yaml.safe_load((PROPOSALS / "tabel-1.yaml").read_text("utf-8"))["lines"]
    printed = [
        PrintedLine(row["channel"], row.get("state", ""), row["number"], row["source"], row["quote"]) for row in lines
    ]
    take_in_printed(actor, AS_OF, printed)


def test_the_published_inquiries_are_counted_as_the_report_tells_and_called_nothing_else() -> None:
    taken_in()
    ordinary, call = by_channel(counted_on(AS_OF))
    assert dict(ordinary.categories) == {
        "rejected_directly": 19,
        "rejected_after_assessment": 21,
        "donation": 1,
        "started": 9,
        "under_treatment": 3,
    }
    assert (ordinary.total, dict(call.categories)) == (53, {"started": 2, "not_stated": 10})


@pytest.mark.requirement("INB-11")
def test_the_page_shows_each_count_beside_the_printed_one_and_says_where_they_differ(client: Client) -> None:
    taken_in()
    client.force_login(made.person("secretariat"))
    text = client.get("/henvendelser/tabel-1/?pr=2024-12-31").content.decode()
    assert "65 henvendelser pr. 31. december 2024, heraf 12 i calls; 3 er under behandling." in text
    assert text.count("afviger") == 1
    assert "Under behandling 2" in text


@pytest.mark.requirement("INB-12")
def test_inquiries_are_counted_by_year_with_how_many_are_still_open() -> None:
    taken_in()
    years = {one.year: (one.received, one.open) for one in by_year(counted_on(AS_OF), "ordinary")}
    assert years == {2024: (4, 3), None: (49, 0)}


def test_each_count_leads_to_exactly_its_rows(client: Client) -> None:
    taken_in()
    client.force_login(made.person("secretariat"))
    rows = json.loads(client.get("/henvendelser/eksport.json?channel=ordinary&category=started@2024-12-31").content)
    assert len(rows) == 9


def test_before_the_day_of_a_published_number_nothing_is_guessed(client: Client) -> None:
    taken_in()
    assert counted_on(date(2023, 1, 1)) == ()
    client.force_login(made.person("reader"))
    assert (
        "65 henvendelser kendes kun fra et senere tal"
        in client.get("/henvendelser/tabel-1/?pr=2023-01-01").content.decode()
    )


def test_it_is_exported_as_it_is_shown(client: Client) -> None:
    taken_in()
    client.force_login(made.person("finance"))
    rows = json.loads(client.get("/henvendelser/tabel-1/eksport.json?pr=2024-12-31").content)
    printed = {(row["channel"], row["category"]): (row["number"], row["printed"]) for row in rows}
    assert printed["Almindelig", "Under behandling"] == (3, 2)
    assert printed["Almindelig", "Henvendelser i alt"] == (53, 53)


@pytest.mark.requirement("INB-11")
def test_on_paper_each_channel_begins_with_all_of_its_inquiries_and_its_categories_add_up_to_them(
    client: Client,
) -> None:
    taken_in()
    lines = [line for channel in by_channel(counted_on(AS_OF)) for line in lines_of(channel, AS_OF, printed_on(AS_OF))]
    rows = paper(lines, AS_OF, "65 henvendelser").grid.rows
    numbers = [int(row.cells[0].text) for row in rows if row.cells]
    assert (numbers[0], sum(numbers[1:6])) == (53, 53)
    assert [row.weight for row in rows].count("group") == 2
    client.force_login(made.person("reader"))
    answer = client.get("/henvendelser/tabel-1/eksport.pdf?pr=2024-12-31")
    assert (answer.status_code, answer["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")


def test_those_who_see_only_numbers_are_led_to_no_rows(client: Client) -> None:
    taken_in()
    client.force_login(made.person("reader"))
    assert "category=started" not in client.get("/henvendelser/tabel-1/?pr=2024-12-31").content.decode()


def case_of(proposal: Proposal, *steps: tuple[str, int]) -> Case:
    """A case with its way: each step with the day of the year 2020 it was taken."""
    case = Case.objects.create(
        number=proposal.number, title=proposal.title, proposal=proposal, opened_on=START, state=Case.IDEA
    )
    before = Case.IDEA
    for after, day in steps:
        CaseMove.objects.create(case=case, before=before, after=after, on=START + timedelta(days=day))
        before = after
    return case


def assessed() -> Proposal:
    with clock.happening(START):
        proposal = register(made.actor(made.person("secretariat")), Inquiry(title="Natcafé", source="citizen"))
        for state in (Proposal.SCREENED, Proposal.ASKED, Proposal.ASSESSED):
            proposal.move(state)
        moved(proposal, Proposal.CASE)
    return proposal


def category_on(day: int) -> str:
    return counted_on(START + timedelta(days=day))[0].category


def test_a_case_counts_as_under_treatment_until_it_starts() -> None:
    case_of(assessed(), ("2", 10), ("3a", 20), ("3b", 30), ("4", 40), ("5", 50), ("6", 60))
    assert [category_on(day) for day in (0, 10, 49, 50, 99)] == [
        *["under_treatment"] * 3,
        *["started"] * 2,
    ]


def test_a_case_that_is_stopped_counts_as_rejected_after_assessment() -> None:
    case_of(assessed(), ("2", 10), ("stopped", 20))
    assert [category_on(day) for day in (19, 20)] == ["under_treatment", "rejected_after_assessment"]


def test_a_donation_counts_as_such_until_it_becomes_a_case() -> None:
    with clock.happening(START):
        actor = made.actor(made.person("secretariat"))
        proposal = register(actor, Inquiry(title="Natcafé", source="citizen"))
    way = (Proposal.SCREENED, Proposal.ASKED, Proposal.ASSESSED, Proposal.DONATION, Proposal.CASE)
    for day, state in enumerate(way):
        moved(proposal, state, START + timedelta(days=day))
    assert [category_on(day) for day in (2, 3, 4)] == ["under_treatment", "donation", "under_treatment"]


# --- a law ---

walks = st.lists(st.lists(st.integers(0, 5), max_size=6), min_size=1, max_size=6)


@pytest.mark.requirement("INB-11")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walks=walks, calls=st.sets(st.integers(0, 5)), asked=st.integers(-1, 8))
def test_whatever_becomes_of_the_inquiries_the_categories_add_up_to_all_of_them_on_any_day(
    walks: list[list[int]], calls: set[int], asked: int
) -> None:
    """Each inquiry walks at random along the table of moves, a day a move."""
    with transaction.atomic():
        call = Call.objects.create(number="2020-x", title_da="X", opens=START, closes=START)
        for nth, walk in enumerate(walks):
            proposal = Proposal.objects.create(
                number=f"2020-{nth:03}",
                title="x",
                source="citizen",
                received_on=START + timedelta(days=nth % 3),
                call=call if nth in calls else None,
            )
            for step, choice in enumerate(walk):
                if onward := Proposal.MOVES[proposal.state]:
                    moved(proposal, onward[choice % len(onward)], START + timedelta(days=nth % 3 + step))
        day = START + timedelta(days=asked)
        counted = counted_on(day)
        received = Proposal.objects.filter(received_on__lte=day).count()
        assert sum(channel.total for channel in by_channel(counted)) == len(counted) == received
        assert len({one.key for one in counted}) == received
        assert {one.category for one in counted} <= set(CATEGORIES)
        found = Counter(one.category for one in counted)
        assert all(len(keys_on(day, category)) == found[category] for category in CATEGORIES)
        years = [one for channel in ("ordinary", "call") for one in by_year(counted, channel)]  # type: ignore[arg-type]
        assert sum(one.received for one in years) == received
        transaction.set_rollback(True)
