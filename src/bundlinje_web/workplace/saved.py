"""Views that somebody has saved: whose, where they lead, and which addresses can be saved at all."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, translate_url
from django.utils.translation import override

from bundlinje_web.acting import Actor
from bundlinje_web.frame.fields import looks_like_cpr
from bundlinje_web.frame.found import Saved
from bundlinje_web.frame.words import language_now
from bundlinje_web.people.rights import person_of
from bundlinje_web.workplace.models import SavedView

LONGEST = 500


def place_of(address: str) -> str | None:
    """The name of the page an address of the office leads to; none for an address elsewhere, or one that is none."""
    told = urlsplit(address)
    if told.scheme or told.netloc or not address.startswith("/") or len(address) > LONGEST or looks_like_cpr(address):
        return None
    try:
        return resolve(told.path).url_name
    except Resolver404:
        return None


def plain(address: str) -> str:
    """An address of the language now shown as it is in Danish, which is how it is kept."""
    return translate_url(address, "da")


def shown(address: str) -> str:
    """An address that is kept as it is in the language now shown."""
    language = language_now()
    with override("da"):  # an address is understood only in the language it is of
        return translate_url(address, language)


def saved_views(actor: Actor, path: str = "") -> Iterator[Saved]:
    """The actor's own, by name; of the page with this path alone where one is given."""
    person = person_of(actor)
    if person is None:
        return
    for view in SavedView.objects.filter(person=person):
        if not path or urlsplit(view.address).path == urlsplit(plain(path)).path:
            yield Saved(str(view.pk), view.name, shown(view.address))
