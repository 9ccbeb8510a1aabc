"""The words of clients: ways to reach them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from guichet.identity.terms import Disclosure


class ContactKind(TextChoices):
    """A way to reach somebody."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")


class NoticeChannel(TextChoices):
    """How a client wants to be told, beside the message that always stands in their account."""

    EMAIL = "email", _("By e-mail")
    TEXT = "text", _("By text message")
    ACCOUNT = "account", _("In my account only")


class ContactMeans(TextChoices):
    """How somebody showed that an address is theirs."""

    CODE = "CODE", _("By a code sent to it")
    POST = "POST", _("By a code sent by post")
    STAFF = "STAFF", _("Said by the client to a member of staff")


class AddressPart(TextChoices):
    """A part of a postal address. Which of them there are, and in which order, is the custom of each country."""

    STREET = "street_address", _("Street, number, building, or post box")
    DISTRICT = "city_area", _("District or neighbourhood")
    CITY = "city", _("City, town or village")
    AREA = "country_area", _("Province, state or region")
    CODE = "postal_code", _("Postal code")
    SORTING = "sorting_code", _("Sorting code")


class CodeRefusal(TextChoices):
    """Why a code was not sent, or not taken."""

    WRONG = "WRONG", _("This is not the code that we sent. Check it and type it again.")
    EXPIRED = "EXPIRED", _("This code no longer works. Ask for a new one.")
    TOO_MANY_TRIES = "TOO_MANY_TRIES", _("This code was typed wrongly too often. Ask for a new one.")
    TOO_SOON = "TOO_SOON", _("We have just sent you a code. It can take a minute to arrive.")
    TOO_MANY_CODES = "TOO_MANY_CODES", _("We sent several codes today. You can ask for another one tomorrow.")


class ContactRefusal(TextChoices):
    """Why an address was not added, used or taken away."""

    ALREADY_THERE = "ALREADY_THERE", _("This is already among your addresses and numbers.")
    TOO_MANY = "TOO_MANY", _("You have several of these already. Remove one first.")
    NOT_CONFIRMED = "NOT_CONFIRMED", _("Confirm it first: we send a code to it.")
    IN_USE = "IN_USE", _("We write to this one. Choose another one first.")


class NameKind(TextChoices):
    """What a name is to the person."""

    USED = "used", _("Name used")
    OFFICIAL = "official", _("Official name")


class FormerKind(TextChoices):
    """What somebody was once called or entered as."""

    NAME = "name", _("Former name")
    GENDER = "gender", _("Former gender")


class FormerReason(TextChoices):
    """Why an officer must know a former name. Asked before it is shown, and logged."""

    DOCUMENT = "DOCUMENT", _("A document on the file bears another name")
    CHECK_ABROAD = "CHECK_ABROAD", _("A police or security check in another name")
    COURT = "COURT", _("A court or another authority asks")
    CLIENT_ASKED = "CLIENT_ASKED", _("The client asks for it")


class Gender(TextChoices):
    """Gender as the person says it. Source: the department’s policy on sex and gender; ICAO Doc 9303 (F, M, X)."""

    FEMALE = "F", _("Female")
    MALE = "M", _("Male")
    ANOTHER = "X", _("Another gender")


class DeathProof(TextChoices):
    """What showed that somebody has died."""

    CERTIFICATE = "CERTIFICATE", _("Death certificate")
    FUNERAL_HOME = "FUNERAL_HOME", _("Statement of a funeral home")
    COURT_ORDER = "COURT_ORDER", _("Order of a court")
    AUTHORITY = "AUTHORITY", _("Notice of another authority")


class Frequency(TextChoices):
    """How often a client wants to be told. What is urgent comes at once, whatever they chose."""

    EACH = "each", _("Each change, as it happens")
    DAILY = "daily", _("Once a day, if something changed")
    WEEKLY = "weekly", _("Once a week, if something changed")


