"""Where something stands in a contract, in words that somebody who has not seen the file understands."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundlinje.contract.model import Contract
from bundlinje.contract.read import read_contract
from bundlinje.settlement.leaning import marks
from bundlinje.words.numbers import Language
from bundlinje.words.reading.places import place

CONTRACTS = Path(__file__).parents[3] / "examples" / "aarhus" / "contracts"


@pytest.fixture(scope="module")
def contract() -> Contract:
    return read_contract(CONTRACTS / "laer-for-livet.yaml")


@pytest.mark.parametrize(
    ("path", "danish", "english"),
    [
        ("cohorts.north.intake", "Kohorten »north«: indtaget", "The cohort “north”: the intake"),
        ("terms.exam.pays", "»Folkeskolens afgangsprøve«: betalingen", "“Folkeskolens afgangsprøve”: the payment"),
        ("terms.2.pays", "»Folkeskolens afgangsprøve«: betalingen", "“Folkeskolens afgangsprøve”: the payment"),
        ("follow_ups.3.on", "Opfølgning 4: dagen", "Follow-up 4: the day"),
        ("limits.0", "Grænse nr. 1", "Limit no. 1"),
        (
            "expected.rates",
            "Hvad parterne forventer: den forventede andel",
            "What the parties expect: the expected rate",
        ),
        (
            "cohort.intake.planned",
            "Målgruppe og indtag: det planlagte antal",
            "Target group and intake: the planned number",
        ),
        ("payers", "Hvem der betaler", "Who pays"),
    ],
)
def test_a_place_is_told_by_what_it_concerns_and_what_is_said_of_it(
    path: str, danish: str, english: str, contract: Contract
) -> None:
    assert (place(contract, path, "da"), place(contract, path, "en")) == (danish, english)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("terms.nobody.pays", "Betaling: betalingen"),
        ("follow_ups.99", "Opfølgninger og afregning: »99«"),
        ("outcomes.camp.inner.words", "»inner.words«"),
        ("unheard_of.of", "»unheard_of«: »of«"),
    ],
)
def test_a_step_without_words_is_shown_as_it_stands(path: str, told: str, contract: Contract) -> None:
    assert place(contract, path).endswith(told)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("path", sorted(CONTRACTS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_assumed_value_of_the_real_contracts_has_a_place_in_words(path: Path, language: Language) -> None:
    contract = read_contract(path)
    assert all(place(contract, one.path, language).strip() for one in marks(contract, ""))
