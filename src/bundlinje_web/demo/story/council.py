"""The Council takes its seats, and one member says where she sits besides."""

from __future__ import annotations

from datetime import date

from bundlinje_web.demo.stage import BEGINNING, Stage
from bundlinje_web.people.actions.add_body import add_body
from bundlinje_web.people.actions.begin_mandate import begin_mandate
from bundlinje_web.people.actions.declare_interest import declare_interest
from bundlinje_web.people.models import Body, Interest, Mandate
from bundlinje_web.people.period import Period

SECRETARY = "asta"
SEATS = {"birk": Mandate.Seat.CHAIR, "carla": Mandate.Seat.MEMBER, "ditlev": Mandate.Seat.MEMBER}
"""The Council's three seats (GOV-01)."""
FOLLOWED = "hjem-job-og-helhed"
STEERING = {"hjalte": Mandate.Seat.CHAIR, "ludvig": Mandate.Seat.MEMBER, "asta": Mandate.Seat.MEMBER}
"""Who sits on the steering group of a project (GOV-17)."""
CONFLICTED, SITS_AT = "carla", "lysbro"


def tell(stage: Stage) -> None:
    """The Council with its mandates, a forum of chiefs beside it, and an interest in a provider."""
    council = stage.does(
        SECRETARY, add_body, "raadet", "Rådet for Sociale Investeringer", Body.Kind.COUNCIL, len(SEATS),
        on=BEGINNING, key="body:raadet",
    )  # fmt: skip
    stage.does(
        SECRETARY, add_body, "chefforum", "Chefforum på tværs (opdigtet)", Body.Kind.FORUM, on=BEGINNING,
        key="body:chefforum",
    )  # fmt: skip
    term = Period(BEGINNING, date(stage.today.year + 3, 1, 1))
    for who, seat in SEATS.items():
        stage.does(
            SECRETARY, begin_mandate, council, stage.person(who), seat, term, "Opdigtet",
            on=BEGINNING, key=f"mandate:{who}",
        )  # fmt: skip
    steering = stage.does(
        SECRETARY, add_body, "styregruppe", "Styregruppe: Hjem, Job og Helhed (opdigtet)", Body.Kind.STEERING, None,
        FOLLOWED, on=BEGINNING, key="body:steering",
    )  # fmt: skip
    for who, seat in STEERING.items():
        stage.does(
            SECRETARY, begin_mandate, steering, stage.person(who), seat, term, "Opdigtet",
            on=BEGINNING, key=f"mandate:steering:{who}",
        )  # fmt: skip
    stage.does(
        CONFLICTED, declare_interest, stage.person(CONFLICTED), stage.organisation(SITS_AT), Interest.Kind.BOARD,
        Period(date(2023, 1, 1)), on=date(2023, 1, 9), key="interest",
    )  # fmt: skip
