"""The tests rely on nothing but the repository: no network, no luck."""

from __future__ import annotations

import socket

import pytest
from hypothesis import settings


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as way_out, pytest.raises(OSError, match="tests do not use the network"):
        way_out.connect(("192.0.2.1", 80))  # an address that RFC 5737 keeps for documentation


def test_a_test_may_talk_to_its_own_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as caller:
        assert caller.getpeername() == server.getsockname()


def test_property_tests_try_the_same_examples_every_time() -> None:
    assert settings().derandomize
    assert settings().deadline is None
