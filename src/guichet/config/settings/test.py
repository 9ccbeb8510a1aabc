"""For tests: plain static files, mail kept in memory, and a database that tests may empty."""

from guichet.config.settings.base import *

SECRET_KEY = "tests-only"
SEALING_KEYS = {"test": "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="}
AUDIT_KEYS = {"test": "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="}
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Static files straight from where they lie: tests collect none.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEMONSTRATION = True
STAFF_SECOND_FACTOR = False
# The journal refuses to be emptied; the transactional tests empty every table, and say so here.
# And what a test writes need not outlive the machine.
DATABASES["default"]["OPTIONS"]["options"] = "-c guichet.may_truncate=yes -c synchronous_commit=off"
DATABASES["default"]["CONN_MAX_AGE"] = 0
