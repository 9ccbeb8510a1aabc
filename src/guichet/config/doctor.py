"""What may be wrong with an installation, and how to mend it: a list of small checks, each of one thing.

A check is a function without arguments that yields findings. To add one, write it and name it in CHECKS. What it
talks to (a socket, the database) has a time limit, and a check never changes anything.
"""

import socket
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

import guichet.applications.policy
import guichet.assessment.checks
import guichet.assessment.shapes
import guichet.assistant.policy
import guichet.clients.authority_policy
import guichet.clients.caller_policy
import guichet.clients.duplicates.policy
import guichet.clients.policy
import guichet.enquiries.answering.policy
import guichet.enquiries.policy
import guichet.identity.access_policy
import guichet.identity.sign_in_policy
import guichet.knowledge.policy
import guichet.knowledge.shipped
import guichet.notices.policy
import guichet.plans.policy
import guichet.privacy.policy
import guichet.processing_times.policy
import guichet.programs.checks
import guichet.programs.shapes
import guichet.retention.policy
import guichet.standards.checks
import guichet.standards.shapes
import guichet.worklists.policy
from guichet.config.messages import catalogue_path
from guichet.enquiries.gateways.clamav import connect as connect_to_scanner
from guichet.enquiries.gateways.scanners import STAND_IN
from guichet.foundation.dated.problems import FaultyData
from guichet.foundation.resealing import census
from guichet.foundation.sealing import faulty_keys
from guichet.identity.queries import audit_state, public_keys
from guichet.identity.rules.signing import NoKey
from guichet.programs.queries import catalogue, programs_without_table
from guichet.standards.queries import every_standard, has_pause_reason

SECONDS = 3
KEY_LENGTH = 40
EXTENSIONS = ("pg_trgm",)
WORKER_SILENT_FOR = "2 minutes"

Connect = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where, what, and how to mend it. `is_away` says that the database can't be reached."""

    check: str
    where: str
    message: str
    mend: str
    is_away: bool = False


Check = Callable[[], Iterator[Finding]]


def examine(checks: tuple[Check, ...], language: str) -> list[Finding]:
    """Return what the checks find, said in `language` (en or fr). Once the database is away, it is not asked again."""
    found: list[Finding] = []
    with override(language):
        for check in checks:
            if check in NEED_DATABASE and any(finding.is_away for finding in found):
                continue
            found += check()
    return found


def data_files() -> Iterator[Finding]:
    """Find every fault in the files of the catalogue, of the standards, of the notices, of tasks and of clients."""
    folder = Path(settings.DATA_FOLDER) if settings.DATA_FOLDER else None
    faults = {
        *guichet.programs.checks.problems(folder),
        *guichet.standards.checks.problems(folder),
        *guichet.notices.policy.problems(folder),
        *guichet.identity.access_policy.problems(folder),
        *guichet.identity.sign_in_policy.problems(folder),
        *guichet.clients.policy.problems(folder),
        *guichet.clients.caller_policy.problems(folder),
        *guichet.clients.duplicates.policy.problems(folder),
        *guichet.worklists.policy.problems(folder),
        *guichet.knowledge.policy.problems(folder),
        *guichet.plans.policy.problems(folder),
        *guichet.knowledge.shipped.problems(folder),
        *guichet.applications.policy.problems(folder),
        *guichet.processing_times.policy.problems(folder),
        *guichet.clients.authority_policy.problems(folder),
        *guichet.retention.policy.problems(folder),
        *guichet.privacy.policy.problems(folder),
        *guichet.assessment.checks.problems(folder),
        *guichet.assistant.policy.problems(folder),
        *guichet.enquiries.policy.problems(folder),
        *guichet.enquiries.answering.policy.problems(folder),
    }
    language = get_language() or "en"
    for fault in sorted(faults):
        where = f"{fault.file}:{fault.line}"
        yield Finding("data", where, fault.message.say(language), fault.mend.say(language))


