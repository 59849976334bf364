"""What every action obeys, whoever wrote it. The laws find their subjects: every file in a folder `actions`."""

from __future__ import annotations

import inspect
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

import pytest
from django.apps import apps
from django.db import transaction

from bundlinje_web.acting import ANYONE, Actor, NotAllowed, Policy, Role
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import Action, NoActor
from bundlinje_web.audit.codes import CODES, fields_of, refusal_of
from bundlinje_web.audit.models import Record
from bundlinje_web.audit.values import CPR_LIKE, Kind
from bundlinje_web.said import LANGUAGES, say


def _modules() -> dict[str, ModuleType]:
    """Every file of actions there is, by its dotted name."""
    found = {}
    for app in apps.get_app_configs():
        if app.name.startswith("bundlinje_web.") and find_spec(f"{app.name}.actions"):
            folder = import_module(f"{app.name}.actions")
            for file in iter_modules(folder.__path__):
                name = f"{folder.__name__}.{file.name}"
                found[name] = import_module(name)
    return found


MODULES = _modules()
ACTIONS = {
    name: each for name, module in MODULES.items() for each in vars(module).values() if isinstance(each, Action)
    if each.run.__module__ == name
}  # fmt: skip

every_action = pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)


def test_there_are_actions() -> None:
    assert {name.split(".")[1] for name in ACTIONS} >= {"audit", "workplace"}


@pytest.mark.parametrize("name", MODULES)
def test_a_file_holds_one_action_named_like_it(name: str) -> None:
    here = [each for each in vars(MODULES[name]).values() if isinstance(each, Action) and each.run.__module__ == name]
    assert [each.run.__name__ for each in here] == [name.rpartition(".")[2]]


@every_action
def test_an_action_says_what_it_does_and_takes_what_it_needs_by_name_and_type(action: Action[object]) -> None:
    assert inspect.getdoc(action.run)
    first, *others = action.signature.parameters.values()
    assert first.name == "act"
    assert first.annotation in {Act, "Act"}
    assert all(each.annotation is not inspect.Parameter.empty for each in others)
    assert "key" not in action.signature.parameters


@every_action
def test_an_action_records_codes_of_the_closed_list_alone(action: Action[object]) -> None:
    assert action.codes
    assert set(action.codes) <= set(CODES)


@every_action
def test_an_action_has_a_policy_that_names_who_may(action: Action[object]) -> None:
    assert isinstance(action.policy, Policy)
    assert action.policy.anyone or action.policy.allows


@every_action
@pytest.mark.django_db
def test_an_action_refuses_whoever_has_no_right_and_leaves_one_record_of_it(action: Action[object]) -> None:
    """A stranger, and somebody known who has no role at all, unless it is open to anyone."""
    if action.policy.anyone:
        return
    nothing = [None for each in list(action.signature.parameters.values())[1:] if each.default is each.empty]
    for actor in (ANYONE, Actor("7c1f2b3a-0000-4000-8000-000000000001", "Nobody")):
        before = Record.objects.count()
        with pytest.raises(NotAllowed):
            _call(action, actor, nothing)
        assert Record.objects.count() == before + 1
        refused = Record.objects.latest("seal__number")
        assert refused.code == refusal_of(action.codes[0])
        assert refused.actor == (actor.person or "anyone")


def _call(action: Action[object], actor: Actor, values: list[None]) -> None:
    """Call it with nothing in every place, those that stand by name too."""
    named = {
        each.name: None
        for each in action.signature.parameters.values()
        if each.kind is each.KEYWORD_ONLY and each.default is each.empty
    }
    action(actor, *values[: len(values) - len(named)], **named)


@every_action
@pytest.mark.django_db
def test_an_action_without_an_actor_does_nothing(action: Action[object]) -> None:
    before = Record.objects.count()
    with pytest.raises(NoActor), transaction.atomic():
        action(None)  # type: ignore[arg-type]
    assert Record.objects.count() == before


@every_action
def test_the_system_never_decides(action: Action[object]) -> None:
    """A job may do what jobs do; it approves, signs and decides nothing."""
    deciding = {"approval", "decision", "version.signed", "minutes", "grant.confirmed", "waiver.given"}
    if any(word in code for code in action.codes for word in deciding):
        assert Role.SYSTEM not in action.policy.allows


# --- the closed list of codes ---


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_words_in_both_languages_and_fields_of_known_kinds(code: str) -> None:
    assert all(say(f"audit.code.{code}", language) for language in LANGUAGES)
    assert all(isinstance(kind, Kind) for kind in fields_of(code).values())
    assert fields_of(refusal_of(code)) == {"policy": Kind.CODE, "reason": Kind.CODE}
    assert code.count(".") == 2
    assert not {"subject", "before", "after", "contract", "did"} & set(fields_of(code)), (
        "they have columns of their own"
    )


def test_the_values_of_records_have_names_in_both_languages() -> None:
    names = {name for code in CODES for asked in (code, refusal_of(code)) for name in fields_of(asked)}
    assert all(say(f"audit.field.{name}", language) for name in names for language in LANGUAGES)


@pytest.mark.django_db
def test_no_record_holds_a_name_or_a_sentence() -> None:
    for record in Record.objects.all():
        texts = [value for value in record.values.values() if isinstance(value, str)]
        assert not any(" " in text or CPR_LIKE.search(text) for text in texts)
