"""What the checker says before anyone signs: each rule broken alone in a contract that is otherwise in order.

The rules are broken in rules.yaml.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

RULES = yaml.safe_load((Path(__file__).parent / "rules.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", ["whole", "flows"])
def test_a_contract_in_order_gets_no_remark(
    name: str, text_of: Callable[..., str], examine: Callable[..., Any]
) -> None:
    contract, problems = examine(text_of(name), name)
    assert contract is not None
    assert problems == ()


def _broken(rule: Any, text_of: Callable[..., str], examine: Callable[..., Any]) -> Any:
    besides = rule.get("and besides", {}).items()
    text = text_of(rule["contract"], (rule["instead of"], rule["stands"]), *besides)
    return text.splitlines(), examine(text, rule["contract"])


def _ids(rules: list[Any]) -> list[str]:
    return [f"{rule['rule'].removeprefix('contract.')}-{number}" for number, rule in enumerate(rules)]


@pytest.mark.parametrize("rule", RULES["errors"], ids=_ids(RULES["errors"]))
def test_a_broken_rule_is_an_error_where_it_stands(
    rule: Any, text_of: Callable[..., str], examine: Callable[..., Any]
) -> None:
    lines, (contract, problems) = _broken(rule, text_of, examine)
    assert contract is not None
    also = {rule["also"]} if "also" in rule else set()
    assert {problem.code for problem in problems if problem.is_error} == {rule["rule"]} | also
    assert rule["found at"] in lines[next(p for p in problems if p.code == rule["rule"]).place.line - 1]


@pytest.mark.parametrize("rule", RULES["warnings"], ids=_ids(RULES["warnings"]))
def test_a_doubtful_choice_is_a_warning_where_it_stands(
    rule: Any, text_of: Callable[..., str], examine: Callable[..., Any]
) -> None:
    lines, (contract, problems) = _broken(rule, text_of, examine)
    assert contract is not None
    assert {problem.code for problem in problems} == {rule["rule"]}
    assert not any(problem.is_error for problem in problems)
    assert rule["found at"] in lines[problems[0].place.line - 1]


def test_a_contract_that_measures_says_on_whom(text_of: Callable[..., str], examine: Callable[..., Any]) -> None:
    text = text_of("flows")
    start, end = text.index("cohorts:"), text.index("capital:")
    _, problems = examine(text[:start] + text[end:], "flows")
    assert "contract.no_cohort" in {problem.code for problem in problems if problem.is_error}


@pytest.mark.requirement("CON-01")
@pytest.mark.parametrize(
    ("role", "written"),
    [("authority", "[authority, payer]"), ("provider", "[provider]"), ("investor", "[investor]}\n  medfond")],
)
def test_an_investment_without_a_mandatory_role_is_refused(
    role: str, written: str, text_of: Callable[..., str], examine: Callable[..., Any]
) -> None:
    text = text_of("whole", (written, written.replace(written[1:].partition("]")[0], "partner")))
    text = text.replace("Medfonden, roles: [investor]", "Medfonden, roles: [partner]")
    _, problems = examine(text)
    missing = [problem.values["role"] for problem in problems if problem.code == "contract.role_missing"]
    assert role in missing
    assert examine(text.replace("kind: social investment", "kind: donation"))[0] is not None
    codes = {problem.code for problem in examine(text.replace("social investment", "donation"))[1]}
    assert "contract.role_missing" not in codes