class Format(TextChoices):
    """A form in which a client can read or hear what we say. Source: Accessible Canada Regulations, s. 8."""

    LARGE_PRINT = "large_print", _("Large print")
    AUDIO = "audio", _("Audio")
    BRAILLE = "braille", _("Braille")
    ELECTRONIC = "electronic", _("An electronic file for my reader")


class LinkMeans(TextChoices):
    """How an account proved that a file is theirs."""

    FACTS = "FACTS", _("Number and facts from the file")
    ASSISTED = "ASSISTED", _("With the help of two members of staff")
    DEMONSTRATION = "DEMONSTRATION", _("Demonstration")


class FoundBy(TextChoices):
    """Why a search shows a client."""

    UCI = "UCI", _("Client identifier")
    NUMBER = "NUMBER", _("Application number")
    EMAIL = "EMAIL", _("E-mail address")
    PHONE = "PHONE", _("Telephone number")
    NAME = "NAME", _("Name")
    NAME_ALIKE = "NAME_ALIKE", _("Similar name")
    BIRTH = "BIRTH", _("Date of birth")


class LinkRefusal(TextChoices):
    """Why an account was not linked to a file. Which of the facts was wrong is never said."""

    NOT_PROVED = "NOT_PROVED", _("What you entered does not match a file that can be linked to this account.")
    TOO_MANY_TRIES = "TOO_MANY_TRIES", _("There were too many tries. You can try again later.")


class DuplicateReason(TextChoices):
    """Why two records may be one person’s."""

    BIRTH = "BIRTH", _("Born on the same day")
    NAME = "NAME", _("The same name")
    NAME_ALIKE = "NAME_ALIKE", _("A similar name")
    EMAIL = "EMAIL", _("The same e-mail address")
    PHONE = "PHONE", _("The same telephone number")
    UCI_SLIP = "UCI_SLIP", _("Client identifiers that differ by one slip")
    COUNTRY = "COUNTRY", _("The same country of citizenship")


class DuplicateState(TextChoices):
    """What people decided of two records that look alike."""

    OPEN = "OPEN", _("To be decided")
    SAME = "SAME", _("One person")
    DIFFERENT = "DIFFERENT", _("Two people")


class MergeProof(TextChoices):
    """What was compared before two records were joined."""

    DOCUMENT_SEEN = "DOCUMENT_SEEN", _("I saw an identity document that fits both records")
    UCI_LETTER = "UCI_LETTER", _("A letter of ours that the person has names the other record’s UCI")
    PERSON_CONFIRMED = "PERSON_CONFIRMED", _("The person confirmed it, and proved who they are")
    FILES_COMPARED = "FILES_COMPARED", _("I compared the files: the same documents, the same history")
    CASE_SYSTEM = "CASE_SYSTEM", _("The case system holds them as one person")


class UndoReason(TextChoices):
    """Why two records that had been joined were parted again."""

    DIFFERENT_PEOPLE = "DIFFERENT_PEOPLE", _("They are two people")
    NOT_PROVED = "NOT_PROVED", _("The proof does not hold, and it must be looked at again")


class MergeRefusal(TextChoices):
    """Why records cannot be joined or parted."""

    NOT_ALLOWED = "NOT_ALLOWED", _("Your role does not cover joining records.")
    NO_SUCH_RECORD = "NO_SUCH_RECORD", _("There is no record with this number.")
    ALREADY_ONE = "ALREADY_ONE", _("These records are joined already.")
    NO_PROOF = "NO_PROOF", _("Say what you compared.")
    NOT_ONE_OF_THEM = "NOT_ONE_OF_THEM", _("Choose which of the two records is kept.")
    CHANGED = "CHANGED", _("Somebody joined or parted one of these records just now. Compare them again.")
    NOT_JOINED = "NOT_JOINED", _("These records are not joined any more.")
    NOT_OPENED = "NOT_OPENED", _("Open both records for a purpose first.")


