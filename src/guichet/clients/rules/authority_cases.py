"""A worked case of consent, as a row of words, read as a request; and what is decided about it. Pure."""

from collections.abc import Mapping
from typing import Any

from guichet.clients.rules.authority import Request, decide
from guichet.clients.rules.authority_table import REQUESTS
from guichet.clients.terms import AskedFor, Consent, Identified, Outcome, Pay, Requester, WayIn
from guichet.foundation.worked import Explained, Rule, Unreadable

A, C, R, W = AskedFor, Consent, Requester, WayIn
NOTHING = {"", "na", "n/a", "none", "no", "not_applicable"}
YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}
REQUESTERS = {
    R.CLIENT: "client applicant self person principal_applicant",
    R.REPRESENTATIVE: "representative lawyer paralegal notary consultant agent law_firm student_at_law",
    R.DESIGNATED: "designated_individual designated helper friend community_worker settlement_worker interpreter",
    R.PARENT: "parent guardian legal_guardian mother father",
    R.FAMILY: "family spouse partner common_law_partner former_spouse ex_spouse sibling relative child adult_child "
    "family_member dependant household_member",
    R.SPONSOR: "sponsor sponsor_group sponsors_group sponsorship_group co_sponsor",
    R.MP_OFFICE: "mp_office mp member_of_parliament member",
    R.SENATOR_OFFICE: "senator_office senator",
    R.PARTNER_SITE: "partner_site vac visa_application_centre service_point",
    R.EMPLOYER: "employer school college university landlord bank",
    R.INVESTIGATIVE_BODY: "investigative_body police rcmp csis cbsa border_agency",
    R.ESTATE: "estate executor administrator heir",
    R.OTHER: "other somebody stranger journalist media neighbour member_of_the_public third_party",
}
CONSENTS = {
    C.TO_ACT: "imm5476 online_to_act appointment power_of_attorney",
    C.TO_BE_TOLD: "imm5475 online written written_consent consent client_consent sponsored_consent spouse_consent "
    "adult_consent online_to_be_told",
    C.MEMBER: "mp_consent senator_consent member_consent",
    C.RECORDS: "access_consent imm5744 atip_consent records_consent",
    C.COURT: "court_order letters_of_administration probate estate_paper",
    C.ENDED: "cancelled canceled expired ended revoked withdrawn lapsed over died deceased",
    C.NOT_BEGUN: "not_begun not_started future not_yet",
    C.UNSIGNED: "unsigned not_signed",
    C.LESS: "narrower less_than_asked other_files beyond_scope",
    C.NONE: "none no missing verbal oral",
    C.OWN: "na n/a own by_law birth_certificate",
}
WAYS = {
    W.SIGNED_IN: "web account online portal liaison webform signed_in api",
    W.SPOKEN: "phone telephone call counter in_person local_office vac visa_office video spoken",
    W.WRITTEN: "mail post email e-mail letter fax written paper",
    W.STATUS_ONLY: "ivr voice_menu crisis ministerial status_only",
    W.OPEN: "social social_media chat chatbot sms text public open",
}
ACTIONS = {
    A.GENERAL: "disclose_general general general_information",
    A.STATUS: "disclose_status status disclose_stage disclose_dates confirm_client",
    A.CASE: "disclose_case case disclose_letters disclose_documents disclose_notes disclose_reasons disclose_decision "
    "receive_correspondence receive_letters",
    A.SENSITIVE: "disclose_medical disclose_sensitive sensitive disclose_police disclose_security disclose_criminal",
    A.OWN_PART: "disclose_own_part own_part disclose_sponsorship disclose_own_sponsorship disclose_sponsor_part",
    A.PACKAGE: "disclose_package package package_status",
    A.THIRD_PARTY: "disclose_third_party third_party disclose_family_member disclose_other_person",
    A.NEVER: "disclose_partner never predict_decision disclose_security_partner predict",
    A.ACT: "act_for_client act submit_documents sign_form withdraw_application submit",
    A.CHANGE: "change change_address change_representative appoint_representative cancel_representative",
    A.ADVISE: "advise decide",
    A.RECORDS: "release_records records access_request privacy_request",
}
COLUMNS = (
    "requester_kind",
    "client_consent",
    "consent_signed",
    "consent_age_days",
    "paid",
    "licensed",
    "channel",
    "identity_questions_passed",
    "action",
)
# For each field of the table, the column that says it.
COLUMN_OF = {
    "who": "requester_kind",
    "consent": "client_consent",
    "pay": "paid",
    "way": "channel",
    "known": "identity_questions_passed",
    "asked": "action",
}
UNLICENSED_WORDS = NOTHING | NO | {"lapsed", "expired", "suspended", "revoked", "invalid", "unlicensed"}
UNKNOWN_LICENCE = {"unknown", "unconfirmed", "not_checked"}
# Who may be told without a consent being asked for, where the row says that none applies.
BY_THEMSELVES = {R.CLIENT, R.PARENT, R.SPONSOR}


