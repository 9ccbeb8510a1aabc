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
    PRIVACY_OFFICER = "PRIVACY_OFFICER", _("Privacy officer")
    # Works here only where a crisis needs them, and until the moment agreed: see the room of crises.
    SURGE = "SURGE", _("Lent from elsewhere")
    # A centre of its own, with its own queue. Source: handbook, `channels.yaml`, MP.
    MEMBERS_AGENT = "MEMBERS_AGENT", _("Agent for members of Parliament")


class Right(TextChoices):
    """What a page shows or an action does, as one thing that somebody may or may not."""

    PUBLIC = "PUBLIC", _("Read public pages")
    SIGNED_IN = "SIGNED_IN", _("Use an account")
    OWN_FILES = "OWN_FILES", _("Read one’s own files")
    SEARCH_CLIENTS = "SEARCH_CLIENTS", _("Search for clients")
    CLIENT_FILES = "CLIENT_FILES", _("Open a client’s file, for a purpose")
    CLIENT_FACTS = "CLIENT_FACTS", _("Change with a client how they are reached and served")
    RECORD_DEATH = "RECORD_DEATH", _("Record that a client has died")
    FORMER_FACTS = "FORMER_FACTS", _("See a former name or gender, for a stated reason")
    CORRECT = "CORRECT", _("Decide on what a client says is wrong, and put it right")
    CATALOGUE = "CATALOGUE", _("Read programs and standards as staff")
    WRITE_GUIDANCE = "WRITE_GUIDANCE", _("Write and review guidance")
    APPROVE_GUIDANCE = "APPROVE_GUIDANCE", _("Approve what another person wrote, and withdraw guidance")
    PUBLISH_URGENT = "PUBLISH_URGENT", _("Publish an urgent notice at once, to be confirmed afterwards")
    FEED = "FEED", _("See the feed’s runs and the rows it set aside")
    MEND_FEED = "MEND_FEED", _("Try rows again that the feed set aside")
    UNDELIVERED = "UNDELIVERED", _("See notices that did not arrive")
    STUCK_JOBS = "STUCK_JOBS", _("See jobs that keep failing")
    RETRY_JOBS = "RETRY_JOBS", _("Try failed jobs again")
    RECOVER_ACCOUNT = "RECOVER_ACCOUNT", _("Ask that a client gets back into their account")
    CONFIRM_RECOVERY = "CONFIRM_RECOVERY", _("Confirm that a client gets back into their account")
    MERGE_CLIENTS = "MERGE_CLIENTS", _("Join records of one person, and part them again")
    WORK = "WORK", _("Do the tasks that wait for a person")
    SUPERVISE_WORK = "SUPERVISE_WORK", _("See all tasks, and put them back for others")
    ACCESS_LOG = "ACCESS_LOG", _("Read who looked at which file")
    REVIEW_ACCESS = (
        "REVIEW_ACCESS",
        _("Review openings outside one’s own files, unusual looking, and clients’ questions"),
    )
    OVERSIGHT = "OVERSIGHT", _("See investigations and protected files")
    ORDER_INVESTIGATION = "ORDER_INVESTIGATION", _("Order and approve investigations, and protect files")
    STAFF = "STAFF", _("See and change staff and their roles")
    AUTHORITY = "AUTHORITY", _("Record who may act for a client, and end it")
    PRIVACY = "PRIVACY", _("Hold records, and dispose of what is kept no longer")
    LEAD_CRISIS = "LEAD_CRISIS", _("Open and close a crisis, and lend staff to it")
    CRISIS_WORK = "CRISIS_WORK", _("Read and answer what is asked in any crisis")
    HELP_IN_CRISES = "HELP_IN_CRISES", _("Find in the menu the crises in which one helps")
    MEMBER_OFFICE = "MEMBER_OFFICE", _("Help constituents as the office of a member of Parliament or senator")
    MP_ENQUIRIES = "MP_ENQUIRIES", _("Answer offices of members of Parliament and senators")
    MEMBER_OFFICES = "MEMBER_OFFICES", _("Open and close the portal for offices of members of Parliament and senators")
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
    # Not chosen from the list: each has a way of its own, with more asked first.
    CRISIS = "CRISIS", _("They wrote to us in a crisis")
    BREAK_GLASS = "BREAK_GLASS", _("Outside their own files, with a reason that is reviewed")
    INVESTIGATION = "INVESTIGATION", _("A recorded investigation")


