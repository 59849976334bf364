"""Headroom: what the Council may still commit, under each reading of the 80 % rule, with its calculation in the open.

The reports use one number for two rules. The City Council lets the Council count 80 % of the *total investments* as
expected repayment; the budget enters 80 % of the *calculated result payments*. They give different headroom.
"""

from __future__ import annotations

from fractions import Fraction

from bundlinje.fund.figure import Chain, Step, total
from bundlinje.fund.model import Fund
from bundlinje.fund.table2 import capital_in

OF_INVESTMENTS = "headroom.of_investments"
OF_CALCULATED = "headroom.of_calculated_payments"


def headroom(fund: Fund) -> tuple[Chain, Chain]:
    """The headroom over the fund's whole life, first as a share of investments, then of calculated result payments."""
    return of_investments(fund), of_calculated_payments(fund)


def of_investments(fund: Fund, share: Fraction | None = None) -> Chain:
    """Capital less what is spent and promised, plus a share of all investments counted as expected repayment.

    Donations are spent but expect no repayment. The share is the rule's unless another is asked for.
    """
    rate = fund.facts.rules.headroom_share.share if share is None else share
    counted = fund.sum(["investment"], fund.columns).times(rate)
    return Chain(OF_INVESTMENTS, (*_spent_and_promised(fund), Step("headroom.counted_repayment", counted)))


def of_calculated_payments(fund: Fund, effect: Fraction | None = None) -> Chain:
    """Capital less what is spent and promised, plus result payments received and those budgeted at the effect."""
    rule = fund.facts.rules.budget_effect.share
    rate = Fraction(1) if effect is None else effect / rule
    received = -fund.sum(["result_payment"], fund.accounts)
    budgeted = -fund.sum(["result_payment"], fund.budget).times(rate)
    steps = (Step("headroom.received", received), Step("headroom.budgeted", budgeted))
    return Chain(OF_CALCULATED, (*_spent_and_promised(fund), *steps))


def _spent_and_promised(fund: Fund) -> tuple[Step, ...]:
    capital = total(capital_in(fund, column) for column in fund.columns)
    return (
        Step("headroom.capital", capital),
        Step("headroom.running_costs", -fund.sum(["drift"], fund.columns)),
        Step("headroom.investments", -fund.sum(["investment"], fund.columns)),
        Step("headroom.donations", -fund.sum(["donation"], fund.columns)),
    )
