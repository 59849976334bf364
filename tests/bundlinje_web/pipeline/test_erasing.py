"""Who sent an idea is kept as long as somebody may need to answer, and then erased for good."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.once import happens_once

from bundlinje.problems import Refused
from bundlinje_web.acting import ANYONE, NotAllowed
from bundlinje_web.audit.clock import happening
from bundlinje_web.audit.models import Record
from bundlinje_web.frame.models import hashed
from bundlinje_web.pipeline.actions.erase_contact import erase_contact
from bundlinje_web.pipeline.actions.receive import receive
from bundlinje_web.pipeline.actions.withdraw import withdraw
from bundlinje_web.pipeline.inbox.kept import to_erase
from bundlinje_web.pipeline.inbox.registered import to_erase as tasks
from bundlinje_web.pipeline.inquiries import Contact, Inquiry
from bundlinje_web.pipeline.models import Proposal

pytestmark = pytest.mark.django_db(transaction=True)

SENDER = Contact("Xenia Brobakke", "xenia@fonden.example", "12 34 56 78")


def withdrawn(on: date) -> Proposal:
    """An idea that was taken back that day."""
    inquiry = Inquiry("Lektiehjælp", "citizen", {"what": "Lektier"}, contact=SENDER, status_code=hashed("kode"))
    with happening(on):
        return withdraw(ANYONE, receive(ANYONE, inquiry), "kode")


def test_the_data_keeper_is_asked_to_erase_who_sent_an_idea_a_year_after_its_end_and_no_day_before() -> None:
    proposal = withdrawn(date(2023, 3, 1))
    rigmor = made.actor(made.person("data-keeper"))
    assert not list(to_erase(date(2024, 2, 28)))
    assert list(to_erase(date(2024, 2, 29))) == [proposal]
    (task,) = tasks(rigmor, date(2024, 3, 1))
    assert (task.url, task.values["number"]) == ("/henvendelser/kontakter/", 1)
    assert not list(tasks(made.actor(made.person("secretariat")), date(2024, 3, 1)))


def test_erasing_takes_who_sent_it_and_leaves_what_was_proposed_and_counted(client: Client) -> None:
    proposal = withdrawn(date(2023, 3, 1))
    client.force_login(made.person("data-keeper"))
    listed = client.get("/henvendelser/kontakter/").content.decode()
    assert proposal.number in listed
    page = client.get(f"/henvendelser/{proposal.number}/kontakt/slet").content.decode()
    assert "Xenia" not in listed + page
    client.post(f"/henvendelser/{proposal.number}/kontakt/slet")
    proposal.refresh_from_db()
    assert (proposal.contact_name, proposal.contact_mail, proposal.contact_phone) == ("", "", "")
    assert (proposal.state, proposal.text.answers if proposal.text else None) == ("withdrawn", {"what": "Lektier"})
    record = Record.objects.get(code="pipeline.contact.erased")
    assert record.values["number"] == proposal.number
    assert "Xenia" not in str(record.values)
    assert "intet at slette" in client.get(f"/henvendelser/{proposal.number}/kontakt/slet").content.decode()


def test_nobody_erases_before_the_time_is_over_and_only_the_data_keeper_does() -> None:
    proposal = withdrawn(date(2023, 3, 1))
    rigmor = made.actor(made.person("data-keeper"))
    with happening(date(2023, 6, 1)), pytest.raises(Refused):
        erase_contact(rigmor, proposal)
    with pytest.raises(NotAllowed):
        erase_contact(made.actor(made.person("secretariat")), proposal)
    happens_once(erase_contact, rigmor, proposal)


def test_an_idea_that_is_under_way_keeps_who_sent_it() -> None:
    with happening(date(2020, 1, 1)):
        receive(ANYONE, Inquiry("Under vejs", "citizen", contact=SENDER))
    assert not list(to_erase(date(2030, 1, 1)))
