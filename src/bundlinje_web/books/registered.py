"""What the books bring to the pages that gather: the menu, the search, and the fund in a few numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from bundlinje.problems import Refused
from bundlinje.words.numbers import millions
from bundlinje_web.acting import Actor, Role
from bundlinje_web.books.policy import SEE_FUND, SEE_INVESTMENTS, SEE_NUMBERS
from bundlinje_web.contracts.beside.folder import NoBooks
from bundlinje_web.contracts.registered import ENDED
from bundlinje_web.frame.found import Hit, KeyNumber, MenuItem, key_numbers, menu, search
from bundlinje_web.frame.words import in_language, language_now

_FUND_FIRST = {Role.SECRETARIAT, Role.COUNCIL, Role.MAYOR, Role.ALDERMAN, Role.FINANCE, Role.READER, Role.AUDITOR}


def hits(actor: Actor, words: str) -> Iterator[Hit]:
    """The investments with these words in their title, area or parties, as far as the actor may see them."""
    from bundlinje_web.contracts.beside.holdings import holdings

    if not SEE_NUMBERS.may(actor):
        return
    wanted = words.casefold()
    try:
        found = holdings(actor)
    except (NoBooks, Refused):
        return
    for code, one in found.items():
        parties = [party.name for party in one.contract.parties.values()] if one.contract else []
        told = " ".join((*one.titles.values(), one.area, *parties)).casefold()
        if wanted in told:
            yield Hit(
                "books.portfolio.title", in_language(dict(one.titles)), reverse("contract", args=[code]), one.area
            )


def numbers(actor: Actor, _today: date) -> Iterator[KeyNumber]:
    """The fund in three numbers, for those whose work it is."""
    from bundlinje_web.bridge.fund_numbers import FundNumbers
    from bundlinje_web.contracts.beside.folder import fund
    from bundlinje_web.frame.grids import number_url

    if not SEE_FUND.may(actor) or not _FUND_FIRST & set(actor.roles):
        return
    try:
        of = FundNumbers(fund())
    except (NoBooks, Refused):
        return
    last = of.books.accounts[-1].id
    for name, code in (
        ("left", f"fund.balance.{last}"),
        ("room", "fund.headroom.of_investments"),
        ("received", "fund.sum.received"),
    ):
        value = of.why(code).value
        if value is not None:
            yield KeyNumber(f"books.key.{name}", millions(int(value), language_now()), number_url(code))


def expecting(actor: Actor, today: date) -> Iterator[KeyNumber]:
    """For an investor the way to what each agreement that runs may come to: under its title, it has no one number."""
    from bundlinje_web.contracts.models import Contract

    if Role.INVESTOR not in actor.roles:
        return
    running = Contract.objects.filter(events__kind="started", events__on__lte=today)
    rows = SEE_INVESTMENTS.among(actor, running.exclude(events__kind__in=ENDED).distinct()).order_by("title_da")
    for contract in rows:
        url = reverse("contract-forecast", args=[contract.code])
        yield KeyNumber("books.key.expect", in_language(contract.titles), url)


def of_department(actor: Actor, _today: date) -> Iterator[KeyNumber]:
    """For an alderman the way to what the investments cost and bring the department, year by year."""
    from bundlinje_web.people.models import Organisation

    codes = {code for right in actor.rights if right.role == Role.ALDERMAN for code in right.on}
    if not codes or not SEE_FUND.may(actor):
        return
    for one in Organisation.objects.filter(kind=Organisation.Kind.DEPARTMENT, code__in=codes).order_by("code"):
        yield KeyNumber("books.key.department", str(one), reverse("department-economy", args=[one.code]))


def register() -> None:
    """Say so, once."""
    menu.register(MenuItem("books.menu.investments", "investments", SEE_NUMBERS, 40))
    menu.register(MenuItem("books.menu.fund", "fund", SEE_FUND, 50))
    search.register(hits)
    key_numbers.register(numbers)
    key_numbers.register(expecting)
    key_numbers.register(of_department)
