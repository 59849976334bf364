"""How often the same address may do what is open to all: often enough for people, too seldom for machines."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 60 * 60


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; behind a server of our own, where that one says it comes from."""
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def is_within(request: HttpRequest, what: str, most: int, seconds: int = HOUR) -> bool:
    """Whether this address may do it once more within the time; counts the try. The address is kept as a hash only."""
    key = f"limit:{what}:{hashlib.sha256(address_of(request).encode()).hexdigest()[:24]}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:
        return True
