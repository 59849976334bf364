"""The office opens: two administrators are made where it is installed, and take everybody else in."""

from __future__ import annotations

from typing import Any

from bundlinje_web.demo.actions.begin_demo import begin_demo
from bundlinje_web.demo.people import CAST, FIRST, WANTED, User
from bundlinje_web.demo.stage import BEGINNING, Stage
from bundlinje_web.people.actions.add_person import add_person
from bundlinje_web.people.actions.confirm_grant import confirm_grant
from bundlinje_web.people.actions.give_grant import give_grant
from bundlinje_web.people.actions.install_administrator import install_administrator
from bundlinje_web.people.models import Unit
from bundlinje_web.people.period import Period

GIVER, CONFIRMER = (user.key for user in FIRST)


def tell(stage: Stage) -> None:
    """Mark the office as a demonstration, and make its two administrators."""
    stage.job_does(begin_demo, on=BEGINNING, key="begin")
    for user in FIRST:
        stage.job_does(install_administrator, user.mail, user.name, on=BEGINNING, key=f"administrator:{user.key}")


def take_people_in(stage: Stage) -> None:
    """Everybody gets an account, and a right that one administrator gives and the other confirms."""
    for user in CAST:
        _take_in(stage, user)
    for nth, wanted in enumerate(WANTED):
        on = stage.ago(3)
        period = Period(on, stage.ahead(180))
        stage.does(
            wanted.giver, give_grant, stage.person(wanted.key), wanted.role, wanted.on, period, wanted.reason,
            on=on, key=f"wanted:{nth}",
        )  # fmt: skip


def _take_in(stage: Stage, user: User) -> None:
    told: dict[str, Any] = {"email": user.mail, "name": user.name, "organisation": stage.organisation(user.works_at)}
    if user.unit:
        told["unit"] = Unit.objects.get(code=user.unit)
    person = stage.does(GIVER, add_person, told, on=BEGINNING, key=f"person:{user.key}")
    given = stage.does(GIVER, give_grant, person, user.role, user.on, on=BEGINNING, key=f"grant:{user.key}")
    stage.does(CONFIRMER, confirm_grant, given, on=BEGINNING, key=f"confirmed:{user.key}")
