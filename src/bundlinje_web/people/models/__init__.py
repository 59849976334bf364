"""The rows of people: who there is, what they may, where they sit and what they have an interest in."""

from bundlinje_web.people.models.bodies import Body, Interest, InterestEnd, Mandate, MandateEnd
from bundlinje_web.people.models.organisations import Organisation, OrganisationName, Unit
from bundlinje_web.people.models.persons import Person
from bundlinje_web.people.models.rights import Delegation, DelegationEnd, Grant, GrantConfirmation, GrantEnd

__all__ = [
    "Body",
    "Delegation",
    "DelegationEnd",
    "Grant",
    "GrantConfirmation",
    "GrantEnd",
    "Interest",
    "InterestEnd",
    "Mandate",
    "MandateEnd",
    "Organisation",
    "OrganisationName",
    "Person",
    "Unit",
]
