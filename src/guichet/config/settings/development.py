"""For one machine: `make run`. Everything as in production but TLS, and a sign-in for each role on page one."""

from guichet.config.environment import VAR, flag, named, text
from guichet.config.settings.base import *

SECRET_KEY = text("GUICHET_SECRET_KEY", "for-this-machine-only-never-for-real-files")
SEALING_KEYS = named("GUICHET_SEALING_KEYS", "here:Zm9yLXRoaXMtbWFjaGluZS1vbmx5LW5ldmVyLXJlYWw=")
AUDIT_KEYS = named("GUICHET_AUDIT_KEYS", "here:Zm9yLXRoaXMtbWFjaGluZS1vbmx5LW5ldmVyLXJlYWw=")
DEBUG = flag("GUICHET_DEBUG", default=False)
DEMONSTRATION = flag("GUICHET_DEMONSTRATION", default=True)
STAFF_SECOND_FACTOR = flag("GUICHET_STAFF_SECOND_FACTOR", default=False)  # a demonstration signs anybody in
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost; browsers allow it there only
# Opens nothing but the text provider's stand-in on this machine (`guichet stand-ins`).
NOTIFY_KEY = text(
    "GUICHET_NOTIFY_KEY", "stand-in-5eac1d00-0000-4000-8000-000000000000-5ec2e700-0000-4000-8000-000000000000"
)
NOTIFY_CALLBACK_TOKEN = text("GUICHET_NOTIFY_CALLBACK_TOKEN", "stand-in-callback-token")
# Knows the one file that is made to be found, and finds all others clean.
SCANNER = text("GUICHET_SCANNER", "stand-in")
# Letters that nobody prints.
PRINT_QUEUE = text("GUICHET_PRINT_QUEUE", str(VAR / "stand-ins" / "post"))
