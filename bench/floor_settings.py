"""The settings of `make run`, and the floor's pages; with GUICHET_BENCH_BARE=1 Django alone, without middleware."""

import os
from pathlib import Path

from guichet.config.settings import development
from guichet.config.settings.development import *  # noqa: F403 -- as all our settings are made

ROOT_URLCONF = "bench.floor"
TEMPLATES = [development.TEMPLATES[0] | {"DIRS": [Path(__file__).parent / "templates"]}]
if os.environ.get("GUICHET_BENCH_BARE"):
    ROOT_URLCONF = "bench.bare"
    INSTALLED_APPS = ["guichet.config"]
    MIDDLEWARE: list[str] = []
    TEMPLATES = [TEMPLATES[0] | {"OPTIONS": {"context_processors": ["django.template.context_processors.request"]}}]
