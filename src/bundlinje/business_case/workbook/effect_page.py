"""The effect: with and without the intervention, the difference that counts, and the successes it makes."""

from __future__ import annotations

from fractions import Fraction

from bundlinje.business_case.effects import COX, correction_for
from bundlinje.business_case.parts import Effect
from bundlinje.business_case.workbook.expression import Expression, constant, total, valued
from bundlinje.business_case.workbook.ground import Ground, input_line, title
from bundlinje.business_case.workbook.page import Formula, Look, Page, Said, Shape

_DIGITS = 12


def fill_effect(ground: Ground, page: Page) -> None:
    """Fill the page: a block for each effect, then the successes of each cohort."""
    page.line(Said("sheet.effect"), look=Look.TITLE)
    page.line(Said("note.net"), look=Look.NOTE)
    for name, effect in ground.case.effects.items():
        page.gap()
        page.line(title(effect.success, name), look=Look.HEADING)
        net = _net(ground, page, name, effect)
        ground.rates[name] = _rate(ground, page, name, effect, net)
        _successes(ground, page, name)


def _net(ground: Ground, page: Page, name: str, effect: Effect) -> Expression:
    """The difference the intervention makes, by whichever form it is stated in."""
    where = ("effects", name)
    if effect.net is not None:
        entry = ground.entry((*where, "net"), effect.net, Shape.SHARE, "effect", name, "net")
        ground.gross[name] = input_line(ground, page, Said("row.net_given"), entry, effect.net)
        return ground.gross[name]
    without = _line(ground, page, name, effect, "without")
    if effect.d is not None:
        with_ = _from_size(ground, page, name, effect, without)
    else:
        with_ = _line(ground, page, name, effect, "with")
    ground.gross[name] = with_
    page.put(0, Said("row.net"))
    net = page.put(1, Formula(with_ - without, Shape.SHARE, ground.name("effect", name, "net")))
    page.row += 1
    return net


def _line(ground: Ground, page: Page, name: str, effect: Effect, side: str) -> Expression:
    number = effect.with_ if side == "with" else effect.without
    if number is None:
        return constant(0)
    entry = ground.entry(("effects", name, side), number, Shape.SHARE, "effect", name, side)
    return input_line(ground, page, Said(f"row.{side}"), entry, number)


def _from_size(ground: Ground, page: Page, name: str, effect: Effect, without: Expression) -> Expression:
    """The rate with the intervention from a standardised effect size, each way of turning it, and the one chosen."""
    entry = ground.entry(("effects", name, "d"), effect.d, Shape.FACTOR, "effect", name, "d")
    size = input_line(ground, page, Said("row.effect_size"), entry, effect.d)
    stated = ground.worked.rates[name].conversions if name in ground.worked.rates else {}
    p, d = without.text, size.text
    ways = {
        "cox": f"1/(1+EXP(-(LN({p}/(1-{p}))+{COX}*{d})))",
        "logistic": f"1/(1+EXP(-(LN({p}/(1-{p}))+PI()/SQRT(3)*{d})))",
        "normal": f"NORMSDIST(NORMSINV({p})+{d})",
    }
    cells = {}
    for way, text in ways.items():
        page.put(0, Said(f"row.by_{way}"))
        made = valued(f"ROUND({text},{_DIGITS})", stated.get(way), (without, size))
        cells[way] = page.put(1, Formula(made, Shape.SHARE))
        page.row += 1
    if effect.by != "lowest":
        return cells[effect.by]
    least = min(stated.values(), default=None)
    return valued(f"MIN({','.join(cell.text for cell in cells.values())})", least, (without, size))


def _rate(ground: Ground, page: Page, name: str, effect: Effect, net: Expression) -> Expression:
    """The rate that counts: the difference, less what weak evidence takes, times the level tried in the sensitivity."""
    kept = 1 - correction(ground, page, effect.evidence)
    page.put(0, Said("row.rate"), Look.TOTAL)
    counts = kept if ground.extended and effect.evidence is not None else constant(1)
    ground.gross[name] = ground.gross[name] * counts * ground.knobs["effect"]
    rate = net * counts if ground.extended and effect.evidence is not None else net
    cell = page.put(
        1, Formula(rate * ground.knobs["effect"], Shape.SHARE, ground.name("effect", name, "rate")), Look.TOTAL
    )
    page.row += 1
    return cell


def correction(ground: Ground, page: Page, evidence: int | None) -> Expression:
    """The share a grade of evidence takes off, as a row of its own; nothing as SØM counts."""
    if not ground.extended or evidence is None:
        return constant(0)
    page.put(0, Said("row.correction", {"grade": evidence}))
    own = ground.case.optimism.get(evidence)
    if own is not None:
        text = f"optimism_{evidence}"
        if text in ground.named:
            cell = page.put(1, Formula(Expression(text, own.value.value if own.value else None), Shape.SHARE))
        else:
            entry = ground.entry(("optimism", evidence), own, Shape.SHARE, text)
            return input_line(ground, page, Said("row.correction", {"grade": evidence}), entry, own)
    else:
        taken, _ = correction_for(ground.case, evidence, ground.mode)
        cell = page.put(1, Formula(constant(Fraction(taken)), Shape.SHARE))
        page.put(2, Said("mark.assumed"))
    page.row += 1
    return cell


def _successes(ground: Ground, page: Page, name: str) -> None:
    """Successes by cohort: finishers times the rate."""
    cells = []
    for cohort, stated in zip(ground.cohorts, ground.case.cohorts, strict=True):
        page.put(0, Said("row.successes_of", {"year": str(stated.start)}))
        number = cohort.finishers * ground.rates[name]
        cells.append(page.put(1, Formula(number, Shape.COUNT, ground.name("successes", name, stated.start))))
        page.row += 1
    ground.successes[name] = cells
    page.put(0, Said("row.successes"), Look.TOTAL)
    page.put(1, Formula(total(*cells), Shape.COUNT, ground.name("successes", name)), Look.TOTAL)
    page.row += 1