class HelperNews(TextChoices):
    """What somebody is told who helps a client, beside what the client is told."""

    NEWS = "NEWS", _("Something is new in a file that they may see")
    INVITED = "INVITED", _("A client asks for their help")
    DECLINED = "DECLINED", _("A client said no")
    WITHDRAWN = "WITHDRAWN", _("A client no longer asks for their help")
    GIVEN = "GIVEN", _("A client allowed them to see a file")
    CHANGED = "CHANGED", _("What they may see was changed")
    OVER = "OVER", _("They no longer see a file")
    ENDING = "ENDING", _("They will stop seeing a file")
    LICENCE = "LICENCE", _("Their licence was found not valid")
    GROUP = "GROUP", _("A group of sponsors asks them to belong to it")


class CopyState(TextChoices):
    """How far the message came that tells a helper what a client is told. It says nothing of the client’s own."""

    WAITING = "WAITING", _("Waiting to be sent")
    SENT = "SENT", _("Sent")
    FAILED = "FAILED", _("Could not be delivered")


class AuthoritySource(TextChoices):
    """On what an authority rests: a form, one’s own sign-in, or the law."""

    ONLINE = "ONLINE", _("Given in the account")
    IMM5476 = "IMM5476", _("Form IMM 5476, use of a representative")
    IMM5475 = "IMM5475", _("Form IMM 5475, authority to release information")
    MP_CONSENT = "MP_CONSENT", _("Consent for the office of a member of Parliament or senator")
    ACCESS_CONSENT = "ACCESS_CONSENT", _("Consent for a request for records")
    WRITTEN = "WRITTEN", _("Another written consent")
    BY_LAW = "BY_LAW", _("By law")
    AGREEMENT = "AGREEMENT", _("Agreement with the department")
    ESTATE_PAPER = "ESTATE_PAPER", _("Paper that names who settles the estate")


class AuthorityProof(TextChoices):
    """How it was made sure that an authority was given."""

    OWN_SIGN_IN = "OWN_SIGN_IN", _("The client said so, signed in")
    SIGNATURE_SEEN = "SIGNATURE_SEEN", _("A signature was compared")
    TWO_STAFF = "TWO_STAFF", _("Two members of staff saw the form")
    COURT_ORDER = "COURT_ORDER", _("An order of a court was seen")
    BIRTH_RECORD = "BIRTH_RECORD", _("A record of birth or custody was seen")
    DEMONSTRATION = "DEMONSTRATION", _("Shown for practice only")


class Licence(TextChoices):
    """What a regulator’s register said of a licence."""

    VALID = "VALID", _("Valid")
    LAPSED = "LAPSED", _("Not valid")
    UNKNOWN = "UNKNOWN", _("Not found out")
    UNPAID = "UNPAID", _("None needed: not paid")


class AuthorityEnd(TextChoices):
    """Why an authority was taken back before its time."""

    CLIENT = "CLIENT", _("The client took it back")
    HOLDER = "HOLDER", _("The person handed it back")
    PAPER = "PAPER", _("A signed form took it back")
    CHANGED = "CHANGED", _("Another took its place")
    SAID = "SAID", _("The client told us to")
    STAFF = "STAFF", _("Staff ended it, with a reason")


class FormAct(TextChoices):
    """What a form on paper asks for."""

    APPOINT = "APPOINT", _("To let somebody see or act")
    CANCEL = "CANCEL", _("To take it back")


class Shown(TextChoices):
    """What an adult of a household lets another one see of their file."""

    NOTHING = "NOTHING", _("Nothing")
    STATUS = "STATUS", _("Where my file stands")
    CASE = "CASE", _("Everything but the most sensitive")

    @property
    def sees(self) -> frozenset[Disclosure]:
        """Return the classes of facts that it opens."""
        return _OPENED[self.value]


