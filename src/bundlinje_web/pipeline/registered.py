"""What the pipeline brings to the pages that gather: each subject registers its own."""

from __future__ import annotations

from importlib import import_module

from bundlinje_web.pipeline.subjects import having


def register() -> None:
    """Let every subject say what it brings, once."""
    for name in having("registered"):
        import_module(name).register()