def own_data_folder() -> Iterator[Finding]:
    """Find files in the department's own folder that stand where nothing reads them."""
    if not settings.DATA_FOLDER:
        return
    folder = Path(settings.DATA_FOLDER)
    rooms = (
        guichet.programs.shapes.FOLDER,
        guichet.identity.access_policy.FOLDER,
        guichet.standards.shapes.FOLDER,
        guichet.notices.policy.FOLDER,
        guichet.identity.sign_in_policy.FOLDER,
        guichet.clients.policy.FOLDER,
        guichet.clients.duplicates.policy.FOLDER,
        guichet.worklists.policy.FOLDER,
        guichet.knowledge.policy.FOLDER,
        guichet.knowledge.shipped.FOLDER,
        guichet.applications.policy.FOLDER,
        guichet.processing_times.policy.FOLDER,
        guichet.clients.authority_policy.FOLDER,
        guichet.clients.caller_policy.FOLDER,
        guichet.retention.policy.FOLDER,
        guichet.privacy.policy.FOLDER,
        guichet.assessment.shapes.FOLDER,
        guichet.assistant.policy.FOLDER,
        guichet.enquiries.policy.FOLDER,
        guichet.enquiries.answering.policy.FOLDER,
    )
    for file in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.yml")]):
        if file.relative_to(folder).parts[0] not in rooms:
            yield Finding(
                "data",
                str(file),
                _("Nothing reads this file."),
                _("Move it into one of these folders: %(names)s.") % {"names": ", ".join(rooms)},
            )


def data_that_name_one_another() -> Iterator[Finding]:
    """Find stages that pause a clock for a reason nobody describes, and standards of programs that don't exist."""
    try:
        stages, standards = list(catalogue().stage_rows), every_standard()
    except FaultyData:
        return  # `data_files` says what is wrong
    for stage in stages:
        if stage.pauses_clock and not has_pause_reason(stage.pauses_clock):
            yield Finding(
                "data",
                stage.code,
                _("The stage pauses the clock for %(code)s, which is not described.") % {"code": stage.pauses_clock},
                _("Add the reason to standards/pauses.yaml, or correct the stage."),
            )
    for standard in standards:
        for program in standard.programs:
            if not catalogue().has_program(program):
                yield Finding(
                    "data",
                    standard.code,
                    _("The standard is about program %(code)s, which does not exist.") % {"code": program},
                    _("Correct the code in standards/standards.yaml, or add the program."),
                )


def programs_the_finder_lacks() -> Iterator[Finding]:
    """Find programs that “Find your program” never shows, because no table says for whom they are."""
    try:
        missing = programs_without_table(timezone.localdate())
    except FaultyData:
        return  # Its faults are named by `data_files`.
    for code in missing:
        yield Finding(
            "data",
            code,
            _("No table says for whom program %(code)s is: “Find your program” never shows it.") % {"code": code},
            _("Add it to programs/finder/programs.yaml."),
        )


def secret_key() -> Iterator[Finding]:
    """Find a key that others could know or guess."""
    if settings.DEMONSTRATION:
        return
    if len(settings.SECRET_KEY) < KEY_LENGTH:
        yield Finding(
            "settings",
            "GUICHET_SECRET_KEY",
            _("The secret key is missing or short: sign-ins could be forged."),
            _("Set it to fifty random characters, and keep it secret."),
        )


def sealing_keys() -> Iterator[Finding]:
    """Find that there is no key to seal with, and keys that are none."""
    mend = _("Put a key there as “guichet keys new” prints it; see docs/operations/keys.md.")
    if not settings.SEALING_KEYS:
        yield Finding("settings", "GUICHET_SEALING_KEYS", _("There is no key to seal the most sensitive facts."), mend)
    for name in faulty_keys():
        message = _("The key named %(name)s is not one: it may have been cut short.") % {"name": name}
        yield Finding("settings", "GUICHET_SEALING_KEYS", message, mend)


def sealed_facts() -> Iterator[Finding]:
    """Find facts whose key is missing, so that nobody can read them, and facts that an older key still seals."""
    keys = list(settings.SEALING_KEYS)
    for one in census():
        facts = {"count": one.count, "name": one.key}
        if one.key not in keys:
            yield Finding(
                "database",
                one.column,
                _("Nobody can read %(count)s sealed facts: the key named %(name)s is missing.") % facts,
                _("Put that key back at the end of GUICHET_SEALING_KEYS."),
            )
        elif one.key != keys[0]:
            yield Finding(
                "database",
                one.column,
                _("An older key, %(name)s, still seals %(count)s facts.") % facts,
                _("Run “guichet keys rotate”; only then take the older key away."),
            )


