"""For a department: TLS only, no demonstration, and no secret with a default."""

from django.core.exceptions import ImproperlyConfigured

from guichet.config.settings.base import *

if not SECRET_KEY:
    raise ImproperlyConfigured("GUICHET_SECRET_KEY must be set: fifty random characters, kept secret.")
if not SEALING_KEYS:
    raise ImproperlyConfigured("GUICHET_SEALING_KEYS must be set: name:key, the key as `guichet keys new` prints it.")
if DEMONSTRATION:
    raise ImproperlyConfigured("GUICHET_DEMONSTRATION lets anybody sign in as anybody: not in production.")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
# Asked from inside, beside the proxy that does the TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]
