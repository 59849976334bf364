"""Reading a contract file: every mistake at once, each with its line and column, and nothing half-loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bundlinje.contract.read import examine_contract, parse_contract, read_contract
from bundlinje.problems import Problem, Refused

Texts, Examines = Callable[..., str], Callable[..., Any]

SHAPES = yaml.safe_load((Path(__file__).parent / "shapes.yaml").read_text("utf-8"))


def _errors(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if problem.is_error]


@pytest.mark.parametrize("shape", SHAPES, ids=[f"{row['refused']}-{n}" for n, row in enumerate(SHAPES)])
def test_a_wrong_shape_is_refused_at_its_line_and_column(shape: Any, text_of: Texts, examine: Examines) -> None:
    text, at = text_of("whole", (shape["instead of"], shape["stands"])), str(shape["found at"])
    _, problems = examine(text)
    (problem,) = _errors(problems)
    assert problem.code == shape["refused"]
    line = text.splitlines()[problem.place.line - 1]
    stands = line[problem.place.column - 1 :]
    assert stands.startswith(at) or (at in line and problem.place.column <= line.index(at) + 1 + len(at))


def test_planted_mistakes_of_shape_and_of_sense_are_reported_together(text_of: Texts, examine: Examines) -> None:
    text = text_of(
        "whole",
        ("roles: [provider]", "roles: [provder]"),
        ("{at_most: 5 days}", "{at_most: 5 kr}"),
        ("gate: enough", "gate: enuf"),
    )
    contract, problems = examine(text)
    assert [(p.code, p.place.line) for p in _errors(problems)] == [
        ("contract.not_one_of_meant", 1 + text[: text.index("provder")].count("\n")),
        ("contract.wrong_unit", 1 + text[: text.index("5 kr}")].count("\n")),
        ("contract.unknown_name_meant", 1 + text[: text.index("enuf")].count("\n")),
    ]
    assert contract is not None


def test_what_is_set_aside_for_its_shape_gives_no_further_remarks(text_of: Texts, examine: Examines) -> None:
    for old, new in (
        ("{days_in: shelter, over: half-year}", "{days_in: shelter, ovr: half-year}"),
        ("{share: work, among: due, to_date: true}", "{share: work, among: everybody}"),
        ("- {id: home, each: home, pays", "- {id: home, each: home, pay"),
        ("senior: {of: fond, earns: 2.5 %", "senior: {of: fond, earns: meget"),
        ("leaves: {dropped", "leaves: {droped"),
        ("{control: {group: control}}", "{contrl: {group: control}}"),
        ("receivers: {in_turn", "receivers: {inturn"),
    ):
        _, problems = examine(text_of("whole", (old, new)))
        assert len(_errors(problems)) == 1, (new, [(p.code, dict(p.values)) for p in problems])


def test_two_mistakes_in_one_list_leave_the_others_on_their_lines(text_of: Texts, examine: Examines) -> None:
    text = text_of(
        "whole",
        ("- {id: home, each: home, pays: {by: follow-up", "- {id: home, eech: home, pais: {by: follow-up"),
        ("- {id: gain, per: money, of: saving", "- {id: gain, per: money, of: savin"),
    )
    _, problems = examine(text)
    assert [p.code for p in _errors(problems)] == ["contract.unknown_key_meant", "contract.unknown_name_meant"]
    assert "savin," in text.splitlines()[_errors(problems)[1].place.line - 1]


def test_nothing_is_half_loaded(tmp_path: Path, text_of: Texts) -> None:
    path = tmp_path / "whole.yaml"
    path.write_text(text_of("whole", ("planned: 1 200", "planned: mange"), ("gate: enough", "gate: enuf")), "utf-8")
    with pytest.raises(Refused) as refusal:
        read_contract(path)
    assert [p.code for p in refusal.value.problems] == ["quantity.unreadable", "contract.unknown_name_meant"]


def test_warnings_do_not_stop_a_contract(tmp_path: Path, text_of: Texts) -> None:
    path = tmp_path / "whole.yaml"
    path.write_text(text_of("whole", ("saving: 5 000 kr", "saving: 1 kr")), "utf-8")
    assert read_contract(path).contract == "whole"
    assert [p.code for p in examine_contract(path)[1]] == ["contract.price_above_saving"]


def test_a_repeated_key_is_found_with_the_line_it_first_stood_on(text_of: Texts, examine: Examines) -> None:
    text = text_of("whole", ("  well: {where: {better", "  home: {where: {better"))
    _, problems = examine(text)
    found = next(p for p in problems if p.code == "yaml.repeated_key")
    assert found.values["key"] == "home"
    assert "home: {title" in text.splitlines()[int(found.values["first_line"] or 0) - 1]


def test_a_file_cut_between_two_lines_lacks_what_follows(text_of: Texts, examine: Examines) -> None:
    text = text_of("whole")
    _, problems = examine(text[: text.index("outcomes:")])
    assert {p.code for p in _errors(problems)} == {"contract.leaves_missing"}


def test_a_file_cut_inside_a_bracket_says_that_it_is_unfinished(text_of: Texts, examine: Examines) -> None:
    text = text_of("whole")
    contract, problems = examine(text[: text.index("earns: 2.5")])
    assert contract is None
    assert [p.code for p in problems] == ["yaml.unfinished"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "utf-16"])
def test_danish_letters_are_read_in_the_encodings_people_have(encoding: str, text_of: Texts, examine: Examines) -> None:
    title = "Fra gæld til øl på ÆØÅ-gade"
    text = text_of("whole", ("Fra gade til job", title)).replace("…", "")
    contract, problems = examine(text.encode(encoding))
    assert contract.title.da == title
    assert problems == ()


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "file.empty", 1, 1),
        ("  \n\n", "file.empty", 1, 1),
        ("- en\n- to\n", "contract.not_a_mapping", 1, 1),
        ("bare en tekst", "contract.not_a_mapping", 1, 1),
        ("a:\n\tb: 1\n", "yaml.tab", 2, 1),
        ("a: &x 1\nb: *x\n", "yaml.alias", 2, 4),
        ("a: &x [*x]\n", "yaml.alias", 1, 8),
        ("a: b\x07\n", "yaml.character", 1, 5),
        ("a: 1\n b: 2\n", "yaml.broken", 2, 3),
        ("[" * 20_000, "yaml.too_deep", 1, 1),
        ("? [a, b]\n: 1\n", "yaml.key_is_no_text", 1, 3),
    ],
)
def test_a_text_that_is_no_contract_is_refused_in_plain_words(
    text: str, code: str, line: int, column: int, examine: Examines
) -> None:
    contract, problems = examine(text)
    assert contract is None
    assert (code, line, column) in [(p.code, p.place.line, p.place.column) for p in problems]


def test_a_file_that_is_not_there_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    contract, problems = examine_contract(tmp_path / "intet.yaml")
    assert contract is None
    assert [p.code for p in problems] == ["file.unreadable"]


def test_the_id_of_a_contract_is_the_name_of_its_file(text_of: Texts, examine: Examines) -> None:
    _, problems = examine(text_of("whole"), "andet")
    (problem,) = problems
    assert (problem.code, dict(problem.values)) == ("contract.id_is_file_name", {"id": "whole", "file": "andet"})


def test_a_text_is_parsed_as_a_file_is(text_of: Texts) -> None:
    assert parse_contract(text_of("flows")).contract == "flows"
    with pytest.raises(Refused):
        parse_contract("contract: x")


@pytest.mark.requirement("CON-25")
def test_a_party_keeps_the_name_it_had_before(text_of: Texts) -> None:
    former = parse_contract(text_of("whole")).parties["huset"].formerly
    assert former is not None
    assert (former.name, former.until) == ("Det gamle hus", "2022")


@pytest.mark.requirement("CON-02", "CON-03")
def test_one_party_has_several_roles_and_one_role_several_parties(text_of: Texts) -> None:
    parties = parse_contract(text_of("whole")).parties
    assert parties["kommune"].roles == ["authority", "payer"]
    assert [name for name, party in parties.items() if "investor" in party.roles] == ["fond", "medfond"]


@pytest.mark.requirement("CON-19")
def test_five_dates_and_periods_are_told_apart(text_of: Texts) -> None:
    periods = parse_contract(text_of("whole")).periods
    assert periods is not None
    assert periods.agreed is not None
    assert periods.in_force is not None
    stretches = (periods.intervention, periods.follow_up, periods.repayment)
    texts = [(s.from_.text(), s.until.text()) for s in stretches if s and s.from_ and s.until]
    assert (periods.agreed.text(), periods.in_force.text()) == ("2022-11", "2023-01-01")
    assert texts == [("2023", "2024"), ("2023", "2026"), ("2024", "2026-12")]


@pytest.mark.requirement("CON-21")
def test_an_amendment_keeps_its_date_reason_and_changed_values(text_of: Texts) -> None:
    (amendment,) = parse_contract(text_of("whole")).amendments
    assert (amendment.on_date.isoformat(), amendment.reason) == ("2024-02-01", "Færre end ventet")
    assert amendment.replaces["cohort.intake.planned"] == 1000


@pytest.mark.requirement("PAY-10")
def test_a_price_above_the_saving_of_its_parameter_is_pointed_out(text_of: Texts, examine: Examines) -> None:
    _, problems = examine(text_of("whole", ("saving: 5 000 kr", "saving: 1 999.99 kr")))
    (problem,) = problems
    assert dict(problem.values) == {"id": "home", "price_ore": 200_000, "saving_ore": 199_999}
    assert examine(text_of("whole", ("saving: 5 000 kr", "saving: 2 000 kr")))[1] == ()