def site_address() -> Iterator[Finding]:
    """Find an address that the links in our messages could not use."""
    address = urlsplit(settings.SITE_URL)
    mend = _("Set GUICHET_SITE_URL to the address people use, such as https://guichet.example.")
    if address.scheme not in {"http", "https"} or not address.hostname:
        yield Finding("settings", "GUICHET_SITE_URL", _("The address of the site is not one."), mend)
        return
    if address.scheme == "http" and not settings.DEMONSTRATION:
        yield Finding("settings", "GUICHET_SITE_URL", _("The address of the site is not encrypted."), mend)
    hosts = settings.ALLOWED_HOSTS
    if "*" not in hosts and address.hostname not in [host.strip("[]") for host in hosts]:
        yield Finding(
            "settings",
            "GUICHET_HOSTS",
            _("The site does not answer to its own address, %(host)s.") % {"host": address.hostname},
            _("Add it to GUICHET_HOSTS."),
        )


def database() -> Iterator[Finding]:
    """Find a database that can't be reached."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError as error:
        yield Finding(
            "database",
            "DATABASE_URL",
            _("The database cannot be reached: %(why)s.") % {"why": str(error).partition("\n")[0].rstrip(".")},
            _("Start the server, or correct DATABASE_URL."),
            is_away=True,
        )


def migrations() -> Iterator[Finding]:
    """Find tables that are older than the code."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        names = ", ".join(str(migration) for migration, _backwards in waiting[:3])
        yield Finding(
            "database",
            "migrations",
            _("%(count)s migrations are not applied: %(names)s.") % {"count": len(waiting), "names": names},
            _("Run “guichet migrate”."),
        )


def extensions() -> Iterator[Finding]:
    """Find extensions of PostgreSQL that search needs and the database lacks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        there = {name for (name,) in cursor.fetchall()}
    for name in EXTENSIONS:
        if name not in there:
            yield Finding(
                "database",
                name,
                _("The extension %(name)s is not installed: search would not forgive a slip.") % {"name": name},
                _("Run “guichet migrate” as a role that may create extensions, or ask the server’s keeper."),
            )


def mail() -> Iterator[Finding]:
    """Find a mail server that does not answer."""
    if settings.EMAIL_BACKEND != "django.core.mail.backends.smtp.EmailBackend":
        return
    yield from reach(
        "mail",
        settings.EMAIL_HOST,
        settings.EMAIL_PORT,
        _("Start the mail server, or correct GUICHET_SMTP_HOST and GUICHET_SMTP_PORT."),
    )


def text_provider() -> Iterator[Finding]:
    """Find a provider of text messages that does not answer."""
    address = urlsplit(settings.NOTIFY_URL)
    mend = _("Start the provider’s service, or correct GUICHET_NOTIFY_URL.")
    if not address.hostname:
        yield Finding("text messages", "GUICHET_NOTIFY_URL", _("The provider’s address is not one."), mend)
        return
    port = address.port or (443 if address.scheme == "https" else 80)
    yield from reach("text messages", address.hostname, port, mend)


def scanner() -> Iterator[Finding]:
    """Find that nobody looks whether files are dangerous, or that whoever does so does not answer."""
    mend = _("Set GUICHET_SCANNER to the address of ClamAV’s service, or start it; see docs/operations/mail.md.")
    stays = _("Files that come with messages stay closed: no scanner is set.")
    if not settings.SCANNER or (settings.SCANNER == STAND_IN and not settings.DEMONSTRATION):
        yield Finding("scanner", "GUICHET_SCANNER", stays, mend)
    elif settings.SCANNER != STAND_IN:
        try:
            connect_to_scanner(settings.SCANNER, SECONDS).close()
        except OSError as error:
            why = error.strerror or str(error)
            yield Finding("scanner", settings.SCANNER, _("Nothing answers there: %(why)s.") % {"why": why}, mend)


def second_reader() -> Iterator[Finding]:
    """Find a second reader of questions that cannot be asked, or that would be asked in the open."""
    if not settings.READER_URL:
        return
    address = urlsplit(settings.READER_URL)
    mend = _(
        "Start the model’s server, correct GUICHET_READER_URL, or take it away: questions are answered without it."
    )
    if address.scheme not in {"http", "https"} or not address.hostname:
        yield Finding("second reader", "GUICHET_READER_URL", _("The address of the second reader is not one."), mend)
        return
    if address.scheme == "http" and address.hostname not in {"127.0.0.1", "::1", "localhost"}:
        yield Finding(
            "second reader",
            "GUICHET_READER_URL",
            _("What people ask would go to the second reader unencrypted."),
            _("Use an address with https, or a model on this machine."),
        )
    if not settings.READER_MODEL or settings.READER_SECONDS < 1:
        yield Finding(
            "second reader",
            "GUICHET_READER_MODEL",
            _("The second reader’s model is not named, or it has no time."),
            _("Set GUICHET_READER_MODEL, and GUICHET_READER_SECONDS to one or more."),
        )
    port = address.port or (443 if address.scheme == "https" else 80)
    yield from reach("second reader", address.hostname, port, mend)


def reach(
    check: str, host: str, port: int, mend: str, connect: Connect = socket.create_connection
) -> Iterator[Finding]:
    """Find a host that does not take a connection within a few seconds."""
    try:
        connect((host, port), timeout=SECONDS).close()
    except OSError as error:
        why = error.strerror or str(error)
        yield Finding(check, f"{host}:{port}", _("Nothing answers there: %(why)s.") % {"why": why}, mend)


def static_files() -> Iterator[Finding]:
    """Find pages that would come without their styles."""
    if isinstance(staticfiles_storage, ManifestFilesMixin):
        if not staticfiles_storage.hashed_files:
            yield Finding(
                "static files",
                str(settings.STATIC_ROOT),
                _("The styles, fonts and scripts have not been gathered."),
                _("Run “guichet collectstatic --noinput”."),
            )
        return
    for name, folder in settings.STATICFILES_DIRS:
        if not Path(folder).is_dir():
            yield Finding(
                "static files",
                str(folder),
                _("The folder of “%(name)s” is not there.") % {"name": name},
                _("Run “make run” once: it fetches fonts and tokens."),
            )


def french() -> Iterator[Finding]:
    """Find apps whose French has not been compiled, so that French readers would get English."""
    yield from uncompiled(Path(app.path) for app in apps.get_app_configs() if app.name.startswith("guichet."))


def uncompiled(folders: Iterable[Path]) -> Iterator[Finding]:
    """Find the apps in these folders that have French, but no compiled form of it."""
    for folder in folders:
        path = catalogue_path(folder)
        if path.exists() and not path.with_suffix(".mo").exists():
            yield Finding(
                "French",
                str(path),
                _("The French of this part has not been compiled."),
                _("Run “guichet messages --compile”."),
            )


def worker() -> Iterator[Finding]:
    """Find that no worker has been seen lately: nothing would be sent."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('procrastinate_workers') IS NOT NULL")
        (has_table,) = cursor.fetchone()
        if not has_table:
            return
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - %s::interval",
            [WORKER_SILENT_FOR],
        )
        (alive,) = cursor.fetchone()
    if not alive:
        yield Finding(
            "worker",
            "procrastinate_workers",
            _("No worker has been seen in the last two minutes: messages wait."),
            _("Start “guichet work”."),
        )


