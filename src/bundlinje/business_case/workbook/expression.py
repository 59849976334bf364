"""Formulas that know their own value: what is written for a spreadsheet is worked out exactly while it is written.

An `Expression` is a spreadsheet formula together with the value we ourselves get for it, in fractions. They are built
with Python's operators and the few functions here, so a formula and its value cannot come from two different thoughts.
A reference is written `{sheet}!B5`, with the code of the sheet; the writer puts the sheet's name in its place.

Unknown is `None`. Whatever leans on something unknown is unknown: in the spreadsheet it is `#N/A`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from bundlinje.grammar.quantity import plain_text
from bundlinje.money import round_half_away

Value: TypeAlias = Fraction | float | str | bool | None
"""A number, a text, yes or no; or not known. Only a rate of return, which no fraction can hold, is a float."""

Operand: TypeAlias = "Expression | Fraction | int"
"""What an operator takes on its other side."""

_COMPARES, _ADDS, _MULTIPLIES, _STANDS_ALONE = range(4)


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula without its `=`, the value we get for it, and how tightly its outermost operation binds."""

    text: str
    value: Value
    binds: int = _STANDS_ALONE

    def inside(self, binds: int) -> str:
        """The text as a part of an operation that binds this tightly."""
        return self.text if self.binds >= binds else f"({self.text})"

    @property
    def number(self) -> Fraction:
        """The value where it is a known number; else `ValueError`."""
        if not isinstance(self.value, Fraction):
            raise ValueError(f"{self.text} is no exact number: {self.value!r}")
        return self.value

    def __add__(self, other: Operand) -> Expression:
        right = constant(other)
        return Expression(f"{self.inside(_ADDS)}+{right.inside(_ADDS)}", _plus(self, right), _ADDS)

    def __sub__(self, other: Operand) -> Expression:
        right = constant(other)
        text = f"{self.inside(_ADDS)}-{right.inside(_MULTIPLIES)}"
        return Expression(text, _plus(self, right, -1), _ADDS)

    def __rsub__(self, other: Fraction | int) -> Expression:
        return constant(other) - self

    def __mul__(self, other: Operand) -> Expression:
        if other == 1:
            return self
        right = constant(other)
        if self.text == "1":
            return right
        known = self.value is not None and right.value is not None
        text = f"{self.inside(_MULTIPLIES)}*{right.inside(_MULTIPLIES)}"
        return Expression(text, self.number * right.number if known else None, _MULTIPLIES)

    def __truediv__(self, other: Operand) -> Expression:
        if other == 1:
            return self
        right = constant(other)
        known = self.value is not None and right.value is not None
        text = f"{self.inside(_MULTIPLIES)}/{right.inside(_STANDS_ALONE)}"
        return Expression(text, self.number / right.number if known else None, _MULTIPLIES)


def _plus(left: Expression, right: Expression, sign: int = 1) -> Fraction | None:
    if left.value is None or right.value is None:
        return None
    return left.number + sign * right.number


@dataclass(frozen=True, slots=True)
class Block:
    """A run of cells in one row or column, as one reference and as the cells it holds."""

    text: str
    cells: tuple[Expression, ...]

    @property
    def values(self) -> tuple[Value, ...]:
        """The values of the cells, in their order."""
        return tuple(cell.value for cell in self.cells)

    def part(self, first: int, after: int) -> Block:
        """The cells from one place up to another, counted from 0; they must be cells without names of their own."""
        cells = self.cells[first:after]
        return Block(f"{cells[0].text}:{cells[-1].text.rpartition('!')[2]}", cells)


def constant(number: Operand) -> Expression:
    """A number that stands in the formula itself."""
    if isinstance(number, Expression):
        return number
    exact = Fraction(number)
    text = plain_text(exact)
    return Expression(text, exact, _MULTIPLIES if "/" in text else _ADDS if exact < 0 else _STANDS_ALONE)


def words(text: str) -> Expression:
    """A text as part of a formula."""
    quoted = text.replace('"', '""')
    return Expression(f'"{quoted}"', text)


def total(*parts: Block | Expression) -> Expression:
    """The sum of cells and runs of cells; blanks and texts among them count for nothing."""
    cells = [cell for part in parts for cell in _cells(part)]
    if any(cell.value is None for cell in cells):
        value = None
    else:
        value = sum((c.value for c in cells if isinstance(c.value, Fraction)), Fraction(0))
    return Expression(f"SUM({','.join(part.text for part in parts)})", value)


def _cells(part: Block | Expression) -> tuple[Expression, ...]:
    return part.cells if isinstance(part, Block) else (part,)


def added(terms: Sequence[Expression]) -> Expression:
    """Terms joined with plus signs; 0 where there are none."""
    if not terms:
        return constant(0)
    whole = terms[0]
    for term in terms[1:]:
        whole = whole + term
    return whole