class AccessKind(TextChoices):
    """What the access log tells of."""

    LOOK = "LOOK", _("A page about a client was opened")
    OPENED = "OPENED", _("A file was opened for a purpose")
    BREAK_GLASS = "BREAK_GLASS", _("A file was opened outside somebody’s own files")
    BREAK_GLASS_REVIEWED = "BREAK_GLASS_REVIEWED", _("Such an opening was reviewed")
    INVESTIGATION_ORDERED = "INVESTIGATION_ORDERED", _("An investigation was ordered")
    INVESTIGATION_DECIDED = "INVESTIGATION_DECIDED", _("An investigation was approved or refused")
    INVESTIGATION_ENDED = "INVESTIGATION_ENDED", _("An investigation ended")
    LOOK_QUESTIONED = "LOOK_QUESTIONED", _("A client asked about a look")
    LOOK_EXPLAINED = "LOOK_EXPLAINED", _("A client’s question about a look was answered")
    FLAG_REVIEWED = "FLAG_REVIEWED", _("Unusual looking was reviewed")
    PROTECTED = "PROTECTED", _("A file was protected, or no longer")
    DISCLOSED = "DISCLOSED", _("Facts were given to somebody outside")
    OWN_COPY = "OWN_COPY", _("A client downloaded a copy of their own data")
    EXPORTED = "EXPORTED", _("The access log was exported")
    ERASED = "ERASED", _("Persons were erased from entries, by rule")


class Protected(TextChoices):
    """Why a file is opened by nobody without a reason."""

    SAFETY = "SAFETY", _("The client is in danger")
    STAFF = "STAFF", _("The client works here")
    PUBLIC_FIGURE = "PUBLIC_FIGURE", _("The client is widely known")


class Barrier(TextChoices):
    """What stands between somebody and a file. All but one’s own file opens for a reason that is reviewed."""

    OTHER_OFFICE = "OTHER_OFFICE", _("The file is at another office.")
    OTHER_PURPOSE = "OTHER_PURPOSE", _("Your role does not open files for this purpose.")
    SAFETY = "SAFETY", _("The client is in danger; their file is protected.")
    STAFF = "STAFF", _("The client works here; their file is protected.")
    PUBLIC_FIGURE = "PUBLIC_FIGURE", _("The client is widely known; their file is protected.")
    OWN_FILE = "OWN_FILE", _("This is your own file, or one linked to your account.")


class InvestigationRefusal(TextChoices):
    """Why an investigation cannot be ordered, decided or ended."""

    TOO_LONG = "TOO_LONG", _("Looks cannot be kept from a client for so long.")
    NOT_LATER = "NOT_LATER", _("The day must lie ahead.")
    CASE_USED = "CASE_USED", _("There was an investigation of this client under this number.")
    NO_REASON = "NO_REASON", _("Say why, in a sentence or two.")
    NO_INVESTIGATOR = "NO_INVESTIGATOR", _("This person works here no longer, or opens no files.")
    NO_CLIENT = "NO_CLIENT", _("There is no client of this number.")
    SAME_PERSON = "SAME_PERSON", _("Somebody else must decide: not who ordered it, and not who looks.")
    DECIDED = "DECIDED", _("This was decided already.")
    OVER = "OVER", _("This investigation is over, or was never approved.")


class Scope(TextChoices):
    """What a token of the API opens."""

    FEED = "feed", _("Send events of the case system")
    TIMES = "times", _("Read when a decision on a file is likely")
    ENQUIRIES = "enquiries", _("Hand in questions, and see how one’s own stand")


class Level(IntegerChoices):
    """How surely we know who asks. Source: handbook, `channels.yaml`; Privacy Regulations, s. 8(2)."""

    NONE = 0, _("Not known")
    FACTS = 1, _("Facts of the file")
    SIGNED_IN = 2, _("Signed in")
    IN_PERSON = 3, _("In person, or certified")


class Proof(TextChoices):
    """What somebody showed to be known by."""

    FILE_FACTS = "FILE_FACTS", _("Facts of the file")
    EMAIL_CODE = "EMAIL_CODE", _("A code sent by e-mail")
    TEXT_CODE = "TEXT_CODE", _("A code sent by text message")
    POSTED_CODE = "POSTED_CODE", _("A code sent by post")
    PRINTED_CODE = "PRINTED_CODE", _("A printed code")
    RECOVERY_CODE = "RECOVERY_CODE", _("A recovery code")
    APP_CODE = "APP_CODE", _("A code from an authenticator app")
    PASSKEY = "PASSKEY", _("A passkey")
    PIN = "PIN", _("The PIN of the account")
    PROVIDER = "PROVIDER", _("The department’s identity provider")
    CALL_BACK = "CALL_BACK", _("Called back on the number on file")
    DOCUMENT_SEEN = "DOCUMENT_SEEN", _("An original identity document")
    DEMONSTRATION = "DEMONSTRATION", _("A demonstration")