def audit_key() -> Iterator[Finding]:
    """Find that nothing signs the head of the access log, so that a whole log could be written anew."""
    mend = _("Set it to name:key; “guichet audit new-key” prints a key.")
    try:
        if not public_keys():
            said = _("There is no key to sign the access log with: who has the database could write it anew.")
            yield Finding("access log", "GUICHET_AUDIT_KEYS", said, mend)
    except NoKey:
        yield Finding("access log", "GUICHET_AUDIT_KEYS", _("The key that signs the access log is none."), mend)


def audit_log() -> Iterator[Finding]:
    """Find an access log that is not linked, or has gaps."""
    state = audit_state()
    if state.is_stuck(datetime.now(UTC)):
        yield Finding(
            "access log",
            "identity_accessrecord",
            _("The access log is not linked, or entries are missing: %(waiting)s wait, %(gaps)s are missing.")
            % {"waiting": state.waiting, "gaps": state.gaps},
            _("Start “guichet work”; then run “guichet audit verify”, which names what is wrong."),
        )


CHECKS: tuple[Check, ...] = (
    data_files,
    own_data_folder,
    data_that_name_one_another,
    programs_the_finder_lacks,
    secret_key,
    sealing_keys,
    site_address,
    database,
    migrations,
    extensions,
    sealed_facts,
    mail,
    text_provider,
    scanner,
    second_reader,
    static_files,
    french,
    worker,
    audit_key,
    audit_log,
)
NEED_DATABASE = {migrations, extensions, sealed_facts, worker, audit_log}