_OPENED = {
    "NOTHING": frozenset[Disclosure](),
    "STATUS": frozenset({Disclosure.STATUS}),
    "CASE": frozenset({Disclosure.STATUS, Disclosure.CASE}),
}


class Answer(TextChoices):
    """What came of asking somebody for their yes."""

    YES = "YES", _("Said yes")
    NO = "NO", _("Said no")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


class Awaited(TextChoices):
    """Whose yes an authority or a household still waits for."""

    CLIENT = "CLIENT", _("The client")
    HOLDER = "HOLDER", _("The person who is to hold it")
    STAFF = "STAFF", _("A second member of staff")


class AuthorityRefusal(TextChoices):
    """Why an authority was not given, changed or taken back."""

    NOT_YOURS = "NOT_YOURS", _("This is not yours to decide.")
    GONE = "GONE", _("This was answered already, or its time is over.")
    YOURSELF = "YOURSELF", _("You cannot give authority to yourself.")
    LEVEL = "LEVEL", _("Confirm who you are first, in a surer way.")
    SCOPE = "SCOPE", _("This goes beyond what may be allowed.")
    SOURCE = "SOURCE", _("This kind of authority does not rest on such a form.")
    PROOF = "PROOF", _("The proof is missing.")
    END_NEEDED = "END_NEEDED", _("Say until when it holds.")
    TOO_LONG = "TOO_LONG", _("It would hold for longer than is allowed.")
    ENDS_TOO_SOON = "ENDS_TOO_SOON", _("It would end before it begins.")
    FILES_NEEDED = "FILES_NEEDED", _("Name the files that it is for.")
    LICENCE = "LICENCE", _("Whoever is paid needs a valid licence, and the register did not confirm one.")
    NOT_KNOWN = "NOT_KNOWN", _("Make sure first that it is the client who says so.")
    FAULT = "FAULT", _("Choose why the form does not hold.")
    REASON = "REASON", _("Choose a reason.")
    DECEASED = "DECEASED", _("The client has died: only who settles the estate can be entered.")
    NOT_DECEASED = "NOT_DECEASED", _("Record first that the client has died: an estate is settled only then.")
    SAME_PERSON = "SAME_PERSON", _("Somebody else must look at it, not the person who recorded it.")
    TOO_MANY = "TOO_MANY", _("Too many requests still wait for an answer.")
    NOT_A_MINOR = "NOT_A_MINOR", _("This person is of age, or their date of birth is not known.")
    NOT_AN_ADULT = "NOT_AN_ADULT", _("Only adults can do this.")
    NOT_IN_HOUSEHOLD = "NOT_IN_HOUSEHOLD", _("This person does not belong to your household.")
    IN_A_HOUSEHOLD = "IN_A_HOUSEHOLD", _("This person belongs to another household.")
    NO_FILE = "NO_FILE", _("Link a file of yours to this account first.")
    # Also what somebody in danger is told: whoever reads along must not learn why.
    ASK_US = "ASK_US", _("This cannot be done here now. Contact us, and a person will help you.")


class Requester(TextChoices):
    """As who somebody asks about a client."""

    CLIENT = "CLIENT", _("The client")
    REPRESENTATIVE = "REPRESENTATIVE", _("A representative")
    DESIGNATED = "DESIGNATED", _("A person named to be told")
    PARENT = "PARENT", _("A parent or guardian")
    FAMILY = "FAMILY", _("A member of the family")
    SPONSOR = "SPONSOR", _("A sponsor")
    MP_OFFICE = "MP_OFFICE", _("The office of a member of Parliament")
    SENATOR_OFFICE = "SENATOR_OFFICE", _("The office of a senator")
    PARTNER_SITE = "PARTNER_SITE", _("A partner site")
    EMPLOYER = "EMPLOYER", _("An employer or school")
    INVESTIGATIVE_BODY = "INVESTIGATIVE_BODY", _("An investigative body")
    ESTATE = "ESTATE", _("Who settles an estate")
    OTHER = "OTHER", _("Somebody else")