class Act(TextChoices):
    """What may be done only by somebody known surely enough."""

    CHANGE_ADDRESS = "CHANGE_ADDRESS", _("Change an address or number")
    CHANGE_REPRESENTATIVE = "CHANGE_REPRESENTATIVE", _("Say who may act for one")
    CHANGE_SIGN_IN = "CHANGE_SIGN_IN", _("Change how one signs in")
    RELEASE_RECORDS = "RELEASE_RECORDS", _("Receive records")
    COPY_OWN_DATA = "COPY_OWN_DATA", _("Receive a copy of what is held about one")
    CORRECT_IDENTITY = "CORRECT_IDENTITY", _("Correct names, date of birth or other facts of identity")


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
    ESTATE = "ESTATE", _("Settles the estate of somebody who died")


class DeviceKind(TextChoices):
    """What somebody signs in on, as far as it says so itself."""

    PHONE = "PHONE", _("Telephone")
    TABLET = "TABLET", _("Tablet")
    COMPUTER = "COMPUTER", _("Computer")
    OTHER = "OTHER", _("Another device")


class Fact(TextChoices):
    """A fact of the file that a caller is asked for."""

    NAME = "NAME", _("Full name")
    BIRTH_DATE = "BIRTH_DATE", _("Date of birth")
    NUMBER = "NUMBER", _("UCI or application number")
    COUNTRY = "COUNTRY", _("Country of citizenship")
    EMAIL = "EMAIL", _("E-mail address on file")
    PHONE = "PHONE", _("Telephone number on file")
    PROGRAM = "PROGRAM", _("What was applied for")


class IdentityDocument(TextChoices):
    """An original document by which somebody was identified in person."""

    PASSPORT = "PASSPORT", _("Passport or travel document")
    RESIDENT_CARD = "RESIDENT_CARD", _("Permanent resident card")
    NATIONAL_CARD = "NATIONAL_CARD", _("National identity card")
    DRIVING_LICENCE = "DRIVING_LICENCE", _("Driver’s licence")
    PROTECTED_PERSON = "PROTECTED_PERSON", _("Refugee protection claimant document")
    OTHER = "OTHER", _("Another official document with a photo")


class RecoveryGround(TextChoices):
    """By what somebody was identified who lost their way in."""

    FACTS = "FACTS", _("Facts of the file")
    DOCUMENT = "DOCUMENT", _("An original document, seen in person")


class RecoveryOutcome(TextChoices):
    """What somebody gets who lost their way in."""

    SHEET_BY_POST = "SHEET_BY_POST", _("A sheet of printed codes, by post")
    SHEET_IN_HAND = "SHEET_IN_HAND", _("A sheet of printed codes, handed over in person")
    NEW_EMAIL = "NEW_EMAIL", _("A new e-mail address to sign in with")


class SignInRefusal(TextChoices):
    """Why somebody was not let in, or a code not sent. Which part was wrong is never said."""

    NOT_RIGHT = "NOT_RIGHT", _("This is not right. Check what you entered and try again.")
    WAIT = "WAIT", _("There were too many tries. Wait a little and try again.")
    TOO_MANY = "TOO_MANY", _("There were too many tries today by this way. Use another way, or try again tomorrow.")
    NO_WAY = "NO_WAY", _("We have no number or address that a code could be sent to.")
    NOT_SENT = "NOT_SENT", _("The code could not be sent just now. Try again in a little while, or use another way.")
    LOCKED = "LOCKED", _("You told us that somebody else was in this account. Nothing can be changed for now.")
    EASY_PIN = "EASY_PIN", _("This PIN is too easy to guess. Choose another one.")


class RecoveryRefusal(TextChoices):
    """Why a recovery cannot be asked for, confirmed, stopped or finished."""

    NOT_IDENTIFIED = "NOT_IDENTIFIED", _("Make sure first who the person is.")
    NOT_SEEN = "NOT_SEEN", _("This way needs an original document, seen in person.")
    ALREADY_OPEN = "ALREADY_OPEN", _("A recovery is already open for this client.")
    SAME_PERSON = "SAME_PERSON", _("Somebody else must confirm it: not the person who asked.")
    OVER = "OVER", _("This recovery is over.")
    TOO_EARLY = "TOO_EARLY", _("The client can still stop it. Wait until the time is over.")
    ADDRESS_TAKEN = "ADDRESS_TAKEN", _("This e-mail address cannot be used. Enter another one.")
    NO_ADDRESS = "NO_ADDRESS", _("Enter the postal address as it stands in the file.")
