"""The addresses of the pipeline: each subject brings its own."""

from __future__ import annotations

from importlib import import_module

from bundlinje_web.pipeline.subjects import having

urlpatterns = [each for name in having("urls") for each in import_module(name).urlpatterns]
