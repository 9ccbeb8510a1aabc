"""The sentence of each step of why, with places for the facts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
    PRESENCE_DISCHARGED = (
        "PRESENCE_DISCHARGED",
        _("On probation after a conditional discharge that was kept to: %(days)s. They count like any other days."),
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
    ASKED_BELOW = "ASKED_BELOW", _("To be younger than %(age)s on the day of applying.")
    ASKED_TAXES = (
        "ASKED_TAXES",
        _("For %(needed)s of the tax years %(first)s to %(last)s, to have filed a tax return if one was due."),
    )
    ASKED_LANGUAGE = (
        "ASKED_LANGUAGE",
        _("From %(first)s to %(last)s years of age, to prove that you speak and understand English or French."),
    )
    ASKED_KNOWLEDGE = (
        "ASKED_KNOWLEDGE",
        _("From %(first)s to %(last)s years of age, to pass a test about Canada. We invite you after you apply."),
    )
    ASKED_REMOVAL = "ASKED_REMOVAL", _("Not to be under a removal order.")
    ASKED_SENTENCE = "ASKED_SENTENCE", _("Not to be in prison, on parole or on probation.")
    ASKED_CHARGE = "ASKED_CHARGE", _("Not to be charged with an indictable offence, or on trial for one.")
    ASKED_CONVICTION = (
        "ASKED_CONVICTION",
        _("In the %(years)s years before you apply, not to have been convicted of an indictable offence."),
    )
    ASKED_MISREPRESENTATION = (
        "ASKED_MISREPRESENTATION",
        _("In the %(years)s years before you apply, not to have been refused citizenship for false information."),
    )
    ASKED_REVOCATION = (
        "ASKED_REVOCATION",
        _("In the %(years)s years before you apply, not to have lost citizenship because of fraud."),
    )
    ASKED_BORN = "ASKED_BORN", _("To be born outside Canada on %(since)s or later.")
    ASKED_PARENT = "ASKED_PARENT", _("To be born to a parent who was a Canadian citizen then.")
    ASKED_STATELESS = "ASKED_STATELESS", _("To have had no citizenship of any country since birth.")
    ASKED_FREE_ON = "ASKED_FREE_ON", _("From %(day)s on, this no longer stands in the way.")

    UNDERTAKING_YEARS = (
        "UNDERTAKING_YEARS",
        _("You answer for this person’s basic needs for %(years)s years from the day they become a permanent "
          "resident."),
    )  # fmt: skip
    UNDERTAKING_CHILD = (
        "UNDERTAKING_CHILD",
        _("You answer for the child’s basic needs for %(years)s years from the day they become a permanent resident, "
          "or until they turn %(age)s, whichever comes first."),
    )  # fmt: skip
    UNDERTAKING_UNTIL = "UNDERTAKING_UNTIL", _("If they become one on %(since)s, that is until %(until)s.")
    UNDERTAKING_PROVINCE = "UNDERTAKING_PROVINCE", _("In Quebec, you sign an undertaking with the province.")

    STAY_PAPER = "STAY_PAPER", _("Your paper or stamp lets you stay until %(until)s.")
    STAY_MONTHS = (
        "STAY_MONTHS",
        _("Where no day is named, a stay lasts %(months)s months: from %(since)s until %(until)s."),
    )
    STAY_BIOMETRICS = (
        "STAY_BIOMETRICS",
        _("No stay goes beyond %(years)s years after you gave your fingerprints and photo: %(until)s."),
    )
    STAY_EXTEND = "STAY_EXTEND", _("To stay longer, apply on %(until)s at the latest.")
    STAY_ASKED = (
        "STAY_ASKED",
        _("You asked on %(day)s, before your stay was over: your status goes on until we decide."),
    )
    STAY_ASKED_LATE = "STAY_ASKED_LATE", _("You asked on %(day)s, after your stay was over: that does not prolong it.")
    STAY_REFUSED = "STAY_REFUSED", _("That was refused on %(day)s.")
    STAY_ENDED = "STAY_ENDED", _("Your status ended on %(day)s.")
    STAY_RESTORE = (
        "STAY_RESTORE",
        _("For %(count)s days after that you may ask to have it back: until %(until)s."),
    )
    STAY_TOO_LATE = (
        "STAY_TOO_LATE",
        _("For %(count)s days after that one may ask to have it back. That was until %(until)s."),
    )

    COMPLETE_ALL = "COMPLETE_ALL", _("Everything that the law asks for is there.")
    COMPLETE_FORM = "COMPLETE_FORM", _("Fill in the form of this program.")
    COMPLETE_OLD_FORM = (
        "COMPLETE_OLD_FORM",
        _("Copy your answers into the form that is on the web today. An earlier one may be accepted, or sent back."),
    )
    COMPLETE_SIGNATURE = "COMPLETE_SIGNATURE", _("Sign the form. Each adult signs their own.")
    COMPLETE_DECLARATION = "COMPLETE_DECLARATION", _("Declare on the form that everything is complete and true.")
    COMPLETE_FEE = "COMPLETE_FEE", _("Pay the whole fee, and add the receipt.")
    COMPLETE_DOCUMENTS = "COMPLETE_DOCUMENTS", _("Add every paper on the list of your program.")
    COMPLETE_REPRESENTATIVE = (
        "COMPLETE_REPRESENTATIVE",
        _("Name whoever represents you or advised you for pay, with their membership number if they have one."),
    )
    COMPLETE_CLASS = "COMPLETE_CLASS", _("Say what you apply for, and by which program or class.")
    COMPLETE_FAMILY = "COMPLETE_FAMILY", _("Name every member of your family, whether or not they come along.")
    COMPLETE_ELECTRONIC = (
        "COMPLETE_ELECTRONIC",
        _("Send it online. If you cannot because of a disability, ask us for another way."),
    )
    COMPLETE_RETURNED = (
        "COMPLETE_RETURNED",
        _("Otherwise everything is sent back. That is no refusal, but the application keeps no place in line."),
    )

    INCOME_PROVINCE = "INCOME_PROVINCE", _("In Quebec, the province decides on the income of a sponsor.")
