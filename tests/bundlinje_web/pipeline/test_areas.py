"""The list of main areas has versions, and a case keeps the area it was given."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.pipeline import given

from bundlinje.problems import Refused
from bundlinje_web.people.models import Person
from bundlinje_web.pipeline.actions.list_areas import list_areas
from bundlinje_web.pipeline.casework.areas import areas_on

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2024, 2, 1)


@pytest.fixture
def asta() -> Person:
    return given.secretary()


@pytest.mark.requirement("GOV-20")
def test_the_list_of_main_areas_has_versions_and_a_case_keeps_the_area_it_was_given(
    client: Client, asta: Person
) -> None:
    list_areas(made.actor(asta), [("Unge hjemløse", "Young homeless"), ("Psykisk sygdom", "")], date(2025, 3, 1))
    case = given.case(asta, area="psykisk-sygdom")
    client.force_login(asta)
    client.post("/omraader/", {"titles": "Unge hjemløse | Young homeless\nKriminalitet", "since": "2025-10-01"})
    assert [area.code for area in areas_on(date(2025, 4, 1))] == ["unge-hjemloese", "psykisk-sygdom"]
    assert [area.code for area in areas_on(date(2025, 10, 1))] == ["unge-hjemloese", "kriminalitet"]
    assert areas_on(date(2024, 1, 1)) == ()
    assert "Psykisk sygdom" in client.get(f"/sager/{case.number}/").content.decode()
    with pytest.raises(Refused):
        list_areas(made.actor(asta), [("A", ""), ("a", "")], date(2025, 10, 1))
