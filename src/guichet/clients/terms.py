"""The words of clients: ways to reach them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
