"""What the investments cost and bring a department each year, in its own budgets."""

from __future__ import annotations

import html
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from django.test import Client
from tests.bundlinje_web import made

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.money import round_half_away
from bundlinje_web.books.departments import parts_of, why, years_of
from bundlinje_web.contracts.actions.take_in_version import take_in_version
from bundlinje_web.people.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True)

CODE = "hjem-job-og-helhed"
TEXT = (Path(__file__).parents[3] / "examples" / "aarhus" / "contracts" / f"{CODE}.yaml").read_text("utf-8")


@pytest.fixture
def msb() -> Organisation:
    """The department that pays by one of the agreements."""
    found = made.organisation("msb", name="Sociale Forhold og Beskæftigelse")
    take_in_version(made.actor(made.person("secretariat")), CODE, TEXT, date(2021, 1, 1), source="Offentlig")
    return found


@pytest.mark.requirement("SPL-05", "PP-23")
def test_a_department_sees_cost_repayment_saving_and_net_of_each_year_in_its_own_budgets(
    msb: Organisation, client: Client
) -> None:
    person = made.person("secretariat")
    client.force_login(person)
    page = html.unescape(client.get("/fonden/afdelinger/msb/").content.decode())
    (part, *_) = parts_of(made.actor(person), msb)
    lines = [bottom_line(part.seen.worked, view) for view in ("msb/decentral", "msb/non-decentral")]
    years = part.seen.worked.years
    for place, year in enumerate(years):
        row = re.search(rf"<th scope=\"row\"[^>]*>{year}</th>(.*?)</tr>", page, re.DOTALL)
        assert row is not None, year
        shown = [text.replace(".", "").replace("\u2212", "-") for text in re.findall(r">([^<>]*\d)</a>", row[1])]
        sums = [
            sum(getattr(line, what)[place] for line in lines) for what in ("costs", "repayments", "benefits", "net")
        ]
        assert [int(text) for text in shown] == [round_half_away(Fraction(ore, 100)) for ore in sums]
    assert "Housing First" in page


def test_every_number_opens_to_the_case_of_each_investment(msb: Organisation, client: Client) -> None:
    person = made.person("secretariat")
    client.force_login(person)
    parts = parts_of(made.actor(person), msb)
    year = years_of(parts)[3]
    told = why(parts, msb, "net", year)
    assert len(told.parts) == 2
    assert sum(part.value or 0 for part in told.parts) == told.value
    page = client.get(f"/tal/{told.code}/").content.decode()
    for part in told.parts:
        assert f"/tal/{part.code}/" in page
        assert client.get(f"/tal/{part.code}/").status_code == 200


@pytest.mark.parametrize(
    "code", ["department.msb.net.1999", "department.mso.net.2024", "department.msb.x.2024", "department.msb"]
)
def test_a_number_of_no_department_or_year_is_not_there(msb: Organisation, client: Client, code: str) -> None:
    client.force_login(made.person("reader"))
    assert msb.code == "msb"
    assert client.get(f"/tal/{code}/").status_code == 404


def test_a_department_that_no_case_counts_with_says_so(client: Client) -> None:
    made.organisation("mtm", name="Teknik og Miljø")
    client.force_login(made.person("reader"))
    assert "Ingen business case regner endnu" in client.get("/fonden/afdelinger/mtm/").content.decode()
    assert client.get("/fonden/afdelinger/findes-ikke/").status_code == 404
