"""A proposal as a stranger fills it in, step by step. All of it is invented."""

from __future__ import annotations

from typing import Any

from django.test import Client

ANSWERS: dict[str, dict[str, Any]] = {
    "indsatsen": {
        "title": "Mentor i ni måneder",
        "what": "Unge får en fast mentor",
        "aim": "preventive",
        "adds": "En fast voksen efter kl. 16",
    },
    "maalgruppen": {"target": "Unge hjemløse under 30 med psykiske udfordringer", "unit": "person", "per_year": "60"},
    "parterne": {"provider": "Foreningen Broen", "partners": "Jobcentret", "agreed": "talking"},
    "viden": {"evidence": "tried", "evidence_text": "To kommuner siden 2019"},
    "pris": {
        "cost_what_1": "Tre mentorer",
        "cost_ore_1": "1.500.000",
        "cost_what_2": "Lokaler",
        "cost_ore_2": "120.000,50",
        "years": "3",
    },
    "udgifter": {"falls_on": ["municipality", "region"], "saves_text": "Uddannelseshjælp"},
    "bilag": {},
    "om-dig": {"name": "Xenia Brobakke", "source": "citizen", "mail": "xenia@broen.example"},
}


def begun(client: Client) -> str:
    """Begin a draft as anybody does; the secret of its link."""
    answer = client.post("/forslag/")
    return answer["Location"].split("/")[2]


def filled_in(client: Client, **changed: dict[str, Any]) -> str:
    """A draft with every step answered; the secret of its link."""
    secret = begun(client)
    for code, answers in {**ANSWERS, **changed}.items():
        answer = client.post(f"/forslag/{secret}/{code}/", answers)
        assert answer.status_code == 302, answer.content.decode()
    return secret
