"""A contract's text and what the engine makes of it, as plain values: no rows, no pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.contract.model import plain
from bundlinje.problems import Refused
from bundlinje_web.bridge.amending import agreed
from bundlinje_web.bridge.clauses import renamed, sections, with_section
from bundlinje_web.bridge.consequence import expected
from bundlinje_web.bridge.contract import digest, examined, newest, read, warning_key
from bundlinje_web.bridge.difference import changes, told
from bundlinje_web.bridge.premises import premises_digest
from bundlinje_web.bridge.projection import projected
from bundlinje_web.bridge.reading import GROUPS, aloud, of_sections, steps
from bundlinje_web.bridge.risk import KINDS, kind_name, risks

EXAMPLES = Path(__file__).parents[3] / "examples" / "aarhus"
NAMES = sorted(path.stem for path in (EXAMPLES / "contracts").glob("*.yaml"))


def text_of(name: str) -> str:
    return (EXAMPLES / "contracts" / f"{name}.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_parts_of_a_text_put_together_are_the_text_and_its_last_agreement_is_all_of_it(name: str) -> None:
    text = text_of(name)
    found = agreed(text, name)
    assert found[-1].text == text
    assert all(not examined(one.text, name).errors for one in found)
    assert len(found) == len(read(text, name).amendments) + 1
    head = text[: text.index(sections(text)[0].text)]
    assert head + "".join(one.text for one in sections(text)) == text


def test_each_agreement_reads_as_the_contract_did_on_its_day() -> None:
    first, second = agreed(text_of("dialog-mod-vold"), "dialog-mod-vold")
    assert (first.on, first.reason, second.on) == (None, "", date(2023, 6, 1))
    before, after = (newest(one.text, "dialog-mod-vold") for one in (first, second))
    assert [cohort.intake.planned.value.value for cohort in (before.cohort, after.cohort)] == [25, 15]  # type: ignore[union-attr]


def test_a_mistake_is_told_with_its_line_and_nothing_is_read_from_the_text() -> None:
    text = text_of("havnen").replace("title:", "titel:", 1)
    seen = examined(text, "havnen")
    lines = text.split("\n")
    assert [lines[(one.place.line or 0) - 1].split(":")[0] for one in seen.errors] == ["titel"]
    with pytest.raises(Refused):
        read(text, "havnen")


def test_a_text_under_another_id_is_refused_and_renaming_makes_it_right() -> None:
    text = text_of("havnen")
    assert [one.code for one in examined(text, "broen").errors] == ["contract.id_is_file_name"]
    assert examined(renamed(text, "broen"), "broen").errors == ()


@given(st.text(alphabet=":[]{}-# \n\tabcø'\"|>&*!%@`0", max_size=80))
def test_no_text_whatever_breaks_the_examination(text: str) -> None:
    seen = examined(text, "noget")
    assert seen.contract is None or seen.errors
    assert all(one.place.file == "noget.yaml" for one in seen.problems)


@pytest.mark.parametrize("name", NAMES)
def test_every_assumption_and_every_goal_and_party_stands_on_the_line_it_is_told_to(name: str) -> None:
    text = text_of(name)
    lines, seen, found = text.split("\n"), examined(text, name), projected(text, name)
    assert all(one.line for one in seen.leaning)
    assert all(lines[(party.line or 0) - 1].strip().startswith(party.party) for party in found.parties)
    assert all(goal.code in lines[(goal.line or 0) - 1] for goal in found.goals)
    assert [one.number for one in found.follow_ups] == list(range(1, len(found.follow_ups) + 1))


def test_premises_are_what_is_agreed_and_not_how_it_is_said() -> None:
    text = text_of("havnen")
    mine = premises_digest(newest(text, "havnen"))
    said_better = text.replace("title: {da:", "note: Læst igennem\ntitle: {da:", 1)
    assert premises_digest(newest(said_better, "havnen")) == mine
    assert digest(said_better) != digest(text)
    fewer, then = text.replace("planned: ", "planned:  ", 1), text.replace("until: 20", "until: 21", 1)
    assert premises_digest(newest(fewer, "havnen")) == mine
    assert premises_digest(newest(then, "havnen")) != mine


@pytest.mark.parametrize("name", NAMES)
def test_a_contract_differs_in_nothing_from_itself(name: str) -> None:
    mine = newest(text_of(name), name)
    assert changes(mine, mine) == ()


def test_a_change_is_told_by_path_before_after_and_the_sentence_that_says_so() -> None:
    before, after = (
        newest(one.text, "sammen-om-diabetes") for one in agreed(text_of("sammen-om-diabetes"), "sammen-om-diabetes")
    )
    by_path = {one.change.path: one for one in told(before, after, "en")}
    intake = by_path["cohort.intake.planned"]
    assert (intake.change.before, intake.change.after) == ("450", "300")
    assert "300" in intake.after
    assert "450" in intake.before
    assert set(by_path) == {one.path for one in changes(before, after)}
    assert [(one.path, one.after, one.before) for one in changes(after, before)] == [
        (one.path, one.before, one.after) for one in changes(before, after)
    ]


def test_the_steps_hold_every_section_of_the_plain_language_once() -> None:
    for name in NAMES:
        parts = aloud(examined(text_of(name), name), "da")
        gathered = [part for step in steps(parts) for part in step.parts]
        assert sorted(part.number for part in gathered) == [part.number for part in parts]
    assert [step.code for step in steps(())] == [code for code, _ in GROUPS]


def test_the_sentences_of_a_section_can_be_taken_alone_with_the_lines_they_come_from() -> None:
    text = text_of("havnen")
    (capital,) = of_sections(aloud(examined(text, "havnen"), "da"), "capital")
    lines = text.split("\n")
    assert "raadet" in lines[(capital.sentences[0].line or 0) - 1]


def test_a_section_of_another_agreement_takes_the_place_of_ones_own() -> None:
    mine, other = text_of("ips-plus"), text_of("havnen")
    (given,) = (one for one in sections(other) if one.key == "leaves")
    taken = with_section(mine, given.text)
    assert [one.key for one in sections(taken)] == [one.key for one in sections(mine)]
    assert plain(read(taken, "ips-plus"))["leaves"] == plain(read(other, "havnen"))["leaves"]
    assert with_section("contract: ny\n", given.text) == f"contract: ny\n{given.text}"
    assert with_section("", given.text) == given.text


def test_what_a_contract_is_expected_to_pay_is_told_by_year_or_why_it_cannot_be() -> None:
    text = text_of("sammen-om-diabetes")
    found = expected(newest(text, "sammen-om-diabetes"))
    assert found.total == sum(found.by_year.values())
    nothing_measured = expected(newest(text_of("forvandlingen"), "forvandlingen"))
    assert (nothing_measured.total, [one.code for one in nothing_measured.why_not]) == (None, ["planned.no_follow_ups"])


@pytest.mark.requirement("CON-21")
def test_a_revision_from_25_to_15_families_is_expected_to_pay_fifteen_twentyfifths() -> None:
    code = "dialog-mod-vold"
    outlook = (EXAMPLES / "outlooks" / f"{code}.yaml").read_text("utf-8")
    before, after = (newest(one.text, code) for one in agreed(text_of(code), code))
    assert expected(before).total is None
    assert (expected(before, outlook).total, expected(after, outlook).total) == (520_750_000, 312_450_000)


@pytest.mark.requirement("RSK-02")
@pytest.mark.requirement("RSK-03")
def test_risks_are_judged_from_the_text_and_the_outlook_with_who_carries_what() -> None:
    outlook = (EXAMPLES / "outlooks" / "ips-plus.yaml").read_text("utf-8")
    found = risks(text_of("ips-plus"), "ips-plus", outlook, "da")
    assert {one.kind: one.name for one in found.risks} == {kind: kind_name(kind, "da") for kind in KINDS}
    assert found.stakes.heads[-2] == "Chance for tab"
    investors = [row for row in found.stakes.rows if row[0].startswith("Rådet")]
    assert investors
    assert investors[0][-2].endswith("%")


def test_a_warning_is_known_again_by_what_it_is_and_where() -> None:
    seen = examined(text_of("havnen"), "havnen")
    assert len({warning_key(one) for one in seen.warnings}) == len(seen.warnings)
