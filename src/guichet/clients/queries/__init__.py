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
from guichet.clients.queries.deeds import Deed, actions_in_my_name
from guichet.clients.queries.finding import Findings, Found, found_by_number, id_for_uci, ids_by_uci, search
from guichet.clients.queries.helping import Regulator, helper_of, kinds_to_give, policy_of, regulators
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
    "Regulator",
    "Representation",
    "Standing",
    "Verdict",
    "actions_in_my_name",
    "as_one_person",
    "authorities_held",
    "authorities_of",
    "authority_facts",
    "client",
    "clients",
    "compare_records",
    "duplicate",
    "everyone_of",
    "found_by_number",
    "grants_of",
    "helper_of",
    "household_of",
    "id_for_uci",
    "ids_by_uci",
    "kept_of",
    "kinds_to_give",
    "licences_to_check",
    "may_decide",
    "merge",
    "merges_of",
    "own_client_ids",
    "pair_of",
    "policy_of",
    "proposal_facts",
    "proposals_about",
    "proposals_made",
    "proposals_to_answer",
    "records_of_merge",
    "regulators",
    "search",
    "standing_of",
    "told_beside",
]
