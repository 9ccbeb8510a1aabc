"""The words of enquiries: ways in, how surely we know who writes, what becomes of a question."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from guichet.enquiries.reading_terms import Axis as Axis
from guichet.enquiries.reading_terms import Mood as Mood


class Channel(TextChoices):
    """The way by which a contact came in."""

    WEB_FORM = "web_form", _("Web form")
    EMAIL = "email", _("E-mail")
    CHAT = "chat", _("Chat")
    SOCIAL = "social", _("Social media")
    API = "api", _("Partner system")
    POST = "post", _("Letter")
    PHONE = "phone", _("Telephone")
    COUNTER = "counter", _("Counter")


class ProofLevel(IntegerChoices):
    """How surely the sender of a contact is who they say. Anybody can write any address above a message."""

    CLAIMED = 0, _("As they say themselves")
    ADDRESS = 1, _("The address is shown to be theirs")
    SIGNED_IN = 2, _("Signed in")


class Automatic(TextChoices):
    """What kind of message no person wrote to us, or nobody need answer."""

    AUTO_REPLY = "AUTO_REPLY", _("Automatic reply")
    BOUNCE = "BOUNCE", _("Report of a message that did not arrive")
    LIST = "LIST", _("Mailing list")
    LOOP = "LOOP", _("One of our own messages that came back")
    SPAM = "SPAM", _("Unwanted mail")


class EnquiryState(TextChoices):
    """How far an enquiry is."""

    OPEN = "OPEN", _("Waiting for an answer")
    WAITING = "WAITING", _("Waiting for the person who asked")
    ANSWERED = "ANSWERED", _("Answered")
    SET_ASIDE = "SET_ASIDE", _("Set aside: no answer is needed")
    # Its contacts are read with those of the question that it was joined to, until that is undone.
    JOINED = "JOINED", _("Joined to another question")


# What may follow what.
NEXT = {
    EnquiryState.OPEN: {EnquiryState.WAITING, EnquiryState.ANSWERED, EnquiryState.SET_ASIDE, EnquiryState.JOINED},
    EnquiryState.WAITING: {EnquiryState.OPEN, EnquiryState.ANSWERED, EnquiryState.SET_ASIDE, EnquiryState.JOINED},
    EnquiryState.ANSWERED: {EnquiryState.OPEN},
    EnquiryState.SET_ASIDE: {EnquiryState.OPEN},
    EnquiryState.JOINED: {EnquiryState.OPEN},
}


class AskerKind(TextChoices):
    """By what somebody is known who is no client of ours, as far as we know."""

    EMAIL = "email", _("E-mail address")
    PHONE = "phone", _("Telephone number")
    HANDLE = "handle", _("Name on a social network")


class Ground(TextChoices):
    """Why a contact may belong to a question that we have."""

    KEY = "KEY", _("It came from the page of the receipt, or answers our own message")
    THREAD = "THREAD", _("It answers an earlier message")
    REFERENCE = "REFERENCE", _("It names the number of the question")
    SAME_WORDS = "SAME_WORDS", _("It says the same")
    SAME_SENDER = "SAME_SENDER", _("It is from the same sender")
    LIKE = "LIKE", _("It seems to ask the same")
    STAFF = "STAFF", _("A member of staff joined it")
    FIRST = "FIRST", _("It asked the question")


class InCommon(TextChoices):
    """What two messages have in common that seem to ask the same."""

    NUMBER = "NUMBER", _("the same number")
    PROGRAM = "PROGRAM", _("the same program")
    DOCUMENT = "DOCUMENT", _("the same document")
    OTHER_LANGUAGE = "OTHER_LANGUAGE", _("in the other language")


class MessageKind(TextChoices):
    """What we tell somebody who has no account."""

    RECEIPT = "RECEIPT", _("That we have their question")
    ADDED = "ADDED", _("That what they added was added")
    ANSWER = "ANSWER", _("That their question is answered")
    ASKED = "ASKED", _("That we need something from them")


class ScanState(TextChoices):
    """Whether a file that came with a contact may be opened."""

    HELD = "HELD", _("Not checked yet")
    CLEAN = "CLEAN", _("Checked")
    INFECTED = "INFECTED", _("Dangerous: not opened")


class WhyReturned(TextChoices):
    """Why an e-mail of ours did not arrive."""

    NO_ADDRESS = "NO_ADDRESS", _("The address does not exist or takes no messages")
    NOT_REACHED = "NOT_REACHED", _("The mailbox was full or could not be reached for days")
    REFUSED = "REFUSED", _("The mail server refused the message")


class OutgoingAct(TextChoices):
    """What is sent."""

    ANSWER = "answer", _("The answer: it closes the question")
    ASK = "ask", _("A question back: the clock stands still until they answer")


class OutgoingState(TextChoices):
    """How far something is that was written and is to be sent."""

    WAITING = "WAITING", _("Goes out at its moment")
    SENT = "SENT", _("Sent")
    TAKEN_BACK = "TAKEN_BACK", _("Taken back before it went out")
    STOPPED = "STOPPED", _("Stopped, since something changed")


class HeldWhy(TextChoices):
    """Why a file stays closed that nobody found dangerous."""

    TOO_LARGE = "TOO_LARGE", _("It is too large to be checked.")
    TOO_MUCH_INSIDE = "TOO_MUCH", _("It says that it holds far more than it is large. Such files can stop a computer.")
    ARCHIVE_INSIDE = "IN_ANOTHER", _("It is a packed file with packed files in it.")
    LOCKED = "LOCKED", _("It is locked with a password, so nobody can check it.")
    OTHER_ARCHIVE = "OTHER_KIND", _("It is packed in a way that we do not open.")
    DAMAGED = "DAMAGED", _("It is packed and damaged.")
    BEYOND_SCANNER = "BEYOND", _("The scanner could not look into all of it.")
    NO_ANSWER = "NO_ANSWER", _("The scanner gave no answer about it, several times.")
    UNREADABLE = "UNREADABLE", _("We cannot read it any more: it was sealed with a key that is missing.")


class EnquiryRefusal(TextChoices):
    """Why something cannot be done with an enquiry."""

    OVER = "OVER", _("This question is closed already.")
    NOT_OPEN = "NOT_OPEN", _("This question is not open any more. Somebody else may have answered it just now.")
    TAKEN_BY_ANOTHER = "TAKEN_BY_ANOTHER", _("A colleague is working on this question.")
    NO_WORDS = "NO_WORDS", _("Write something first.")
    TOO_LONG = "TOO_LONG", _("This is too long. Shorten it, or send it as two messages.")
    SAME_ONE = "SAME_ONE", _("This is the same question.")
    NO_SUCH_ONE = "NO_SUCH_ONE", _("There is no question of this number.")
    HAS_OTHERS = "HAS_OTHERS", _("Other questions were joined to this one. Join it the other way round.")
    OTHER_PERSON = "OTHER_PERSON", _("The two questions are of two people. They cannot be joined.")
    ONLY_CONTACT = "ONLY_CONTACT", _("This is the only message of the question. There is nothing to part.")
    NOT_JOINED = "NOT_JOINED", _("These are not joined any more.")
    DECIDED = "DECIDED", _("Somebody decided this already.")
    CHANGED = "CHANGED", _("Something was added to this question just now. Read it before you send.")
    TOO_MANY = "TOO_MANY", _("You sent several questions today. Add to one of them, or send this one tomorrow.")
    GOES_OUT = "GOES_OUT", _("An answer to this question is about to go out. Take it back first.")
    IS_GONE = "IS_GONE", _("It is too late to take it back: it went out just now.")
    BAD_MOMENT = "BAD_MOMENT", _("Choose a moment from now on, and not too far ahead.")
    NOT_THEIRS = "NOT_THEIRS", _("A colleague wrote this. Only they, or who supervises, can take it back.")
