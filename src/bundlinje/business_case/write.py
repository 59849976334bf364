"""Writing a case as YAML that reads back as the same case, in the file's own order. Comments are not kept."""

from __future__ import annotations

import yaml

from bundlinje.business_case.case_file import Case

WIDTH = 120


def write_case(case: Case) -> str:
    """The case as YAML. `parse_case(write_case(c)) == c` for every case the reader lets through."""
    return yaml.safe_dump(case.as_data(), sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=None)
