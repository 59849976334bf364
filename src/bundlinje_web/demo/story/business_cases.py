"""The business cases behind the agreements, kept beside them."""

from __future__ import annotations

from bundlinje_web.contracts.actions.keep_case import keep_case
from bundlinje_web.contracts.models import Contract
from bundlinje_web.demo.stage import Stage
from bundlinje_web.demo.story.council import SECRETARY
from bundlinje_web.demo.story.published import TAKEN_IN


def tell(stage: Stage) -> None:
    """Keep each case whose agreement is there, under whose name it stands."""
    for file in sorted((stage.folder / "cases").glob("*.yaml")):
        contract = Contract.objects.filter(code=file.stem).first()
        if contract is not None:
            text = file.read_text("utf-8")
            stage.does(SECRETARY, keep_case, contract, text, on=TAKEN_IN, key=f"business-case:{file.stem}")
