"""The periods that agreements mix up, and the days results are made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bundlinje_web.bridge.written import Written
from bundlinje_web.contracts.stepping.asking import Ask, Group, Told, day_at, day_of, moment_at, put
from bundlinje_web.frame.fields import CountField, DayField
from bundlinje_web.frame.words import say_now

STRETCHES = ("intervention", "follow_up", "repayment")
MOST = 60
"""How many follow-ups can be laid out at once."""


def groups(written: Written) -> list[Group]:
    """Periods, every follow-up, and laying out a row of them."""
    return [_periods(written), *_days(written), _row(written)]


def _periods(written: Written) -> Group:
    asks = [
        moment_at(written, f"period_{name}", ("periods", name), say_now(f"contracts.ask.{name}"))
        for name in ("agreed", "in_force")
    ]
    for name in STRETCHES:
        for end in ("from", "until"):
            label = say_now(f"contracts.ask.{name}_{end}")
            asks.append(moment_at(written, f"period_{name}_{end}", ("periods", name, end), label))
    asks.append(moment_at(written, "period_ends", ("periods", "ends"), say_now("contracts.ask.ends")))
    return Group(say_now("contracts.steps.periods"), asks)


def _days(written: Written) -> Iterator[Group]:
    held = written.get("follow_ups") or []
    for number, one in enumerate(held if isinstance(held, list) else ()):
        at = ("follow_ups", number)
        label = say_now("contracts.ask.cut_off")
        if isinstance(one, dict):
            asks = [
                day_at(written, f"follow_up_{number}", (*at, "on"), label),
                day_at(written, f"follow_up_{number}_paid", (*at, "paid_on"), say_now("contracts.ask.paid_on")),
            ]
        else:
            asks = [_short(number, one, label)]
        yield Group(say_now("contracts.exit.follow_up", n=number + 1), asks)


def _short(number: int, raw: object, label: str) -> Ask:
    """A follow-up that is written as its day alone; without a day it goes."""

    def change(text: Written, told: Told) -> Written:
        at = ("follow_ups", number)
        return text.put(at, told[""].isoformat()) if told[""] else text.drop(at)

    asked = DayField(required=False, label=label, help_text=say_now("contracts.ask.empty_goes"))
    return Ask(f"follow_up_{number}", {"": asked}, {"": day_of(raw)}, change, late=True)


def _row(written: Written) -> Group:
    fields = {
        "_first": DayField(required=False, label=say_now("contracts.ask.first_day")),
        "_every": CountField(required=False, least=1, most=60, label=say_now("contracts.ask.every_months")),
        "_last": DayField(required=False, label=say_now("contracts.ask.last_day")),
    }

    def change(text: Written, told: Told) -> Written:
        held = list(text.get("follow_ups") or ())
        days = {str(one.get("on") if isinstance(one, dict) else one) for one in held}
        added = [day.isoformat() for day in laid_out(told["_first"], told["_every"], told["_last"] or told["_first"])]
        for day in added:
            if day not in days:
                text = put(text, ("follow_ups", len(text.get("follow_ups") or ())), day)
        return text

    def check(told: Told) -> Iterator[tuple[str, str]]:
        if told["_first"] is None:
            yield "_first", say_now("contracts.ask.first_missing")
        elif told["_last"] is not None and told["_last"] < told["_first"]:
            yield "_last", say_now("frame.form.day_after", day=told["_first"].isoformat())
        elif told["_last"] is not None and told["_every"] is None:
            yield "_every", say_now("contracts.ask.every_missing")

    ask = Ask("follow_up_row", fields, {"_first": None, "_every": None, "_last": None}, change, check)
    note = say_now("contracts.ask.row_note")
    return Group(say_now("contracts.steps.follow_up_row"), [ask], note, opened=not written.get("follow_ups"))


def laid_out(first: date, every: int | None, last: date) -> Iterator[date]:
    """Days so many months apart; the last of a month stays the last of every month."""
    from bundlinje.dates import add_months

    ends_month = (first.replace(day=28).month, first.day) == (first.month, _length(first))
    for number in range(MOST):
        day = add_months(first, number * (every or 1))
        day = day.replace(day=_length(day)) if ends_month else day
        if day > last:
            return
        yield day
        if every is None:
            return


def _length(day: date) -> int:
    from calendar import monthrange

    return monthrange(day.year, day.month)[1]
