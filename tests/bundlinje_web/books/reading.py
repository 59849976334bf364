"""A page as it is read: its text, once it has opened."""

from __future__ import annotations

from html import unescape

from django.test import Client


def text_of(client: Client, address: str) -> str:
    """The page at an address, with its letters as a person sees them."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())
