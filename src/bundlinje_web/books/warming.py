"""Having ready what the fund's pages tell: forecasts drawn and kept, and the books read by the process that answers."""

from __future__ import annotations

from threading import Thread

from django.conf import settings
from django.db import close_old_connections

from bundlinje.problems import Refused
from bundlinje_web.books.ahead import draw_now, risk_of
from bundlinje_web.books.checks import checked
from bundlinje_web.bridge.portfolio import Holding, holding, texts_in
from bundlinje_web.contracts.beside.folder import NoBooks, as_of, folder, fund


def warm() -> int:
    """How many forecasts hold now: the fund's, and the risk of each published investment. Draws those that do not.

    Books with mistakes in them are told on the pages, and warm nothing.
    """
    try:
        checked(fund())
        told = [draw_now(), *map(risk_of, _published())]
    except (NoBooks, Refused):
        return 0
    return sum(one is not None for one in told)


def _published() -> list[Holding]:
    """The investments that the fund's files publish."""
    of, where = fund(), folder()
    return [holding(code, text, of, where, as_of(of)) for code, text in texts_in(where).items()]


def begin() -> None:
    """Warm this process while it begins to answer, where the settings say so."""
    if getattr(settings, "WARMS", False):
        Thread(target=_warm_here, name="warming", daemon=True).start()


def _warm_here() -> None:
    try:
        warm()
    finally:
        close_old_connections()
