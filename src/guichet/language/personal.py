"""Personal information in a text that somebody typed: found, and taken out before anything is kept. Pure.

What is looked for: numbers of clients, files, passports, social insurance and cards, telephones, e-mail, postal
addresses, dates of birth; in English and French. What only looks like it stays: forms, fees, dates, sections of acts,
numbers of offices. In doubt a long number goes: nobody needs it to understand a question. Names are not found.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

from guichet.foundation.languages import Language, Text


class Fact(StrEnum):
    """A kind of personal information. Of two that overlap, the one that stands first here is kept."""

    EMAIL = "email"
    CARD = "card"
    BIRTH_DATE = "birth-date"
    SIN = "sin"
    APPLICATION = "application-number"
    UCI = "uci"
    PHONE = "phone"
    PASSPORT = "passport"
    ADDRESS = "address"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where something personal stands: from `start` to before `end`, and what it is."""

    start: int
    end: int
    fact: Fact


# What stands in place of what was taken out: nobody types these brackets.
_MASK = re.compile("⟦([a-z-]+)⟧")
_BRACKETS = str.maketrans("⟦⟧", "[]")
WORDS = {
    Fact.EMAIL: Text(en="e-mail address", fr="adresse de courriel"),
    Fact.CARD: Text(en="card number", fr="numéro de carte"),
    Fact.BIRTH_DATE: Text(en="date of birth", fr="date de naissance"),
    Fact.SIN: Text(en="social insurance number", fr="numéro d’assurance sociale"),
    Fact.APPLICATION: Text(en="application number", fr="numéro de demande"),
    Fact.UCI: Text(en="client number", fr="numéro de client"),
    Fact.PHONE: Text(en="telephone number", fr="numéro de téléphone"),
    Fact.PASSPORT: Text(en="passport number", fr="numéro de passeport"),
    Fact.ADDRESS: Text(en="address", fr="adresse"),
    Fact.NUMBER: Text(en="number", fr="numéro"),
}


def personal_in(text: str, *, ours: Collection[str] = ()) -> tuple[Span, ...]:
    """Return where something personal stands in a text, in order, without overlaps.

    `ours` are telephone numbers and e-mail addresses that are the department’s own, as anybody may write them.
    """
    own = {_plain(one) for one in ours if one}
    found: list[Span] = []
    for fact, find in _FINDERS:
        for start, end in find(text):
            if _plain(text[start:end]) in own or not text[start:end].strip():
                continue
            if all(end <= one.start or start >= one.end for one in found):
                found.append(Span(start, end, fact))
    return tuple(_joined(sorted(found), text))


def masked(text: str, *, ours: Collection[str] = ()) -> str:
    """Return a text in which every piece of personal information is replaced by what kind it is."""
    text = text.translate(_BRACKETS)
    kept, at = "", 0
    for span in personal_in(text, ours=ours):
        kept += text[at : span.start] + f"⟦{span.fact}⟧"
        at = span.end
    return kept + text[at:]


def without_marks(text: str) -> str:
    """Return a masked text with nothing in place of what was taken out: for reading a question by machine."""
    return " ".join(_MASK.sub(" ", text).split())


def shown(text: str, language: Language) -> str:
    """Return a masked text as people read it: `[telephone number]`."""
    return _MASK.sub(lambda found: f"[{_word(found[1], language)}]", text)


def facts_in(text: str) -> tuple[Fact, ...]:
    """Return the kinds that were taken out of a masked text, each once, in order."""
    return tuple(dict.fromkeys(Fact(one) for one in _MASK.findall(text) if one in set(Fact)))


def _word(code: str, language: Language) -> str:
    return WORDS[Fact(code)].say(language) if code in set(Fact) else code


def _plain(text: str) -> str:
    """Return a number or an address without what people put between: `1 888-242-2100` is `8882422100`."""
    bare = re.sub(r"[^0-9a-z@._]", "", text.casefold()) if "@" in text else re.sub(r"\D", "", text)
    return bare[1:] if len(bare) == 11 and bare.startswith("1") else bare


def _joined(spans: list[Span], text: str) -> Iterator[Span]:
    """Yield the spans; parts of one address that only commas part are one."""
    held: Span | None = None
    for span in spans:
        near = held and held.fact is span.fact is Fact.ADDRESS and len(text[held.end : span.start].strip(" ,\n")) == 0
        if held and near:
            held = Span(held.start, span.end, Fact.ADDRESS)
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


