"""The words of the calculators; and of each step of why, the sentence that says it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


class StepCode(TextChoices):
    """One step of why a result is as it is: its sentence, with places for the facts."""

    BEFORE_RULE = "BEFORE_RULE", _("This is counted by the rule of %(since)s, which is later than the day you gave.")

    PRESENCE_WINDOW = (
        "PRESENCE_WINDOW",
        _("The %(years)s years that count go from %(first)s to %(last)s, the day before you sign."),
    )
    PRESENCE_FULL = (
        "PRESENCE_FULL",
        _("In Canada as a permanent resident, since %(since)s: %(days)s. Each counts as one day."),
    )
    PRESENCE_HALF = (
        "PRESENCE_HALF",
        _("In Canada before that, with temporary status or as a protected person: %(days)s. Each counts as half a "
          "day: %(credit)s."),
    )  # fmt: skip
    PRESENCE_CAP = "PRESENCE_CAP", _("Half days count for %(cap)s at most.")
    PRESENCE_AWAY = (
        "PRESENCE_AWAY",
        _("Away from Canada: %(days)s. The day you left and the day you came back count as days in Canada."),
    )
    PRESENCE_CREDITED = (
        "PRESENCE_CREDITED",
        _("Abroad in the service of Canada, or with family who served: %(days)s. They count as days in Canada."),
    )
    PRESENCE_SENTENCE = (
        "PRESENCE_SENTENCE",
        _("In prison, on parole or on probation: %(days)s. They do not count."),
    )
    PRESENCE_SERVICE = "PRESENCE_SERVICE", _("In the service of the Canadian Armed Forces: %(days)s.")
    PRESENCE_ANY = "PRESENCE_ANY", _("In Canada: %(days)s. Each counts as one day, whatever your status was.")
    PRESENCE_TOTAL = "PRESENCE_TOTAL", _("That is %(total)s in all. You need %(needed)s.")
    PRESENCE_MEETS = "PRESENCE_MEETS", _("You have enough days.")
    PRESENCE_SHORT = "PRESENCE_SHORT", _("You are short of %(days)s.")
    PRESENCE_EARLIEST = "PRESENCE_EARLIEST", _("If you stay in Canada, you have enough days on %(day)s.")
    PRESENCE_SAFE = (
        "PRESENCE_SAFE",
        _("If you stay in Canada, you have %(days)s to spare on %(day)s. A few days more protect you from a mistake."),
    )
    NOT_RESIDENT = "NOT_RESIDENT", _("Only a permanent resident can apply this way.")
    NOT_YET_RESIDENT = "NOT_YET_RESIDENT", _("You can apply only once you are a permanent resident, on %(since)s.")

    OBLIGATION_LAST_YEARS = (
        "OBLIGATION_LAST_YEARS",
        _("You have been a permanent resident for %(years)s years or more. What counts is %(first)s to %(last)s."),
    )
    OBLIGATION_FIRST_YEARS = (
        "OBLIGATION_FIRST_YEARS",
        _("You have been a permanent resident for less than %(years)s years. What counts is your first %(years)s "
          "years, from %(first)s to %(until)s."),
    )  # fmt: skip
    OBLIGATION_PRESENT = "OBLIGATION_PRESENT", _("In Canada up to %(last)s: %(days)s.")
    OBLIGATION_CREDITED = (
        "OBLIGATION_CREDITED",
        _("Abroad, but counted as days in Canada (with a Canadian spouse, partner or parent, or at work for a Canadian "
          "employer): %(days)s."),
    )  # fmt: skip
    OBLIGATION_POSSIBLE = "OBLIGATION_POSSIBLE", _("You can still spend %(days)s in Canada before %(until)s.")
    OBLIGATION_TOTAL = "OBLIGATION_TOTAL", _("That is %(total)s. You need %(needed)s.")
    OBLIGATION_MEETS = "OBLIGATION_MEETS", _("This meets the residency obligation.")
    OBLIGATION_SHORT = (
        "OBLIGATION_SHORT",
        _("This is %(days)s too few. You keep your status until an officer or a tribunal decides otherwise, and "
          "humanitarian reasons are looked at."),
    )  # fmt: skip
    OBLIGATION_RISK = (
        "OBLIGATION_RISK",
        _("If you left now and stayed away, you would no longer meet the obligation from %(day)s."),
    )
    OBLIGATION_AGAIN = "OBLIGATION_AGAIN", _("If you stay in Canada, you meet the obligation on %(day)s.")

    RANK_ENDED = (
        "RANK_ENDED",
        _("This estimate uses the rules that ended on %(until)s. New ones are reported since %(since)s; we do not have "
          "them yet, so your points may differ."),
    )  # fmt: skip
    RANK_ALONE = "RANK_ALONE", _("Counted without a spouse or partner who comes along.")
    RANK_COUPLE = "RANK_COUPLE", _("Counted with a spouse or partner who comes along.")
    RANK_AGE = "RANK_AGE", _("Age: %(points)s.")
    RANK_EDUCATION = "RANK_EDUCATION", _("Education: %(points)s.")
    RANK_FIRST = "RANK_FIRST", _("First official language: %(points)s.")
    RANK_SECOND = "RANK_SECOND", _("Second official language: %(points)s.")
    RANK_WORK = "RANK_WORK", _("Work in Canada: %(points)s.")
    RANK_SPOUSE_EDUCATION = "RANK_SPOUSE_EDUCATION", _("Education of your spouse or partner: %(points)s.")
    RANK_SPOUSE_LANGUAGE = "RANK_SPOUSE_LANGUAGE", _("Language of your spouse or partner: %(points)s.")
    RANK_SPOUSE_WORK = "RANK_SPOUSE_WORK", _("Work in Canada of your spouse or partner: %(points)s.")
    RANK_TRANSFER_EDUCATION = (
        "RANK_TRANSFER_EDUCATION",
        _("Education together with language and work in Canada: %(points)s."),
    )
    RANK_TRANSFER_FOREIGN = (
        "RANK_TRANSFER_FOREIGN",
        _("Work abroad together with language and work in Canada: %(points)s."),
    )
    RANK_TRANSFER_CERTIFICATE = (
        "RANK_TRANSFER_CERTIFICATE",
        _("Certificate of a trade together with language: %(points)s."),
    )
    RANK_TRANSFER_CAP = "RANK_TRANSFER_CAP", _("These together count for %(points)s at most.")
    RANK_FRENCH = "RANK_FRENCH", _("Strong French: %(points)s.")
    RANK_SIBLING = "RANK_SIBLING", _("Brother or sister in Canada: %(points)s.")
    RANK_STUDY = "RANK_STUDY", _("Study in Canada: %(points)s.")
    RANK_NOMINATION = "RANK_NOMINATION", _("Nomination by a province or territory: %(points)s.")
    RANK_OFFER = "RANK_OFFER", _("Job offer: %(points)s.")
    RANK_ADDITIONAL_CAP = "RANK_ADDITIONAL_CAP", _("Additional points count for %(points)s at most.")
    RANK_TOTAL = "RANK_TOTAL", _("In all: %(points)s points.")

    SKILLED_GATE_OPEN = (
        "SKILLED_GATE_OPEN",
        _("You meet the minimum: skilled work, language, and a credential."),
    )
    SKILLED_GATE_WORK = "SKILLED_GATE_WORK", _("You need one year of continuous skilled work in the last ten years.")
    SKILLED_GATE_LANGUAGE = "SKILLED_GATE_LANGUAGE", _("You need level %(level)s in each of the four abilities.")
    SKILLED_GATE_RESULTS = "SKILLED_GATE_RESULTS", _("Your test results must be less than two years old.")
    SKILLED_GATE_CREDENTIAL = (
        "SKILLED_GATE_CREDENTIAL",
        _("You need a Canadian credential, or a report less than five years old that yours is equal to one."),
    )
    SKILLED_EDUCATION = "SKILLED_EDUCATION", _("Education: %(points)s of 25.")
    SKILLED_LANGUAGE = "SKILLED_LANGUAGE", _("Official languages: %(points)s of 28.")
    SKILLED_EXPERIENCE = "SKILLED_EXPERIENCE", _("Work experience: %(points)s of 15.")
    SKILLED_AGE = "SKILLED_AGE", _("Age: %(points)s of 12.")
    SKILLED_OFFER = "SKILLED_OFFER", _("Arranged employment: %(points)s of 10.")
    SKILLED_SPOUSE_LANGUAGE = "SKILLED_SPOUSE_LANGUAGE", _("Language of your spouse or partner: %(points)s.")
    SKILLED_OWN_STUDY = "SKILLED_OWN_STUDY", _("Your study in Canada: %(points)s.")
    SKILLED_SPOUSE_STUDY = "SKILLED_SPOUSE_STUDY", _("Study in Canada of your spouse or partner: %(points)s.")
    SKILLED_OWN_WORK = "SKILLED_OWN_WORK", _("Your work in Canada: %(points)s.")
    SKILLED_SPOUSE_WORK = "SKILLED_SPOUSE_WORK", _("Work in Canada of your spouse or partner: %(points)s.")
    SKILLED_RELATIVE = "SKILLED_RELATIVE", _("Relative in Canada: %(points)s.")
    SKILLED_OFFER_TOO = "SKILLED_OFFER_TOO", _("Arranged employment, for adaptability: %(points)s.")
    SKILLED_CAP = "SKILLED_CAP", _("Adaptability counts for %(points)s at most.")
    SKILLED_TOTAL = "SKILLED_TOTAL", _("In all: %(points)s of 100. You need %(needed)s.")
    SKILLED_PASSES = "SKILLED_PASSES", _("You pass the selection grid.")
    SKILLED_FAILS = "SKILLED_FAILS", _("You do not pass the selection grid.")

    AMOUNTS_OLD = (
        "AMOUNTS_OLD",
        _("These amounts hold since %(since)s. New ones are usual each year, and we do not have them yet."),
    )
    FUNDS_NEEDED = "FUNDS_NEEDED", _("For a family of %(size)s you need %(amount)s.")
    FUNDS_ATLANTIC = "FUNDS_ATLANTIC", _("For the Atlantic class, a quarter of what other workers need.")
    FUNDS_MEETS = "FUNDS_MEETS", _("You have enough.")
    FUNDS_SHORT = "FUNDS_SHORT", _("You are short of %(amount)s.")
    FUNDS_CLASS = "FUNDS_CLASS", _("This class asks for no settlement funds.")
    FUNDS_OFFER = "FUNDS_OFFER", _("With a qualifying job offer and authorized work, no settlement funds are asked.")
    FUNDS_WORKING = "FUNDS_WORKING", _("At work in Canada already, you need no settlement funds.")

    INCOME_NEEDED = (
        "INCOME_NEEDED",
        _("People counted: %(persons)s. You need %(amount)s a year. Tax years looked at: %(years)s."),
    )
    INCOME_YEARS = "INCOME_YEARS", _("We need the income of each of the last %(years)s tax years.")
    INCOME_SHORT = "INCOME_SHORT", _("In the weakest year you are short of %(amount)s.")
    INCOME_MEETS = "INCOME_MEETS", _("Your income is enough.")
    INCOME_EXEMPT = "INCOME_EXEMPT", _("No income is asked for this person.")
    INCOME_BARRED = "INCOME_BARRED", _("You cannot sponsor now: %(why)s.")
    INCOME_PROVINCE = "INCOME_PROVINCE", _("In Quebec, the province decides on the income of a sponsor.")
