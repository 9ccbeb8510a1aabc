"""The words of guidance: what it is about, for whom, what it does for the reader, and how far a version is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Topic(TextChoices):
    """What an article is about; the order in which topics are listed."""

    VISITING = "visiting", _("Visiting")
    STUDYING = "studying", _("Studying")
    WORKING = "working", _("Working")
    PERMANENT_RESIDENCE = "permanent-residence", _("Living here for good")
    FAMILY = "family", _("Bringing family")
    REFUGEES = "refugees", _("Protection and refugees")
    CITIZENSHIP = "citizenship", _("Citizenship")
    PASSPORTS = "passports", _("Passports and travel documents")
    ARRIVING = "arriving", _("Arriving and settling")
    STATUS = "status", _("Where a file stands")
    DOCUMENTS = "documents", _("Documents, fingerprints and medical exams")
    DECISIONS = "decisions", _("Decisions and what you can do")
    FEES = "fees", _("Fees and refunds")
    ACCOUNT = "account", _("Your account and messages")
    CONTACT = "contact", _("Reaching us")
    PEOPLE = "people", _("Representatives and people who help")
    FRAUD = "fraud", _("Fraud")
    PRIVACY = "privacy", _("Privacy and safety")


class Audience(TextChoices):
    """For whom an article is."""

    EVERYONE = "everyone", _("Everyone")
    VISITOR = "visitor", _("Visitors")
    STUDENT = "student", _("Students")
    WORKER = "worker", _("Workers")
    SKILLED_WORKER = "skilled-worker", _("Skilled workers")
    SPONSOR = "sponsor", _("Sponsors")
    FAMILY = "family", _("Families")
    REFUGEE = "refugee", _("Refugees")
    PERMANENT_RESIDENT = "permanent-resident", _("Permanent residents")
    CITIZEN = "citizen", _("Citizens")
    NEWCOMER = "newcomer", _("Newcomers")
    REPRESENTATIVE = "representative", _("Representatives")


class Does(TextChoices):
    """What the answer of an article is."""

    ANSWER = "answer", _("It answers")
    LIVE = "live", _("It shows a figure, or the reader’s own file")
    TOOL = "tool", _("It leads to a tool")
    HAND_OVER = "hand_over", _("A person must help")


class Tool(TextChoices):
    """The tools to which an article may lead."""

    FIND_PROGRAM = "find-program", _("Find your program")
    VISA_OR_ETA = "visa-or-eta", _("Do you need a visa or an eTA?")
    POINTS = "points", _("Express Entry points")
    FSW_POINTS = "fsw-points", _("Skilled worker grid of 67 points")
    FUNDS = "funds", _("Money you need to settle")
    SPONSOR_INCOME = "sponsor-income", _("Income to sponsor")
    BIOMETRICS = "biometrics", _("Do you have to give fingerprints?")
    RESIDENCE_DAYS = "residence-days", _("Days to keep permanent residence")
    CITIZENSHIP_DAYS = "citizenship-days", _("Days to become a citizen")
    TIMES = "times", _("How long it takes")


class VersionState(TextChoices):
    """How far a version of an article is."""

    DRAFT = "DRAFT", _("Being written")
    WAITING = "WAITING", _("Waits for a second person")
    PUBLISHED = "PUBLISHED", _("Published")
    REPLACED = "REPLACED", _("Replaced by a newer version")
    SENT_BACK = "SENT_BACK", _("Sent back, with a reason")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


class Freshness(TextChoices):
    """How fresh an article is: reviewed, to be reviewed, or too old to be shown."""

    REVIEWED = "REVIEWED", _("Reviewed")
    OVERDUE = "OVERDUE", _("Its day of review has passed")
    GONE = "GONE", _("Not shown: nobody reviewed it in time")


class GuidanceRefusal(TextChoices):
    """Why something about an article cannot be done."""

    NOT_YOURS = "NOT_YOURS", _("Your role does not cover this.")
    YOUR_OWN = "YOUR_OWN", _("Somebody else must approve what you wrote.")
    ANOTHER_WAITS = "ANOTHER_WAITS", _("A colleague’s version of this article waits for approval. It comes first.")
    NOTHING_CHANGED = "NOTHING_CHANGED", _("This is what is published already.")
    NAMES_NOTHING = "NAMES_NOTHING", _("The text names something that does not exist.")
    NO_REASON = "NO_REASON", _("Say what should be changed.")
    REVIEW_NOT_AHEAD = "REVIEW_NOT_AHEAD", _("The next day of review must lie ahead.")


class NoticeKind(TextChoices):
    """How much a notice matters; the order in which notices are shown."""

    URGENT = "URGENT", _("Very urgent")
    WARNING = "WARNING", _("Warning")
    INFORMATION = "INFORMATION", _("For information")


class NoticeAudience(TextChoices):
    """Who is shown a notice."""

    PUBLIC = "PUBLIC", _("Everybody")
    CLIENTS = "CLIENTS", _("Clients who have signed in")
    HELPERS = "HELPERS", _("Those who help clients")
    STAFF = "STAFF", _("Staff")


class NoticeRefusal(TextChoices):
    """Why something about a notice cannot be done."""

    NOT_YOURS = "NOT_YOURS", _("Your role does not cover this.")
    YOUR_OWN = "YOUR_OWN", _("Somebody else must approve what you wrote.")
    ANOTHER_WAITS = "ANOTHER_WAITS", _("A colleague’s version of this notice waits for approval. It comes first.")
    TOO_HARD = "TOO_HARD", _("The text is too hard to read: grade 8 at most, in both languages.")
    TOO_LONG = "TOO_LONG", _("The title has 80 characters at most, the text 400.")
    NO_TEXT = "NO_TEXT", _("Write a title and a text, in both languages.")
    NO_AUDIENCE = "NO_AUDIENCE", _("Say who is to see it.")
    NOT_LATER = "NOT_LATER", _("The last day must not lie before the first, nor in the past.")
    SHOWN_TOO_LONG = "SHOWN_TOO_LONG", _("A notice is not shown for so long. Write an answer instead.")
    NO_PROGRAM = "NO_PROGRAM", _("There is no program of this code.")
    NO_COUNTRY = "NO_COUNTRY", _("There is no country of this code.")
    NO_OFFICE = "NO_OFFICE", _("There is no office of this code.")
    NO_REASON = "NO_REASON", _("Say what should be changed.")


class ReaderSign(TextChoices):
    """What readers of an article do or say, counted by day and by nobody’s name."""

    READ = "READ", _("Read")
    HELPED = "HELPED", _("It helped")
    NOT_HELPED = "NOT_HELPED", _("It did not help")
    OTHER_MATTER = "OTHER_MATTER", _("It is not what I was looking for")
    HARD = "HARD", _("It is hard to understand")
    WRONG = "WRONG", _("It is wrong or out of date")
    STILL_ASK = "STILL_ASK", _("I still need to ask somebody")
    CONTACT = "CONTACT", _("Went on to contact us")


# Why an answer did not help, as readers are asked.
WHY_NOT = (ReaderSign.OTHER_MATTER, ReaderSign.HARD, ReaderSign.WRONG, ReaderSign.STILL_ASK)


class MissedSource(TextChoices):
    """Where a question got no answer."""

    SEARCH = "SEARCH", _("In the search")
    CHAT = "CHAT", _("In the chat")


class MissedState(TextChoices):
    """How far a matter is that people asked about and got no answer."""

    WAITING = "WAITING", _("Waits for an answer")
    ANSWERED = "ANSWERED", _("Answered since")
    SET_ASIDE = "SET_ASIDE", _("Set aside")


class MissedOutcome(TextChoices):
    """What came of a matter that people asked about and got no answer."""

    LINKED = "LINKED", _("Added to an answer as a way of asking")
    WRITTEN = "WRITTEN", _("An answer was written for it")
    NOT_OURS = "NOT_OURS", _("It is not our matter")
    NO_QUESTION = "NO_QUESTION", _("It is not a question")
    THERE_ALREADY = "THERE_ALREADY", _("There is an answer, and people find it now")


# The reasons for which a matter is set aside.
SET_ASIDE_FOR = (MissedOutcome.NOT_OURS, MissedOutcome.NO_QUESTION, MissedOutcome.THERE_ALREADY)


class MissedRefusal(TextChoices):
    """Why something cannot be done with a matter that people asked about."""

    NOT_YOURS = "NOT_YOURS", _("Your role does not cover this.")
    OVER = "OVER", _("Somebody has seen to this already.")
    NO_WORDS = "NO_WORDS", _("Write at least one way of asking that the answer does not have yet.")
    NO_ANSWER = "NO_ANSWER", _("There is no published answer of this name.")
    NO_REASON = "NO_REASON", _("Choose why it is set aside.")
    PERSONAL = "PERSONAL", _("Take out what is about one person: a number, an address, a date of birth.")