# ---- the kinds, one after another ------------------------------------------------------------------------------

_EMAIL = re.compile(
    r"[\w.+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+"
    r"|[\w.+-]+\s*[(\[]?\b(?:at|arobase|arobas)\b[)\]]?\s*[\w-]+\s*[(\[]?\b(?:dot|point)\b[)\]]?\s*"
    r"(?:com|ca|org|net|fr|example|info)\b(?:\s*(?:dot|point)\s*(?:com|ca|org|net|fr))?",
    re.IGNORECASE,
)
# Addresses of public offices are nobody’s own.
_OFFICES = (".gc.ca", "@gc.ca", "canada.ca", ".gouv.qc.ca")
# Digits with what people put between them, the nonbreaking space too.
_GAP = r"[  .-]?"
_LONG = re.compile(rf"(?<![\w$€£.,-])\d(?:{_GAP}\d){{7,18}}(?![\w%$€£]|[.,]\d|[  ]?[$€£])")
_MONTHS = (
    r"(?:jan(?:uary|vier|v)?|feb(?:ruary)?|f[ée]v(?:rier|r)?|mar(?:ch|s)?|a[pv]r(?:il)?|ma[iy]|june?|juin|july?|juil(?:let)?|"
    r"aug(?:ust)?|ao[uû]t|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|d[ée]c(?:ember|embre)?)\.?"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|e)?[ ./-]*(?:of |de )?{_MONTHS}[ ,./-]*(?:19|20)?\d{{2}}"
    rf"|{_MONTHS}\s*\d{{1,2}}(?:st|nd|rd|th)?[ ,]*(?:19|20)\d{{2}}"
    r"|(?:19|20)\d{2}[ ./-]\d{1,2}[ ./-]\d{1,2}|\d{1,2}[ ./-]\d{1,2}[ ./-](?:19|20)?\d{2}|(?:19|20)\d{6})"
)
# Between "born" and the day stand small words and places, never another sentence.
_TO_DAY = r"(?:[\s:=,-]|\b(?:on|in|at|the|le|la|en|a|au|is|was|est|était|of|du|de)\b|à|(?-i:[A-ZÀ-Ý][\w’'-]+)){0,9}"
_BORN = re.compile(
    r"(?:\bborn\b|\bbirth\s?da(?:te|y)\b|\bdate of birth\b|\bd\.?o\.?b\.?\b|(?<![\w-])n[ée]e?s?(?=[ :])"
    r"|\bdate de naissance\b|\bnaissance(?= ?:)|\bd\.?d\.?n\.?\b|\banniversaire\b)"
    rf"(?:{_TO_DAY}|(?<=birth)[^\d.!?\n]{{0,30}}?|(?<=naissance)[^\d.!?\n]{{0,30}}?)(?P<date>{_DATE})(?!\d)"
    rf"|(?P<before>{_DATE})\s*(?:\(|,|is|est)\s*(?:is |est )?(?:my |ma |his |her |sa |the |la )?"
    r"(?:date of birth|birth\s?date|birthday|dob|d\.d\.n|date de naissance)",
    re.IGNORECASE,
)
_UCI_SAID = (
    r"(?:\buci\b|\biuc\b|\bclient (?:id|number|no|identifier)\b|\bidentifiant (?:unique|client)"
    r"|\b(?:num[ée]ro|no|n[°º]|id)\s?(?:de )?client\b)"
)
_FILE_SAID = (
    r"(?:\b(?:application|file|case|request)(?: (?:number|no|id|ref(?:erence)?))?\b|\bdossier\b|\bdemande\b"
    r"|\bref(?:erence)?\b|\br[ée]f[ée]rence\b)"
)
_PASSPORT_SAID = r"(?:\bpassports?\b|\bpasseports?\b|\btravel document\b|\btitre de voyage\b)"
_SIN_SAID = r"(?:\bsin\b|\bnas\b|\bsocial insurance\b|\bassurance sociale\b)"
_UCI = re.compile(r"(?<![\w-])(?:\d{2}[- ]\d{4}[- ]\d{4}|\d{4}-\d{4})(?![\w-])")
_UCI_LOOSE = re.compile(rf"{_UCI_SAID}[^\d\n]{{0,25}}(?P<number>(?:\d[ -]?){{7,9}}\d)(?![\w-])", re.IGNORECASE)
# One to three letters and nine or ten digits: `V300123456`, `EP0000123456`.
_APPLICATION = re.compile(rf"(?<![\w-])(?:[B-Z][ -]?|[A-Z]{{1,2}})(?:\d{_GAP}){{8,9}}\d(?![\w-])", re.IGNORECASE)
_APPLICATION_LOOSE = re.compile(
    rf"{_FILE_SAID}[^\d\n.!?]{{0,20}}?(?P<number>\b[A-Z]{{1,3}}-?\d[\d -]{{5,11}}\d)(?![\w-])", re.IGNORECASE
)
# Forms, classes and other codes that are nobody’s: `IMM 5257`, `CIT 0002`, `PPTC 153`.
_CODE = re.compile(
    r"(?:IMM|CIT|PPTC|NOC|CNP|CRS|SCG|CLB|NCLC|TEER|FCT|IRCC|DLI|EED|LMIA|EIMT|BSF|RC|ISO|COVID)", re.IGNORECASE
)
_PASSPORT = re.compile(
    r"(?<![\w-])(?:[A-Z]{2}\d{6,7}|[A-Z]\d{6}[A-Z]{2}|[A-Z]\d{7,8}[A-Z]?|[A-Z]{3}\d{6}|\d{2}[A-Z]{2}\d{5}"
    r"|[A-Z]{2} \d{6}|[A-Z]\d{2}[A-Z]\d{5}|[A-Z]\d[A-Z]\d{6})(?![\w-])",
    re.IGNORECASE,
)
_PASSPORT_LOOSE = re.compile(
    rf"{_PASSPORT_SAID}(?:[^\d\n.!?]|\bno\.){{0,25}}?"
    r"(?P<number>\b(?:[A-Z]{1,3}-?)?\d(?:[ -]?\d){5,9}[A-Z]{0,2})(?![\w-])",
    re.IGNORECASE,
)
_NANP = re.compile(r"(?<![\w$.,-])(?:\+?1[  .-]?)?(?:\(\d{3}\)|\d{3})[  .-]{0,2}\d{3}[  .-]?\d{4}(?![\w%]|[.,]\d)")
_LOCAL = re.compile(
    r"(?:\b(?:call|phone|tel|telephone|cell|mobile|text|whatsapp|number|t[ée]l(?:[ée]phone)?|cellulaire|portable|num[ée]ro"
    r"|joindre|appel\w*|rappel\w*|textez)\b[^\d\n!?]{0,30})"
    r"(?P<number>\d{3}[\s.-]\d{4}|(?:0\d|\d{2})(?:[\s.-]?\d{2}){3,4})(?![\w%-])",
    re.IGNORECASE,
)
_ABROAD = re.compile(r"(?<!\w)(?:\+|00[  .-]?)[1-9](?:[  .()/-]{0,2}\d){7,14}(?!\w)")
_FRENCH_PHONE = re.compile(r"(?<![\w$.,-])0[1-9](?:[  .-]\d{2}){4}(?![\w%-])")
# Free numbers belong to offices and firms.
_TOLL_FREE = {"800", "833", "844", "855", "866", "877", "888"}
_POSTAL = re.compile(
    r"(?<![\w-])[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d(?![\w-])", re.IGNORECASE
)
# Kinds of street; those that are everyday words too count only beside a name with a capital.
_STREET = r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|crescent|cres|parkway|pkwy|highway|hwy)\b\.?"
_STREET_TOO = (
    r"(?:drive|dr|lane|ln|court|crt|place|pl|way|terrace|close|circle|trail|square|sq|heights|grove|gate"
    r"|row|hill|park)\b\.?"
)
_RUE = r"(?:rue|avenue|av|boulevard|boul|bd|blvd|chemin|ch|route|rte|impasse|all[ée]e|quai|rang|ruelle|mont[ée]e)\b\.?"
_RUE_TOO = r"(?:place|cours|c[ôo]te|passage|square|croissant|terrasse|avenue|route)\b\.?"
_NAMED = r"(?-i:[A-ZÀ-Ý0-9][\w’'.-]*)"
_NOT_A_STREET = r"(?!(?:days?|weeks?|months?|years?|hours?|jours?|semaines?|mois|ans|heures?|dollars?)\b)"
_UNIT = r"(?:,?\s*(?:apt|apartment|unit|suite|app(?:art(?:ement)?)?|bureau|no|#)\.?\s*\w{1,6})?"
_PROVINCE = (
    r"(?:ON|QC|BC|AB|MB|SK|NS|NB|NL|PE|YT|NT|NU|Ontario|Qu[ée]bec|British Columbia|Colombie-Britannique|Alberta"
    r"|Manitoba|Saskatchewan|Nova Scotia|Nouvelle-[ÉE]cosse|New Brunswick|Nouveau-Brunswick|Yukon|Nunavut)"
)
_CITY = rf"{_NAMED}(?: {_NAMED}){{0,2}}"
_PLACE = (
    rf"(?:,?\s*\d{{5}}\s+{_CITY})?"
    rf"(?:,\s*{_CITY})?(?:,?\s+(?:{_CITY},?\s+)?\(?(?-i:{_PROVINCE})\b\)?)?(?:,\s*(?:Canada|France)\b)?"
)
_ADDRESS = re.compile(
    r"(?<![\w$-])(?:(?:apt|unit|suite|app|#)\.?\s*\w{1,5}[,-]?\s*)?\d{1,5}(?:[- ]?[A-D]\b)?(?:,?\s+(?:bis|ter))?,?\s+"
    + _NOT_A_STREET
    + "(?:"
    + rf"(?:{_RUE}|{_RUE_TOO}(?=(?:\s+(?:de|du|des|la|le|les))*\s+{_NAMED}))\s+(?:(?:de|du|des|la|le|les|l’|d’)\s+)*"
    + rf"[\w’'.-]+(?:[ -]{_NAMED}){{0,3}}"
    + rf"|(?:de|du|des)\s+(?:{_NAMED}\s+){{1,3}}(?:Ouest|Est|Nord|Sud)\b"
    + rf"|(?:[A-Z0-9][\w’'.-]*\s+){{1,3}}?{_STREET}"
    + rf"|(?:{_NAMED}\s+){{1,3}}?{_STREET_TOO}"
    + r")(?:\s+(?:north|south|east|west|ouest|est|nord|sud|[NSEWO])\b\.?)?"
    + rf"{_UNIT}{_PLACE}(?=[\s,.;!?)]|$)",
    re.IGNORECASE,
)
_BOX = re.compile(r"\b(?:p\.?o\.? box|c\.?p\.?|case postale|bo[iî]te postale|b\.?p\.?)\s+\d{1,6}\b", re.IGNORECASE)


