"""A later version of an agreement: each party accepts what is changed, or sends it back with the reason."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.contracts.test_versions import LONG_AGO, SOURCE, accepted, codes_of, taken_in

from bundlinje.problems import Refused
from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit.models import Record
from bundlinje_web.contracts.accepting import asks, sent_back
from bundlinje_web.contracts.actions.accept_version import accept_version
from bundlinje_web.contracts.actions.offer_version import offer_version
from bundlinje_web.contracts.actions.save_draft import save_draft
from bundlinje_web.contracts.actions.send_back_version import send_back_version
from bundlinje_web.contracts.models import Version
from bundlinje_web.contracts.standing import unsigned
from bundlinje_web.council.actions.approve_formally import approve_formally
from bundlinje_web.council.actions.take_in_started import Known, take_in_started
from bundlinje_web.council.models import Approval

pytestmark = pytest.mark.django_db(transaction=True)

OWN = "sociallaegeinstitutionen"
REASON = "Overgangen skal med (opdigtet)"


def amended() -> Version:
    """A second version, with another remark, of an agreement that runs; nobody has approved it yet."""
    (first,) = taken_in("ips-plus")
    secretary = made.actor(made.person("secretariat"))
    known = [Known(Approval.Giver.COUNCIL, Approval.Of.PREMISES, LONG_AGO, SOURCE)]
    take_in_started(secretary, first, LONG_AGO, SOURCE, known)
    text = first.text.replace("leaves:", "# Ny overgang\nleaves:", 1)
    save_draft(secretary, first.contract, text)
    return offer_version(secretary, first.contract, date(2099, 1, 1), REASON, accepted(text, first.contract.code))


def approved(version: Version) -> Version:
    """The version with the approval of the mayor, who is last."""
    approve_formally(made.just_shown(made.person("mayor")), version, version.digest)
    return Version.objects.get(pk=version.pk)


@pytest.mark.requirement("CON-21")
def test_a_party_accepts_a_later_version_once_everybody_has_approved_it_and_has_thereby_signed() -> None:
    version, provider = amended(), made.just_shown(made.person("provider", OWN))
    with pytest.raises(Refused) as refused:
        accept_version(provider, version, OWN, version.digest)
    assert codes_of(refused) == ["contracts.problem.not_asked"]
    version = approved(version)
    assert asks(version)
    signature = accept_version(provider, version, OWN, version.digest)
    assert (signature.party, signature.signer) == (OWN, provider.name)
    assert OWN not in unsigned(Version.objects.get(pk=version.pk))
    assert Record.objects.filter(code="contracts.version.accepted").count() == 1


def test_it_is_accepted_by_ones_own_party_alone_with_a_fresh_factor_and_as_it_was_read() -> None:
    version = approved(amended())
    with pytest.raises(NotAllowed, match="factor"):
        accept_version(made.actor(made.person("provider", OWN)), version, OWN, version.digest)
    provider = made.just_shown(made.person("provider", OWN))
    with pytest.raises(NotAllowed):
        accept_version(provider, version, "msb", version.digest)
    with pytest.raises(Refused) as refused:
        accept_version(provider, version, OWN, "another")
    assert codes_of(refused) == ["contracts.problem.changed_since"]


def test_the_first_version_and_one_that_a_later_replaced_ask_no_party_to_accept() -> None:
    first = amended().contract.versions.get(number=1)
    provider = made.just_shown(made.person("provider", OWN))
    assert not asks(first)
    with pytest.raises(Refused) as refused:
        accept_version(provider, first, OWN, first.digest)
    assert codes_of(refused) == ["contracts.problem.newer"]


def test_a_party_that_sends_it_back_says_why_and_may_still_accept_it() -> None:
    version, provider = approved(amended()), made.just_shown(made.person("provider", OWN))
    send_back_version(provider, version, OWN, version.digest, "Vi mangler et bilag (opdigtet)")
    assert [one.reason for one in sent_back(version).values()] == ["Vi mangler et bilag (opdigtet)"]
    accept_version(provider, version, OWN, version.digest)
    version = Version.objects.get(pk=version.pk)
    assert sent_back(version) == {}
    with pytest.raises(Refused) as refused:
        send_back_version(provider, version, OWN, version.digest, "For sent (opdigtet)")
    assert codes_of(refused) == ["contracts.problem.signed_already"]


@pytest.mark.parametrize("page", ["godkend", "returner"])
def test_where_nothing_waits_the_page_says_so_and_has_no_button(client: Client, page: str) -> None:
    version = amended()
    made.logged_in(client, made.person("provider", OWN))
    answer = client.get(f"/investeringer/{version.contract.code}/aftale/version/2/{page}/", follow=True)
    assert "Udgaven venter ikke på din godkendelse" in answer.content.decode()
    assert 'type="submit">Godkend<' not in answer.content.decode()
