"""Writing a contract as YAML that reads back as the same contract, in the agreement's own order."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import yaml

from bundlinje.contract.model import Contract, plain
from bundlinje.grammar.source import CONSTANTS, WHOLE


class _Writer(yaml.SafeDumper):
    """Keeps the order, never uses anchors, and quotes only what `grammar.source` would read as something else."""

    yaml_implicit_resolvers: ClassVar[dict[Any, Any]] = {}  # type: ignore[misc]

    def ignore_aliases(self, data: object) -> bool:
        return True


_CONSTANT = re.compile("^(?:" + "|".join(re.escape(text) for text in CONSTANTS) + ")$")
_Writer.add_implicit_resolver("tag:yaml.org,2002:int", WHOLE, list("-+0123456789"))
_Writer.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"])
_Writer.add_implicit_resolver("tag:yaml.org,2002:null", _CONSTANT, ["", "~", "n", "t", "f"])


def write_contract(contract: Contract) -> str:
    """The contract as YAML. `parse_contract(write_contract(c)) == c`."""
    return yaml.dump(plain(contract), Dumper=_Writer, sort_keys=False, allow_unicode=True, width=120)