class Consent(TextChoices):
    """The state of the consent behind a request, as far as it matters."""

    OWN = "OWN", _("None needed: one’s own, or by law")
    NONE = "NONE", _("There is none")
    UNSIGNED = "UNSIGNED", _("Not signed")
    NOT_BEGUN = "NOT_BEGUN", _("Not in force yet")
    ENDED = "ENDED", _("Over, or taken back")
    TO_ACT = "TO_ACT", _("For being told and for acting")
    TO_BE_TOLD = "TO_BE_TOLD", _("For being told")
    MEMBER = "MEMBER", _("For a member’s or senator’s office")
    RECORDS = "RECORDS", _("For a request for records")
    COURT = "COURT", _("An order of a court")
    LESS = "LESS", _("For less than is asked, or for other files")


class Pay(TextChoices):
    """Whether somebody helps for pay, and may."""

    UNPAID = "UNPAID", _("Without pay")
    LICENSED = "LICENSED", _("Paid, and licensed")
    UNLICENSED = "UNLICENSED", _("Paid, without a licence")
    UNKNOWN = "UNKNOWN", _("Paid, licence not confirmed")


class WayIn(TextChoices):
    """How well a way in keeps what is said between two people."""

    SIGNED_IN = "SIGNED_IN", _("Signed in, or a known office’s own line")
    SPOKEN = "SPOKEN", _("By telephone, or face to face")
    WRITTEN = "WRITTEN", _("By letter or e-mail")
    STATUS_ONLY = "STATUS_ONLY", _("A line that tells only where a file stands")
    OPEN = "OPEN", _("Where others can read it")


class Identified(TextChoices):
    """Whether it is established who asks."""

    YES = "YES", _("Established")
    NO = "NO", _("Not established")


class CallerCheck(TextChoices):
    """How somebody who answers made sure who asks."""

    NONE = "NONE", _("Not at all")
    QUESTIONS = "QUESTIONS", _("They answered the questions about the file, all of them rightly")
    CALLED_BACK = "CALLED_BACK", _("I called them back, on a number that we hold or that their office publishes")
    DOCUMENT = "DOCUMENT", _("They showed an identity document, and I saw the original")
    OWN_LINE = "OWN_LINE", _("They came by the line that is kept for their office")
    SIGNATURE = "SIGNATURE", _("They wrote, and I compared the signature")


class AskedFor(TextChoices):
    """What is asked for."""

    GENERAL = "GENERAL", _("General information")
    STATUS = "STATUS", _("The status of the file")
    CASE = "CASE", _("Letters, documents and reasons")
    SENSITIVE = "SENSITIVE", _("Medical, police or security matters")
    OWN_PART = "OWN_PART", _("One’s own part of a sponsorship")
    PACKAGE = "PACKAGE", _("Whether a package arrived")
    THIRD_PARTY = "THIRD_PARTY", _("Facts about another person")
    NEVER = "NEVER", _("What is never told")
    ACT = "ACT", _("To act for the client")
    CHANGE = "CHANGE", _("To change an address or a representative")
    ADVISE = "ADVISE", _("To advise or decide")
    RECORDS = "RECORDS", _("Copies of records")


class Outcome(TextChoices):
    """What is decided about a request."""

    ALLOW = "ALLOW", _("Allowed")
    GENERAL_ONLY = "GENERAL_ONLY", _("General information only")
    ASK_CONSENT = "ASK_CONSENT", _("Ask for the client’s consent")
    REFER = "REFER", _("Pass it on to those whose matter it is")
    DENY = "DENY", _("Not allowed")


class IdentityFact(TextChoices):
    """A fact of who somebody is that can be put right here."""

    NAME = "NAME", _("Name")
    BIRTH_DATE = "BIRTH_DATE", _("Date of birth")
    COUNTRY = "COUNTRY", _("Country of citizenship")
