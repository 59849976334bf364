"""The addresses of people: logging in, rights, organisations, interests."""

from __future__ import annotations

from bundlinje_web.frame.pages import list_page, page
from bundlinje_web.people import entrance
from bundlinje_web.people import policy as may
from bundlinje_web.people.views import grants, interests, organisations, own, persons, table

_CODE = "organisationer/<slug:code>/"

urlpatterns = [
    *entrance.urlpatterns,
    page("rolle/", own.acting_as, name="acting-as", policy=may.OWN),
    page("rettigheder/", own.own, name="own-rights", policy=may.OWN),
    page("rettigheder/<uuid:grant_id>/lad-en-anden", own.lend, name="delegate", policy=may.DELEGATE),
    page(
        "rettigheder/givet-videre/<uuid:delegation_id>/afslut",
        own.take_back,
        name="delegation-end",
        policy=may.END_DELEGATION,
    ),
    *list_page("brugere/", persons.persons, name="persons", policy=may.READ),
    page("brugere/tabel/", table.table, name="rights-table", policy=may.READ),
    page("brugere/ny/", persons.add, name="person-add", policy=may.KEEP),
    page("brugere/<uuid:person_id>/", persons.person, name="person", policy=may.READ),
    page("brugere/<uuid:person_id>/ret", persons.edit, name="person-edit", policy=may.KEEP),
    page("brugere/<uuid:person_id>/luk", persons.close, name="person-close", policy=may.KEEP),
    page("brugere/<uuid:person_id>/giv-rettighed/", grants.choose, name="grant-choose", policy=may.GIVE),
    page("brugere/<uuid:person_id>/giv-rettighed/<slug:role>/", grants.give, name="grant-give", policy=may.GIVE),
    page("brugere/rettighed/<uuid:grant_id>/bekraeft", grants.confirm, name="grant-confirm", policy=may.CONFIRM),
    page("brugere/rettighed/<uuid:grant_id>/afslut", grants.end, name="grant-end", policy=may.END),
    *list_page("organisationer/", organisations.organisations, name="organisations", policy=may.READ_ORGANISATIONS),
    page("organisationer/ny/", organisations.add, name="organisation-add", policy=may.KEEP_ORGANISATIONS),
    page("organisationer/<slug:code>/", organisations.organisation, name="organisation", policy=may.READ_ORGANISATIONS),
    page(
        "organisationer/<slug:code>/navn",
        organisations.rename,
        name="organisation-rename",
        policy=may.KEEP_ORGANISATIONS,
    ),
    page(
        "organisationer/<slug:code>/efterfoelger",
        organisations.succeed,
        name="organisation-succeed",
        policy=may.KEEP_ORGANISATIONS,
    ),
    page(f"{_CODE}enhed", organisations.unit, name="unit-add", policy=may.KEEP_ORGANISATIONS),
    *list_page("interesser/", interests.interests, name="interests", policy=may.READ_INTERESTS),
    page("interesser/ny/", interests.declare, name="interest-declare", policy=may.DECLARE),
    page("interesser/<uuid:interest_id>/afslut", interests.end, name="interest-end", policy=may.END_INTEREST),
]
