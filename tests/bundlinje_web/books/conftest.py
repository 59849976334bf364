"""Whoever reads the fund's pages."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.bundlinje_web import made


@pytest.fixture
def reader(client: Client) -> Client:
    """A browser in which somebody with the role of a reader has logged in."""
    client.force_login(made.person("reader"))
    return client
