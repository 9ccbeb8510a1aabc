"""What others may ask about clients."""

from guichet.clients.one_person import as_one_person, everyone_of, kept_of
from guichet.clients.queries.accounts import own_client_ids
from guichet.clients.queries.authority import (
    AuthorityFacts,
    PartyFacts,
    Representation,
    Standing,
    authorities_held,
    authorities_of,
    authority_facts,
    grants_of,
    licences_to_check,
    may_decide,
    standing_of,
    told_beside,
)
from guichet.clients.queries.checking import facts_that_agree, facts_to_draw
from guichet.clients.queries.deeds import Deed, actions_in_my_name
from guichet.clients.queries.finding import Findings, Found, found_by_number, id_for_uci, ids_by_uci, search
from guichet.clients.queries.helpers import helper_message, helpers_of_authorities, helpers_of_proposals
from guichet.clients.queries.likeness import (
    bearers_of,
    clients_at,
    clients_of_accounts,
    contact_values,
    family_word,
    family_words,
)
from guichet.clients.queries.merging import (
    DuplicateFacts,
    MergeFacts,
    compare_records,
    duplicate,
    merge,
    merges_of,
    pair_of,
    records_of_merge,
)
from guichet.clients.queries.people import ClientFacts, ContactFacts, NameFacts, client, clients
from guichet.clients.queries.proposals import (
    HouseholdFacts,
    MemberFacts,
    ProposalFacts,
    household_of,
    proposal_facts,
    proposals_about,
    proposals_made,
    proposals_to_answer,
)
from guichet.clients.queries.quiet import UnknownToken, client_behind, turn_off_token
from guichet.clients.queries.texting import TextNumber, text_numbers
from guichet.clients.rules.duplicates import Verdict
from guichet.identity.queries import NotAllowed

__all__ = [
    "AuthorityFacts",
    "ClientFacts",
    "ContactFacts",
    "Deed",
    "DuplicateFacts",
    "Findings",
    "Found",
    "HouseholdFacts",
    "MemberFacts",
    "MergeFacts",
    "NameFacts",
    "NotAllowed",
    "PartyFacts",
    "ProposalFacts",
    "Representation",
    "Standing",
    "TextNumber",
    "UnknownToken",
    "Verdict",
    "actions_in_my_name",
    "as_one_person",
    "authorities_held",
    "authorities_of",
    "authority_facts",
    "bearers_of",
    "client",
    "client_behind",
    "clients",
    "clients_at",
    "clients_of_accounts",
    "compare_records",
    "contact_values",
    "duplicate",
    "everyone_of",
    "facts_that_agree",
    "facts_to_draw",
    "family_word",
    "family_words",
    "found_by_number",
    "grants_of",
    "helper_message",
    "helpers_of_authorities",
    "helpers_of_proposals",
    "household_of",
    "id_for_uci",
    "ids_by_uci",
    "kept_of",
    "licences_to_check",
    "may_decide",
    "merge",
    "merges_of",
    "own_client_ids",
    "pair_of",
    "proposal_facts",
    "proposals_about",
    "proposals_made",
    "proposals_to_answer",
    "records_of_merge",
    "search",
    "standing_of",
    "text_numbers",
    "told_beside",
    "turn_off_token",
]
