"""A database said as one address."""

from __future__ import annotations

import pytest

from bundlinje.problems import Refused
from bundlinje_web.settings.database import database


def test_a_server_is_said_with_its_user_host_port_and_name() -> None:
    said = database("postgresql://asta:p%40ss@db.example.org:5433/office")
    assert said["ENGINE"] == "django.db.backends.postgresql"
    wanted = {"USER": "asta", "PASSWORD": "p@ss", "HOST": "db.example.org", "PORT": "5433", "NAME": "office"}
    assert {key: said[key] for key in wanted} == wanted


def test_a_server_on_a_socket_is_said_with_its_folder_and_the_rest_goes_to_the_driver() -> None:
    said = database("postgresql://app@/office?host=/run/socket&port=5444&sslmode=disable")
    assert (said["HOST"], said["PORT"], said["OPTIONS"]) == ("/run/socket", "5444", {"sslmode": "disable"})


def test_a_file_is_said_from_the_root_or_from_here() -> None:
    assert database("sqlite:///office.db")["NAME"] == "office.db"
    assert database("sqlite:////var/lib/office.db")["NAME"] == "/var/lib/office.db"


def test_on_sqlite_a_writer_takes_its_lock_when_it_begins() -> None:
    assert database("sqlite:///office.db")["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize(
    "address", ["", "mysql://app@db/office", "postgresql://app@db", "postgresql://app@db/", "sqlite://"]
)
def test_an_address_of_another_kind_or_without_a_name_is_refused(address: str) -> None:
    with pytest.raises(Refused) as refused:
        database(address)
    assert [problem.code for problem in refused.value.problems] == ["settings.database"]
