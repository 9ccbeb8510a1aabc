"""The words of identity: roles, rights, purposes, what may be disclosed, and how surely we know who asks."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a member of staff does. A person may have several."""

    AGENT = "AGENT", _("Support-centre agent")
    SUPERVISOR = "SUPERVISOR", _("Supervisor")
    OFFICER = "OFFICER", _("Officer")
    MANAGER = "MANAGER", _("Manager")
    CONTENT_OWNER = "CONTENT_OWNER", _("Content owner")
    ADMINISTRATOR = "ADMINISTRATOR", _("Administrator")
    AUDITOR = "AUDITOR", _("Auditor")


class Right(TextChoices):
    """What a page shows or an action does, as one thing that somebody may or may not."""

    PUBLIC = "PUBLIC", _("Read public pages")
    SIGNED_IN = "SIGNED_IN", _("Use an account")
    OWN_FILES = "OWN_FILES", _("Read one’s own files")
    SEARCH_CLIENTS = "SEARCH_CLIENTS", _("Search for clients")
    CLIENT_FILES = "CLIENT_FILES", _("Open a client’s file, for a purpose")
    CATALOGUE = "CATALOGUE", _("Read programs and standards as staff")
    FEED = "FEED", _("See the feed’s runs and the rows it set aside")
    MEND_FEED = "MEND_FEED", _("Try rows again that the feed set aside")
    UNDELIVERED = "UNDELIVERED", _("See notices that did not arrive")
    STUCK_JOBS = "STUCK_JOBS", _("See jobs that keep failing")
    RETRY_JOBS = "RETRY_JOBS", _("Try failed jobs again")
    MERGE_CLIENTS = "MERGE_CLIENTS", _("Join records of one person, and part them again")
    WORK = "WORK", _("Do the tasks that wait for a person")
    SUPERVISE_WORK = "SUPERVISE_WORK", _("See all tasks, and put them back for others")
    ACCESS_LOG = "ACCESS_LOG", _("Read who looked at which file")
    STAFF = "STAFF", _("See and change staff and their roles")
    AUTHORITY = "AUTHORITY", _("Record who may act for a client, and end it")
    FEED_EVENTS = "FEED_EVENTS", _("Send events of the case system")


class Purpose(TextChoices):
    """Why a member of staff opens a client’s file. Asked on opening, and logged."""

    CLIENT_ASKED = "CLIENT_ASKED", _("The client is asking about it")
    REPRESENTATIVE_ASKED = "REPRESENTATIVE_ASKED", _("The client’s representative is asking about it")
    WORK_ON_FILE = "WORK_ON_FILE", _("I am working on the file")
    UNDELIVERED_NOTICE = "UNDELIVERED_NOTICE", _("A notice did not arrive")
    SAME_PERSON = "SAME_PERSON", _("To see whether two records are one person’s")
    COMPLAINT = "COMPLAINT", _("A complaint about it")
    QUALITY_REVIEW = "QUALITY_REVIEW", _("Quality review")


class Scope(TextChoices):
    """What a token of the API opens."""

    FEED = "feed", _("Send events of the case system")


class Level(IntegerChoices):
    """How surely we know who asks. Source: handbook, `channels.yaml`; Privacy Regulations, s. 8(2)."""

    NONE = 0, _("Not known")
    FACTS = 1, _("Facts of the file")
    SIGNED_IN = 2, _("Signed in")
    IN_PERSON = 3, _("In person, or certified")


class Disclosure(TextChoices):
    """Classes of what may be told. Source: handbook, `channels.yaml`, disclosure."""

    GENERAL = "GENERAL", _("Programs, fees, public times")
    STATUS = "STATUS", _("Where a file stands, and what it waits for")
    CASE = "CASE", _("Letters, documents, notes and the reasons of a decision")
    SENSITIVE = "SENSITIVE", _("Medical, police, security and third parties")


class AuthorityKind(TextChoices):
    """Who was given authority by a client, or has it by law."""

    REPRESENTATIVE = "REPRESENTATIVE", _("Representative")
    HELPER = "HELPER", _("Helper")
    PARENT = "PARENT", _("Parent or guardian")
    FAMILY = "FAMILY", _("Adult of the same household")
    SPONSOR = "SPONSOR", _("Sponsor")
    SPONSOR_GROUP = "SPONSOR_GROUP", _("Sponsors’ group")
    MP_OFFICE = "MP_OFFICE", _("Office of a member of Parliament or senator")
    PARTNER_SITE = "PARTNER_SITE", _("Partner site")
