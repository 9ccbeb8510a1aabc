"""The settings of one machine, with what measures the pages around them, for `bench.pages`."""

from guichet.config.settings.development import *  # noqa: F403 - settings are taken over whole

ROOT_URLCONF = "bench.site.urls"
MIDDLEWARE = ["bench.site.around.Measured", *MIDDLEWARE]  # noqa: F405
