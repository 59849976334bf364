"""The words of the application: one YAML file an area, each code with its Danish and its English."""

from bundlinje_web.said.sayings import LANGUAGES, areas, codes, say, sayings

__all__ = ["LANGUAGES", "areas", "codes", "say", "sayings"]
