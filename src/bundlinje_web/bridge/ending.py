"""What a contract settles if the parties end it early on a day: its last settlement, with every amount explained.

early.<contract>.<day>        all that is settled at the follow-up that becomes the last
early.<contract>.<day>.<k>    its line number k
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bundlinje.grammar.part import Mark
from bundlinje.report.settlement_tables import clause_name, settlement_tables
from bundlinje.report.table import Name, Table
from bundlinje.words.explanation import tell
from bundlinje_web.bridge.contract import Leaning, read
from bundlinje_web.bridge.explaining import Source, Why, added, saying, stated
from bundlinje_web.bridge.forecast import inputs_digest
from bundlinje_web.bridge.written import Written

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract
    from bundlinje.explanation import Because
    from bundlinje.settlement.explain import Explained
    from bundlinje.settlement.result import Settlement

ROOT = "early"
_PLACE = ("ends_early", "on_date")


class NotSettled(Exception):  # noqa: N818 - it says what is missing
    """Nothing can be settled: `why` is `no-rule`, `no-follow-up` or `no-facts`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class EarlyEnd:
    """What an end before time settles: the day, the follow-up that becomes the last, amounts, reasons, assumptions."""

    on: date
    number: int
    cutoff: date
    contract: Contract
    total: Why
    opened: tuple[Why, ...]
    leaning: tuple[Leaning, ...]
    lines: Table
    parties: Table | None


def ending_on(text: str, on: date) -> str:
    """The text of a contract saying that it ends that day; every other letter is kept."""
    return Written(text).put(_PLACE, on.isoformat()).text


def ends_on(text: str, code: str) -> date | None:
    """The day the text says that the contract ends early, if it says one."""
    rule = read(text, code).ends_early
    return rule.on_date if rule else None


def has_rule(text: str, code: str) -> bool:
    """Whether the text says what an early end pays."""
    return read(text, code).ends_early is not None


def early_end(text: str, code: str, folder: Path, on: date) -> EarlyEnd:
    """What is settled if the contract ends on that day. Raises `NotSettled`, and `Refused` by the engine's rules."""
    return _early_end(text, code, folder, on, inputs_digest(text, code, folder))


@lru_cache(maxsize=16)
def _early_end(text: str, code: str, folder: Path, on: date, _inputs: str) -> EarlyEnd:
    settlement = _settled(text, code, folder, on)
    lines, *rest = settlement_tables(settlement)
    waits = tuple(note for note in lines.notes if getattr(note, "code", "").endswith(("waiting", "held_back")))
    opened = _opened(settlement, code, on)
    paid = {line.id for line in settlement.outcome_lines()}
    total = added(
        saying("figures.ending.total", number=str(settlement.follow_up)),
        (why for line, why in zip(settlement.lines, opened, strict=True) if line.id in paid),
        f"{ROOT}.{code}.{on.isoformat()}",
        notes=(saying("figures.ending.note"),),
    )
    return EarlyEnd(
        on=on,
        number=settlement.follow_up,
        cutoff=settlement.cutoff,
        contract=settlement.land.contract,
        total=total,
        opened=opened,
        leaning=tuple(Leaning(one.path, None, one.why, one.mark is Mark.UNKNOWN) for one in settlement.assumed),
        lines=replace(lines, notes=waits),
        parties=rest[0] if rest else None,
    )


def _settled(text: str, code: str, folder: Path, on: date) -> Settlement:
    """The settlement of the first follow-up that is counted on the day or after."""
    from bundlinje.facts.reading.folder import read_facts
    from bundlinje.settlement.settle import settle_history

    if not has_rule(text, code):
        raise NotSettled("no-rule")
    contract = read(ending_on(text, on), code)
    number = next((number for number, one in enumerate(contract.follow_ups, 1) if one.on >= on), None)
    if number is None:
        raise NotSettled("no-follow-up")
    if not (folder / "facts" / code).is_dir():
        raise NotSettled("no-facts")
    return settle_history(contract, read_facts(folder / "facts" / code, contract.facts), number)[-1]


def why(found: EarlyEnd, line: str = "") -> Why:
    """What is settled in all, or one line of it. Raises `StopIteration` where there is no such line."""
    if not line:
        return found.total
    return next(part for part in found.opened if part.code.endswith(f".{line}"))


def _opened(settlement: Settlement, code: str, on: date) -> tuple[Why, ...]:
    """Every line with what it is made of."""
    from bundlinje.settlement.explain import explain_all

    contract, source = settlement.land.contract, Source(file=f"facts/{code}")
    return tuple(
        _line(contract, opened, f"{ROOT}.{code}.{on.isoformat()}.{number}", source)
        for number, opened in enumerate(explain_all(settlement), 1)
    )


def _line(contract: Contract, opened: Explained, code: str, source: Source) -> Why:
    """A line: what was earned, what limits took, what was settled before. Nobody's own part is shown."""
    label = clause_name(contract, opened.line.clause)
    parts = tuple(_part(contract, part, source) for part in opened.made_of.parts if part.ore is not None)
    return added(label, parts, code) if parts else stated(label, opened.line.ore, source=source, code=code)


def _part(contract: Contract, part: Because, source: Source) -> Why:
    told = {language: tell(part, language, contract)[0].text for language in ("da", "en")}
    return stated(Name(told), part.ore, source=source)