def _emails(text: str) -> Iterator[tuple[int, int]]:
    for found in _EMAIL.finditer(text):
        kept = found[0].rstrip(".-'")
        if kept.casefold().endswith(_OFFICES):
            continue
        yield found.start(), found.start() + len(kept)


def _cards(text: str) -> Iterator[tuple[int, int]]:
    for found in _LONG.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if 13 <= len(digits) <= 19 and digits[0] in "23456" and _luhn(digits):
            yield found.span()


def _birth_dates(text: str) -> Iterator[tuple[int, int]]:
    for found in _BORN.finditer(text):
        yield found.span("date" if found["date"] else "before")


def _sins(text: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"(?<![\w$.,-])\d{3}[  .-]?\d{3}[  .-]?\d{3}(?![\w%$€-]|[.,]\d|[  ][$€\d])", text):
        digits = re.sub(r"\D", "", found[0])
        if (_luhn(digits) and not _is_amount(text, *found.span())) or _said_before(_SIN_SAID, text, found.start()):
            yield found.span()


def _ucis(text: str) -> Iterator[tuple[int, int]]:
    for found in _UCI.finditer(text):
        span = re.search(r"(?:19|20)\d{2}[- ](?:19|20)\d{2}$|00-\d\d00$", found[0])
        if not (span or _is_amount(text, *found.span())) or _said_before(_UCI_SAID, text, found.start()):
            yield found.span()