def product_of(first: Block, second: Block) -> Expression:
    """The sum of the products of two runs of the same length."""
    pairs = list(zip(first.values, second.values, strict=True))
    text = f"SUMPRODUCT({first.text},{second.text})"
    if any(value is None for pair in pairs for value in pair):
        return Expression(text, None)
    known = [(Fraction(a), Fraction(b)) for a, b in pairs]  # type: ignore[arg-type]
    return Expression(text, sum((a * b for a, b in known), Fraction(0)))


def product(run: Block) -> Expression:
    """The product of all cells of a run."""
    text, whole = f"PRODUCT({run.text})", Fraction(1)
    for value in run.values:
        if value is None:
            return Expression(text, None)
        whole *= Fraction(value)
    return Expression(text, whole)


def rounded(amount: Expression, places: int = 2) -> Expression:
    """Rounded half away from zero, as the engine's one rule and as spreadsheets do; two places are øre of kroner."""
    text = f"ROUND({amount.text},{places})"
    if amount.value is None:
        return Expression(text, None)
    return Expression(text, Fraction(round_half_away(amount.number * 10**places), 10**places))


def at_least(left: Operand, right: Operand) -> Expression:
    """Whether one number is at least another."""
    a, b = constant(left), constant(right)
    known = a.value is not None and b.value is not None
    return Expression(f"{a.inside(_ADDS)}>={b.inside(_ADDS)}", a.number >= b.number if known else None, _COMPARES)


def below(left: Operand, right: Operand) -> Expression:
    """Whether one number is less than another."""
    a, b = constant(left), constant(right)
    known = a.value is not None and b.value is not None
    return Expression(f"{a.inside(_ADDS)}<{b.inside(_ADDS)}", a.number < b.number if known else None, _COMPARES)


def same(left: Operand, right: Operand) -> Expression:
    """Whether two values are the same."""
    a, b = constant(left), constant(right)
    known = a.value is not None and b.value is not None
    return Expression(f"{a.inside(_ADDS)}={b.inside(_ADDS)}", a.value == b.value if known else None, _COMPARES)


def every(*conditions: Expression) -> Expression:
    """Whether all conditions hold."""
    text = f"AND({','.join(condition.text for condition in conditions)})"
    unknown = any(condition.value is None for condition in conditions)
    return Expression(text, None if unknown else all(condition.value for condition in conditions))


def when(condition: Expression, then: Operand, otherwise: Operand) -> Expression:
    """One value where a condition holds, another where it does not."""
    yes, no = constant(then), constant(otherwise)
    text = f"IF({condition.text},{yes.text},{no.text})"
    if condition.value is None:
        return Expression(text, None)
    return Expression(text, yes.value if condition.value else no.value)


def larger(left: Operand, right: Operand) -> Expression:
    """The larger of two numbers."""
    a, b = constant(left), constant(right)
    known = a.value is not None and b.value is not None
    return Expression(f"MAX({a.text},{b.text})", max(a.number, b.number) if known else None)


def smaller(left: Operand, right: Operand) -> Expression:
    """The smaller of two numbers."""
    a, b = constant(left), constant(right)
    known = a.value is not None and b.value is not None
    return Expression(f"MIN({a.text},{b.text})", min(a.number, b.number) if known else None)


def at(run: Block, position: Expression, last: Expression | None = None) -> Expression:
    """The cell of a run at this position, counted from 1; 0 outside it, and after the last one that counts."""
    count = len(run.cells)
    most = str(count) if last is None else last.text
    text = f"IF(AND({position.text}>=1,{position.text}<={most}),INDEX({run.text},1,{position.text}),0)"
    if position.value is None or (last is not None and last.value is None):
        return Expression(text, None)
    here, until = int(position.number), count if last is None else int(last.number)
    return Expression(text, run.cells[here - 1].value if 1 <= here <= until else Fraction(0))


def total_until(run: Block, last: Expression) -> Expression:
    """The sum of a run up to the last cell that counts, counted from 1."""
    text = f"SUM({run.text.partition(':')[0]}:INDEX({run.text},1,{last.text}))"
    counted = run.cells[: int(last.number)] if isinstance(last.value, Fraction) else run.cells
    if last.value is None or any(cell.value is None for cell in counted):
        return Expression(text, None)
    return Expression(text, sum((cell.number for cell in counted), Fraction(0)))


def ratio(above: Expression, below: Expression, otherwise: Expression) -> Expression:
    """One number divided by another; where that is 0, `otherwise`."""
    text = f"IF({below.text}=0,{otherwise.text},{above.inside(_MULTIPLIES)}/{below.inside(_STANDS_ALONE)})"
    if above.value is None or below.value is None:
        return Expression(text, None)
    return Expression(text, above.number / below.number if below.number else otherwise.value)


def valued(text: str, value: Value, leaning_on: Iterable[Expression] = ()) -> Expression:
    """A formula whose value is worked out elsewhere, such as a rate of return."""
    unknown = any(cell.value is None for cell in leaning_on)
    return Expression(text, None if unknown else value)