def request_of(row: Mapping[str, str]) -> Request:
    """Return the request that a row of words describes. Raises Unreadable, naming the column."""
    who = _word(row, "requester_kind", _words(REQUESTERS), Requester)
    return Request(
        who=Requester(who),
        asked=AskedFor(_word(row, "action", _words(ACTIONS), AskedFor)),
        consent=_consent(row, Requester(who)),
        pay=_pay(row),
        way=WayIn(_word(row, "channel", _words(WAYS), WayIn)),
        known=_known(row),
    )


def _consent(row: Mapping[str, str], who: Requester) -> Consent:
    found = Consent(_word(row, "client_consent", _words(CONSENTS), Consent, empty="na"))
    if who is Requester.CLIENT:
        return Consent.OWN
    if found is Consent.OWN and who not in BY_THEMSELVES:
        return Consent.NONE
    if found in {Consent.OWN, Consent.NONE, Consent.ENDED, Consent.NOT_BEGUN, Consent.COURT, Consent.LESS}:
        return found
    age = _cell(row, "consent_age_days")
    if age not in NOTHING and not age.lstrip("-").isdigit():
        raise Unreadable("consent_age_days", age)
    if age.startswith("-") and int(age) < 0:
        return Consent.NOT_BEGUN  # dated ahead: signed for a day to come
    return found if _cell(row, "consent_signed") in YES else Consent.UNSIGNED


def _pay(row: Mapping[str, str]) -> Pay:
    paid, licence = _cell(row, "paid"), _cell(row, "licensed")
    if paid.upper() in Pay.values:
        return Pay(paid.upper())
    if paid not in YES:
        if paid not in NO | NOTHING:
            raise Unreadable("paid", paid)
        return Pay.UNPAID
    if licence in UNKNOWN_LICENCE:
        return Pay.UNKNOWN
    return Pay.UNLICENSED if licence in UNLICENSED_WORDS else Pay.LICENSED


def _known(row: Mapping[str, str]) -> Identified:
    said = _cell(row, "identity_questions_passed")
    if said in YES or said in NO:
        return Identified.YES if said in YES else Identified.NO
    if said not in NOTHING:
        raise Unreadable("identity_questions_passed", said)
    # Not asked: whoever is signed in, or comes by the line of a known office, has shown who they are.
    way = _word(row, "channel", _words(WAYS), WayIn)
    return Identified.YES if way == WayIn.SIGNED_IN else Identified.NO


def _cell(row: Mapping[str, str], column: str) -> str:
    return str(row.get(column) or "").strip().lower()


def _word(
    row: Mapping[str, str], column: str, known: Mapping[str, str], own: type[Requester | AskedFor | Consent | WayIn],
    *, empty: str = "",
) -> str:  # fmt: skip
    said = _cell(row, column) or empty
    if found := known.get(said.replace(" ", "_").replace("-", "_"), known.get(said)):
        return found
    if said.upper() in own.values:
        return said.upper()
    raise Unreadable(column, said)


def _words(groups: Mapping[Any, str]) -> dict[str, str]:
    return {word: str(meant) for meant, words in groups.items() for word in words.split()}


def _decided(row: Mapping[str, str]) -> dict[str, str]:
    return {"expected": str(decide(request_of(row)).outcome)}


def _explained(row: Mapping[str, str]) -> Explained:
    return Explained.by(REQUESTS, request_of(row).facts, COLUMN_OF, result=lambda clause: Outcome(clause.outcome).value)


CONSENT_RULE = Rule(
    name="consent",
    source="Privacy Act, s. 8; IRPA, s. 91; Privacy Regulations, s. 8 and 10",
    columns=COLUMNS,
    results=("expected",),
    decide=_decided,
    explain=_explained,
)
