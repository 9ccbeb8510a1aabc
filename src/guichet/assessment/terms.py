"""The words of the calculators."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Others find the sentences of why here too.
from guichet.assessment.sentences import StepCode as StepCode


class Route(TextChoices):
    """By which part of the Citizenship Act somebody asks to become a citizen."""

    ADULT = "ADULT", _("Adult permanent resident")
    MINOR = "MINOR", _("Child of a citizen")
    STATELESS = "STATELESS", _("Stateless since birth")
    FORCES = "FORCES", _("Member of the Canadian Armed Forces")


class Certainty(TextChoices):
    """How sure we are of a number or a table."""

    CONFIRMED = "C", _("Confirmed in an official text")
    REPORTED = "C2", _("Reported, not by an official source")
    VERIFY = "V", _("To be verified")


class Schooling(TextChoices):
    """The highest level of schooling, from the least to the most."""

    NONE = "none", _("Less than secondary school")
    SECONDARY = "secondary", _("Secondary school")
    ONE_YEAR = "one_year", _("A program of one year after secondary school")
    TWO_YEAR = "two_year", _("A program of two years")
    THREE_PLUS = "three_plus", _("A bachelor’s degree, or a program of three years or more")
    TWO_OR_MORE = "two_or_more", _("Two or more programs, one of them of three years or more")
    MASTERS = "masters", _("A master’s degree, or a professional degree")
    DOCTORATE = "doctorate", _("A doctorate")


class Study(TextChoices):
    """Study in Canada after secondary school."""

    NONE = "none", _("No study in Canada")
    SHORT = "1_2", _("A program of one or two years in Canada")
    LONG = "3plus", _("A program of three years or more in Canada")


class JobOffer(TextChoices):
    """A job offer that counts."""

    NONE = "none", _("No job offer")
    OTHER = "other", _("A qualifying job offer")
    SENIOR = "00", _("A qualifying job offer in senior management")


class Test(TextChoices):
    """A test of language that is accepted."""

    __test__ = False

    IELTS_GENERAL = "IELTS_GENERAL", _("IELTS, General Training (English)")
    CELPIP_GENERAL = "CELPIP_GENERAL", _("CELPIP, General (English)")
    PTE_CORE = "PTE_CORE", _("PTE Core (English)")
    TEF_CANADA = "TEF_CANADA", _("TEF Canada (French)")
    TCF_CANADA = "TCF_CANADA", _("TCF Canada (French)")


class TravelDocument(TextChoices):
    """What somebody must hold to travel to Canada."""

    ETA = "ETA", _("An electronic travel authorization (eTA)")
    NONE = "NONE", _("A valid passport, and nothing more")
    VISA = "VISA", _("A visitor visa")
    HAS_VISA = "HAS_VISA", _("The visa you already have")
    PR_CARD_OR_PRTD = "PR_CARD_OR_PRTD", _("A permanent resident card or travel document")
    CANADIAN_PASSPORT = "CANADIAN_PASSPORT", _("A Canadian passport")


class EtaState(TextChoices):
    """Whether an eTA serves for a trip."""

    HOLDS = "HOLDS", _("The eTA holds")
    ENDED = "ENDED", _("The eTA ended")
    OTHER_PASSPORT = "OTHER_PASSPORT", _("It is for another passport")


class EtaEnd(TextChoices):
    """What ends an eTA first."""

    YEARS = "YEARS", _("The years it lasts")
    PASSPORT = "PASSPORT", _("The passport it is for")
    REPLACED = "REPLACED", _("A newer eTA")
    CANCELLED = "CANCELLED", _("It was cancelled")
    COUNTRY = "COUNTRY", _("A new rule for the country")
    US_STATUS = "US_STATUS", _("A new rule for residents of the United States")


class Nationality(TextChoices):
    """How somebody’s nationality stands with the visa."""

    EXEMPT = "EXEMPT", _("Needs no visa")
    CONDITIONAL = "CONDITIONAL", _("By air, an eTA may be enough")
    REQUIRED = "REQUIRED", _("Needs a visa")


class Way(TextChoices):
    """How somebody arrives."""

    AIR = "AIR", _("By air")
    LAND = "LAND", _("By land")
    SEA = "SEA", _("By sea")
    ST_PIERRE = "ST_PIERRE", _("By vessel straight from St. Pierre and Miquelon")


class Passport(TextChoices):
    """What is special about a passport."""

    ORDINARY = "ORDINARY", _("Nothing special")
    LISTED = "LISTED", _("The passport that the regulation names")
    CHIP = "CHIP", _("A passport with a chip")
    NO_CHIP = "NO_CHIP", _("A passport without a chip")


class UsStatus(TextChoices):
    """Somebody’s status in the United States."""

    NONE = "NONE", _("No status in the United States")
    RESIDENT = "RESIDENT", _("Lawful permanent resident of the United States")
    NATIONAL = "NATIONAL", _("National of the United States")


class CanadianStatus(TextChoices):
    """Somebody’s status in Canada."""

    NONE = "NONE", _("Neither citizen nor permanent resident of Canada")
    RESIDENT = "RESIDENT", _("Permanent resident of Canada")
    CITIZEN = "CITIZEN", _("Citizen of Canada")


class Situation(TextChoices):
    """Why somebody travels, where that changes what is needed."""

    NONE = "NONE", _("To visit")
    TRANSIT = "TRANSIT", _("To pass through Canada")
    REFUELLING = "REFUELLING", _("A stop to refuel only")
    DIPLOMAT = "DIPLOMAT", _("As an accredited diplomat or official")
    CREW = "CREW", _("As a member of a crew")


class Biometrics(TextChoices):
    """Whether fingerprints and a photo must be given."""

    REQUIRED = "REQUIRED", _("You must give them")
    NOT_REQUIRED = "NOT_REQUIRED", _("You need not give them")
    VALID = "VALID", _("Those you gave still hold")


class Request(TextChoices):
    """What is asked for, as the rule of biometrics tells it apart."""

    VISA = "VISA", _("A visitor visa")
    EXTENSION = "EXTENSION", _("A longer stay")
    PERMIT = "PERMIT", _("A temporary resident permit")
    RESTORATION = "RESTORATION", _("Restoration of status")
    WORK = "WORK", _("A work permit")
    STUDY = "STUDY", _("A study permit")
    PERMANENT = "PERMANENT", _("Permanent residence")
    CLAIM = "CLAIM", _("Refugee protection, in Canada")
    CLAIM_ABROAD = "CLAIM_ABROAD", _("Refugee protection, outside Canada")
    FIRST_CARD = "FIRST_CARD", _("A first new card after being exempt as a child")
    OTHER = "OTHER", _("Something else")


class Circumstance(TextChoices):
    """What frees somebody from giving biometrics."""

    NONE = "NONE", _("None of these")
    CLAIMANT = "CLAIMANT", _("Refugee claimant")
    PROTECTED = "PROTECTED", _("Protected person")
    OFFICIAL = "OFFICIAL", _("Accredited diplomat or official, or family")
    HEAD = "HEAD", _("Head of state or of government")
    US_TRANSIT = "US_TRANSIT", _("On the way to or from the United States, with its visa")
    NOT_FEASIBLE = "NOT_FEASIBLE", _("Cannot be collected")


class Exemption(TextChoices):
    """What frees a worker from the test of funds."""

    NONE = "NONE", _("Not exempt")
    CLASS = "CLASS", _("A class without a test of funds")
    OFFER = "OFFER", _("A qualifying offer and authorized work")
    WORKING = "WORKING", _("Already at work in Canada")


class Sponsored(TextChoices):
    """Whom somebody sponsors."""

    SPOUSE = "SPOUSE", _("A spouse or partner, without grandchildren")
    CHILD = "CHILD", _("A dependent child without children")
    PARENTS = "PARENTS", _("Parents or grandparents")
    OTHER = "OTHER", _("Somebody else of the family")


class SponsorBar(TextChoices):
    """What stands against sponsoring, whatever the income."""

    NONE = "NONE", _("Nothing")
    ASSISTANCE = "ASSISTANCE", _("social assistance for a reason other than disability")
    BANKRUPT = "BANKRUPT", _("a bankruptcy that is not discharged")
    DEFAULT = "DEFAULT", _("an earlier undertaking or support payment that was not kept")
    PRISON = "PRISON", _("detention in a prison")
    REMOVAL = "REMOVAL", _("a removal order")


class IncomeResult(TextChoices):
    """What a sponsor’s income comes to."""

    MEETS = "MEETS", _("The income is enough")
    FAILS = "FAILS", _("The conditions are not met")
    EXEMPT = "EXEMPT", _("No income is asked")
    PROVINCE = "PROVINCE", _("Quebec decides")


class Standing(TextChoices):
    """How somebody stands with their stay in Canada."""

    HELD = "HELD", _("You have status")
    KEPT = "KEPT", _("You keep your status until a decision")
    LOST = "LOST", _("Your status is over, and you may ask to have it back")
    OVER = "OVER", _("Your status is over, and the time to have it back too")


class Medical(TextChoices):
    """Whether a medical exam must be had."""

    REQUIRED = "REQUIRED", _("You need a medical exam")
    NOT_REQUIRED = "NOT_REQUIRED", _("You need no medical exam")
    VALID = "VALID", _("Your last medical exam still holds")
    LOOK = "LOOK", _("It depends on where you lived")


class Applying(TextChoices):
    """What somebody applies for, as the rule of medical exams tells it apart."""

    PERMANENT = "PERMANENT", _("Permanent residence")
    FAMILY = "FAMILY", _("Nothing: somebody of my family applies for permanent residence")
    CLAIM = "CLAIM", _("Refugee protection, in Canada")
    TEMPORARY = "TEMPORARY", _("A visit, studies or work")
    OTHER = "OTHER", _("Something else, such as citizenship, a passport or a card")


class Area(TextChoices):
    """Whether somebody lived where an exam is asked for."""

    YES = "YES", _("Yes")
    NO = "NO", _("No")
    UNKNOWN = "UNKNOWN", _("I don’t know")


class Complete(TextChoices):
    """Whether an application is complete."""

    ACCEPT = "ACCEPT", _("Complete")
    RETURN = "RETURN", _("It would be sent back")
    REVIEW = "REVIEW", _("A person looks at it")


class FormUsed(TextChoices):
    """Which form somebody filled in."""

    CURRENT = "CURRENT", _("Yes, the one that is on the web today")
    OLD = "OLD", _("Yes, but an earlier version")
    MISSING = "MISSING", _("Not yet")


class Lack(TextChoices):
    """What an application lacks; the label is what it is called."""

    FORM = "form", _("The form")
    OLD_FORM = "form version", _("The form of today")
    SIGNATURE = "signature", _("The signature")
    DECLARATION = "declaration", _("The declaration that everything is complete and true")
    FEE = "fee", _("The fee")
    DOCUMENTS = "required documents", _("Papers that are asked for")
    REPRESENTATIVE = "representative details", _("Who helps you")
    CLASS = "class of application", _("What you apply for")
    FAMILY = "family members", _("Your family")
    ELECTRONIC = "electronic means", _("Sending it online")


class Asked(TextChoices):
    """What is asked of whoever applies for citizenship, besides the days."""

    BELOW = "BELOW", _("Age")
    TAXES = "TAXES", _("Tax returns")
    LANGUAGE = "LANGUAGE", _("English or French")
    KNOWLEDGE = "KNOWLEDGE", _("A test about Canada")
    REMOVAL = "REMOVAL", _("Removal order")
    SENTENCE = "SENTENCE", _("Prison, parole or probation")
    CHARGE = "CHARGE", _("Criminal charge")
    CONVICTION = "CONVICTION", _("Conviction")
    MISREPRESENTATION = "MISREPRESENTATION", _("False information")
    REVOCATION = "REVOCATION", _("Citizenship taken away")
    BORN = "BORN", _("Place and day of birth")
    PARENT = "PARENT", _("A parent who was a citizen")
    STATELESS = "STATELESS", _("No citizenship")


class Kept(TextChoices):
    """Whether what is asked is so."""

    MET = "MET", _("Condition met")
    NOT_MET = "NOT_MET", _("Condition not met")
    NOT_SAID = "NOT_SAID", _("To be shown")
    LATER = "LATER", _("After you apply")


class Descent(TextChoices):
    """Whether somebody is a citizen by birth."""

    CITIZEN = "CITIZEN", _("A citizen by birth")
    NOT = "NOT", _("Not a citizen by birth")


class Birthplace(TextChoices):
    """Where somebody was born."""

    CANADA = "CANADA", _("In Canada")
    ABROAD = "ABROAD", _("Outside Canada")


class CitizenParent(TextChoices):
    """What the parent was when somebody was born, the one of both through whom it is easiest."""

    NONE = "NONE", _("Neither parent was a citizen")
    HERE = "HERE", _("A citizen born in Canada, or made one here before the birth")
    DESCENT = "DESCENT", _("A citizen born outside Canada to a citizen")


class Change(TextChoices):
    """Something that would give somebody more points."""

    FIRST_LANGUAGE = "FIRST_LANGUAGE", _("First official language at level %(level)s or higher in all four abilities")
    SECOND_LANGUAGE = (
        "SECOND_LANGUAGE",
        _("Second official language at level %(level)s or higher in all four abilities"),
    )
    SCHOOLING = "SCHOOLING", _("More schooling: %(level)s")
    YEAR = "YEAR", _("One more full year of skilled work")
    CANADIAN_YEAR = "CANADIAN_YEAR", _("One more full year of skilled work in Canada")
    FOREIGN_YEAR = "FOREIGN_YEAR", _("One more full year of skilled work outside Canada")
    CERTIFICATE = "CERTIFICATE", _("A Canadian certificate of qualification in a trade")
    CANADIAN_STUDY = "CANADIAN_STUDY", _("Study in Canada after secondary school")
    NOMINATION = "NOMINATION", _("A nomination by a province or territory")
    SPOUSE_LANGUAGE = "SPOUSE_LANGUAGE", _("Your spouse or partner at level %(level)s or higher in all four abilities")
    OFFER = "OFFER", _("A qualifying job offer")
    OWN_WORK = "OWN_WORK", _("A year of skilled work in Canada, with authorization")
    OWN_STUDY = "OWN_STUDY", _("Two years of study in Canada")
