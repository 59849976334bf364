"""Agreements of which only the accounts are public: capital, and what came back. Nothing is invented about people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from synthetic.book import PRINTED, Book, drawn


def books() -> Iterator[Book]:
    """Job BootCamp, Hygiejne-nudging and the donation to Fundamentet."""
    bootcamp = Book("job-bootcamp", ["900 000 kr received for 800 000 kr invested, both in 2020"])
    drawn(bootcamp, {2020: 800})
    _received(bootcamp, 2020, 900)
    yield bootcamp
    nudging = Book("hygiejne-nudging", ["0 kr received in 2023 for 2 900 000 kr invested: a settled 0, not a blank"])
    drawn(nudging, {2022: 1450, 2023: 1450})
    _received(nudging, 2023, 0)
    yield nudging
    donation = Book("fundamentet", ["200 000 kr donated in 2022; nobody repays it"])
    drawn(donation, {2022: 200})
    yield donation


def _received(book: Book, year: int, thousands: int) -> None:
    book.add(
        "reports",
        fact="paid-result",
        from_=date(year, 1, 1),
        until=date(year + 1, 1, 1),
        value=thousands * 1000,
        by="raadet",
        how="bogført",
        source=PRINTED,
    )