def _ucis_said(text: str) -> Iterator[tuple[int, int]]:
    return (found.span("number") for found in _UCI_LOOSE.finditer(text) if not _is_date(found["number"]))


def _passports_said(text: str) -> Iterator[tuple[int, int]]:
    for found in _PASSPORT_LOOSE.finditer(text):
        if not (_CODE.match(found["number"]) or _is_date(found["number"])):
            yield found.span("number")


def _applications(text: str) -> Iterator[tuple[int, int]]:
    for found in (*_APPLICATION.finditer(text), *_APPLICATION_LOOSE.finditer(text)):
        name = "number" if "number" in found.re.groupindex else 0
        digits = re.sub(r"\D", "", found[name])
        if not _CODE.match(found[name]) and len(digits) >= 7 and not _is_date(re.sub(r"^\D+", "", found[name])):
            yield found.span(name)


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for found in _NANP.finditer(text):
        digits = re.sub(r"\D", "", found[0])[-10:]
        # Ten bare digits are a client’s number more often than not: see below. A free number is an office’s.
        if digits[:3] not in _TOLL_FREE and digits[0] not in "01":
            yield found.span()
    for found in (*_FRENCH_PHONE.finditer(text), *_LOCAL.finditer(text)):
        yield found.span("number" if "number" in found.re.groupindex else 0)


