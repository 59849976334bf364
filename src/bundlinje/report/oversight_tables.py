"""What the Council must see to, beside the money: interests in parties, areas of the vision, and who may start."""

from __future__ import annotations

from collections.abc import Sequence

from bundlinje.contract.model import Contract
from bundlinje.fund.fund_file import Authorisation
from bundlinje.fund.model import Fund
from bundlinje.fund.oversight import Area, Conflict, areas, conflicts
from bundlinje.report.table import Cell, Code, Count, Name, Row, Table


def oversight_tables(fund: Fund, contracts: Sequence[Contract]) -> list[Table]:
    """Members' interests, areas, and authorisations."""
    return [_interests(fund, contracts), _areas(fund, contracts), _authorised(fund)]


def _interests(fund: Fund, contracts: Sequence[Contract]) -> Table:
    found = list(conflicts(fund, contracts))
    names = {one.contract: one for one in contracts}
    rows = tuple(Row(_title(names[one.contract]), _interest(names[one.contract], one)) for one in found)
    unsaid = sum(not one.recused for one in found)
    note = Code("note.interests", {"all": Count(len(found)), "unsaid": Count(unsaid), "of": Count(len(contracts))})
    heads = tuple(Code(f"heading.{head}") for head in ("contract", "member", "post", "organisation", "recused"))
    return Table(Code("title.interests"), heads, rows, (note,), unsaid > 0, text_columns=(0, 1, 2, 3, 4))


def _interest(contract: Contract, one: Conflict) -> tuple[Cell, ...]:
    post = Name({"da": one.interest.post.da, "en": one.interest.post.en})
    recused = Code("recused.yes" if one.recused else "recused.unsaid")
    return one.member.name, post, contract.parties[one.party].name, recused


def _areas(fund: Fund, contracts: Sequence[Contract]) -> Table:
    found = areas(fund, contracts)
    rows = tuple(Row(_title(contract), _area(one)) for contract, one in zip(contracts, found, strict=True))
    heads = tuple(Code(f"heading.{head}") for head in ("contract", "area", "fits"))
    return Table(Code("title.areas"), heads, rows, text_columns=(0, 1, 2))


def _area(one: Area) -> tuple[Cell, ...]:
    return one.area, Code(f"fits.{one.fits}", {"known": ", ".join(one.known)})


def _authorised(fund: Fund) -> Table:
    rows = tuple(
        Row(_organisation(fund, one.to), (Code(f"may.{what}"), _document(fund, one), one.quote))
        for one in fund.facts.authorisations
        for what in one.what
    )
    heads = tuple(Code(f"heading.{head}") for head in ("who", "may", "source", "quote"))
    return Table(Code("title.authorised"), heads, rows, text_columns=(0, 1, 2, 3))


def _organisation(fund: Fund, name: str) -> Cell:
    return next((one.name for one in fund.organisations if one.id == name), name)


def _document(fund: Fund, one: Authorisation) -> Cell:
    known = fund.facts.documents.get(one.source) if one.source else None
    return known.title if known else one.source


def _title(contract: Contract) -> Cell:
    return Name({language: contract.title_in(language) for language in ("da", "en")})
