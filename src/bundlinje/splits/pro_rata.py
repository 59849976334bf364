"""Pro rata: in proportion to what each account put in, or is still owed."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.money import Ore, split
from bundlinje.problems import Refused, error
from bundlinje.splits.base import Amounts, Purse, Split

_ALL = {"pro rata to drawn capital": "drawn", "pro rata to balance": "balance"}
_TEXTS = {basis: text for text, basis in _ALL.items()}


class ProRata(Split):
    """In proportion to drawn capital or to balances; written `pro rata to drawn capital` for all accounts there are.

    Accounts that all weigh nothing leave the amount to the one written last.
    """

    key: ClassVar[str] = "pro_rata"
    says: ClassVar[Says] = Says(
        da="fordeles mellem {pro_rata:accounts} i forhold til {to}",
        en="is divided among {pro_rata:accounts} in proportion to {to}",
    )
    example: ClassVar[str] = "{pro_rata: [dsi, raadet], to: drawn}"

    pro_rata: list[NonEmpty] | None = Field(default=None, min_length=1)
    """The accounts; none means every account of the contract."""
    to: Literal["drawn", "balance"]

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, raw: Any) -> Any:
        return {"to": _ALL.get(raw, raw)} if isinstance(raw, str) else raw

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = {key: value for key, value in handler(self).items() if value is not None}
        return _TEXTS[self.to] if set(data) == {"to"} else data

    def _hand_out(self, amount: Ore, purse: Purse) -> dict[str, Ore]:
        known: Amounts = purse.drawn if self.to == "drawn" else purse.balance
        accounts = self.pro_rata or list(known)
        if not accounts:
            raise Refused([error("split.no_accounts")])
        weights = [0 if account in purse.full else max(0, known.get(account, 0)) for account in accounts]
        if not any(weights):
            weights[-1] = 1
        return dict(zip(accounts, split(amount, weights), strict=True))

    def accounts(self) -> tuple[str, ...]:
        return tuple(self.pro_rata or ())

    def investor_accounts(self) -> tuple[str, ...]:
        return self.accounts()