def _phones_abroad(text: str) -> Iterator[tuple[int, int]]:
    for found in _ABROAD.finditer(text):
        free = re.match(r"\D*1\D*(\d{3})", found[0])
        if _is_possible(found[0]) and not (free and free[1] in _TOLL_FREE):
            yield found.span()


def _passports(text: str) -> Iterator[tuple[int, int]]:
    for found in (*_PASSPORT.finditer(text), *_PASSPORT_LOOSE.finditer(text)):
        name = "number" if "number" in found.re.groupindex else 0
        said, start = found[name], found.start(name)
        after_code = re.search(rf"{_CODE.pattern}[ -]?$", text[:start], re.IGNORECASE)
        if not (_CODE.match(said) or after_code or _is_date(said) or _is_amount(text, *found.span(name))):
            yield found.span(name)


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_ADDRESS, _BOX, _POSTAL):
        for found in pattern.finditer(text):
            yield found.span()


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield long numbers of no kind that is known: nobody needs them to understand a question."""
    for found in _LONG.finditer(text):
        groups = re.findall(r"\d+", found[0])
        digits = "".join(groups)
        thousands = re.fullmatch(r"\d{1,3}(?:[  ]\d{3})+", found[0])
        free = digits[-10:][:3] in _TOLL_FREE and len(digits) in {10, 11}
        listed = any(len(one) < 3 for one in groups)
        dated = _is_date(found[0]) or _is_span_of_years(found[0])
        if not (thousands or free or listed or dated or _is_amount(text, *found.span())):
            yield found.span()


def _is_date(said: str) -> bool:
    return re.fullmatch(_DATE, said.strip(), re.IGNORECASE) is not None


def _is_span_of_years(said: str) -> bool:
    return re.fullmatch(r"(?:(?:19|20)\d{2}[- .]){1,3}(?:19|20)\d{2}", said) is not None


def _is_amount(text: str, start: int, end: int) -> bool:
    money = r"[$€£]|(?:cad|usd|dollars?|euros?|days|jours)\b"
    return bool(re.match(rf"[  ]?(?:{money})", text[end:], re.IGNORECASE) or re.search(r"[$€£][  ]?$", text[:start]))


def _said_before(words: str, text: str, start: int) -> bool:
    return re.search(words + r"[^.!?\n]{0,30}$", text[max(0, start - 60) : start], re.IGNORECASE) is not None


def _is_possible(said: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(re.sub(r"^00", "+", said.strip())))
    except phonenumbers.NumberParseException:
        return False


def _luhn(digits: str) -> bool:
    """Return whether the check digit of a card or a social insurance number agrees. Source: ISO/IEC 7812-1, annex B."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


_FINDERS: tuple[tuple[Fact, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    (Fact.EMAIL, _emails),
    (Fact.CARD, _cards),
    (Fact.BIRTH_DATE, _birth_dates),
    (Fact.UCI, _ucis_said),
    (Fact.APPLICATION, _applications),
    (Fact.PASSPORT, _passports_said),
    (Fact.PHONE, _phones_abroad),
    (Fact.SIN, _sins),
    (Fact.UCI, _ucis),
    (Fact.PHONE, _phones),
    (Fact.PASSPORT, _passports),
    (Fact.ADDRESS, _addresses),
    (Fact.NUMBER, _numbers),
)
