"""What happens to a client's record."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.clients.authority_policy import form_fault, hand_back_reason
from guichet.clients.terms import AuthorityEnd
from guichet.foundation.dates import long_date
from guichet.foundation.languages import Language
from guichet.identity.terms import AuthorityKind
from guichet.journal.events import Event, happening


@happening("client.registered", meaning="The case system told of a person for the first time.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRegistered(Event):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We opened a record for you.")


@happening("client.updated", meaning="The case system told of changed facts about a person.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ClientUpdated(Event):
    # Which facts: names, birth_date, country, language, email, phone, channel. Never the facts themselves.
    changed: tuple[str, ...]

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We updated the facts we hold about you.")


@happening("client.corrected", meaning="A fact of somebody’s identity was wrong and was put right.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCorrected(Event):
    fact: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We corrected a fact that we hold about you.")


@happening("preferences.changed", meaning="The client chose language or way to be told.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class PreferencesChanged(Event):
    changed: tuple[str, ...]

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You changed how we write to you.")


@happening(
    "preferences.noted",
    meaning="Staff wrote down what a client asked for: how to be told, what they need.",
    visible=True,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PreferencesNoted(Event):
    changed: tuple[str, ...]

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We wrote down how you want to be told and served, as you asked.")


@happening("account.linked", meaning="An account was linked to the client's files.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLinked(Event):
    means: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An online account was linked to your files.")


@happening(
    "client.name_used_changed", meaning="A client, or staff with them, said which name we are to use.", visible=True
)
@dataclass(frozen=True, slots=True, kw_only=True)
class NameUsedChanged(Event):
    """Never says which: neither the new name nor the old one."""

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We use the name that you chose.")


@happening("client.described", meaning="A client said how they want to be spoken of and to.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class Described(Event):
    # Which facts: gender, pronouns, greeting, said_as. Never the facts themselves.
    changed: tuple[str, ...]

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You told us how to speak of you and to you.")


@happening("contact.added", meaning="An address or number was added; nothing goes there yet.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPointAdded(Event):
    point: int
    # email, phone or post.
    contact: str

    def sentence(self, language: Language) -> str:
        with override(language):
            match self.contact:
                case "email":
                    return _("A new e-mail address was added to your record.")
                case "phone":
                    return _("A new telephone number was added to your record.")
                case _:
                    return _("A new postal address was added to your record.")


@happening("contact.code_asked", meaning="A code was asked for, to confirm an address or number.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCodeAsked(Event):
    point: int
    code: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You asked for a code to confirm an address or number.")


@happening("contact.confirmed", meaning="A client showed that an address or number is theirs.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPointConfirmed(Event):
    contact: str
    means: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You confirmed an address or number.")


@happening("contact.works_again", meaning="Messages reach an address again that had sent them back.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPointWorksAgain(Event):
    contact: str

    def sentence(self, language: Language) -> str:
        with override(language):
            if self.contact == "email":
                return _("Our messages reach your e-mail address again.")
            return _("Our messages reach your telephone again.")


@happening("contact.letter_returned", meaning="A letter came back from the postal address of today.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReturned(Event):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A letter that we sent you by post came back to us.")


@happening("contact.in_use", meaning="From now on, messages go to another address or number.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPointInUse(Event):
    point: int
    contact: str

    def sentence(self, language: Language) -> str:
        with override(language):
            if self.contact == "email":
                return _("We now write to another e-mail address.")
            return _("We now use another telephone number.")


@happening("contact.left", meaning="Messages no longer go to an address or number; it is told so itself.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPointLeft(Event):
    # The one left: this very event is told there, so that a change that the client did not make is noticed.
    point: int
    contact: str

    def sentence(self, language: Language) -> str:
        with override(language):
            if self.contact == "email":
                return _("We no longer write to the e-mail address that we used before.")
            return _("We no longer use the telephone number that we used before.")


@happening("contact.removed", meaning="A client took away an address or number that was not in use.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPointRemoved(Event):
    contact: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You removed an address or number.")


@happening("client.safe_contact_changed", meaning="Safe contact was turned on, changed or turned off.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class SafeContactChanged(Event):
    """Never told by message nor on a timeline: whoever reads along must not learn of it."""

    on: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("How we reach you was changed.")


@happening("client.death_recorded", meaning="Somebody showed that a client has died.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class DeathRecorded(Event):
    proof: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We were told that this person has died.")


@happening(
    "client.death_undone", meaning="That a client had died was recorded by mistake, and taken back.", visible=True
)
@dataclass(frozen=True, slots=True, kw_only=True)
class DeathUndone(Event):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We corrected a mistake in your record. We are sorry.")


@happening("client.former_seen", meaning="An officer saw a former name or gender, for a stated reason.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class FormerFactsSeen(Event):
    reason: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An officer saw facts of your record that are shown to nobody else.")


@happening("client.merged", meaning="Another record of the same person was joined to this one.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordJoined(Event):
    # The number of the merge; the other record has an entry of its own.
    merge: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We found that two of our records are about you, and joined them.")


@happening("client.merged_away", meaning="This record was joined to another one of the same person.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordJoinedToOther(Event):
    merge: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Your record was joined to another record that is about you.")


@happening("client.merge_undone", meaning="Two records that had been joined were parted again.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsParted(Event):
    merge: int
    reason: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We had joined your record to another one. We separated them again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateEvent(Event):
    """Something that happened to a pair of records that look alike: a matter of staff’s, in no client’s timeline."""

    duplicate: int

    @property
    def subject(self) -> str:
        """Return the pair it happened to."""
        return f"duplicate:{self.duplicate}"


@happening("duplicate.suggested", meaning="Two records look like one person’s.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateSuggested(DuplicateEvent):
    reasons: tuple[str, ...]

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Two records look like one person’s.")


@happening("duplicate.told_apart", meaning="Somebody decided that two records are two people’s.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateToldApart(DuplicateEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The two records are two people’s.")


def holder_in_words(kind: str) -> str:
    """Return who holds an authority, for the middle of a sentence in the language that is switched on."""
    return {
        AuthorityKind.REPRESENTATIVE.value: _("a representative"),
        AuthorityKind.HELPER.value: _("a person you trust"),
        AuthorityKind.PARENT.value: _("a parent or guardian"),
        AuthorityKind.FAMILY.value: _("an adult of your household"),
        AuthorityKind.SPONSOR.value: _("a sponsor"),
        AuthorityKind.SPONSOR_GROUP.value: _("a group of sponsors"),
        AuthorityKind.MP_OFFICE.value: _("an office of Parliament"),
        AuthorityKind.PARTNER_SITE.value: _("a partner site"),
        AuthorityKind.ESTATE.value: _("whoever settles the estate"),
    }.get(kind, _("somebody"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalEvent(Event):
    """Something about an authority that waits for a yes. `held_as` is a code of AuthorityKind."""

    proposal: int
    held_as: str

    @property
    def subject(self) -> str:
        """Return what it happened to."""
        return f"proposal:{self.proposal}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityEvent(Event):
    """Something that happened to an authority. Told to its client and, `as_holder`, to a client who holds it."""

    authority: int
    held_as: str
    as_holder: bool = False

    @property
    def subject(self) -> str:
        """Return what it happened to."""
        return f"authority:{self.authority}"


@happening("authority.asked_about", meaning="Staff had it decided what a caller may be told.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class CallerAnswered(Event):
    # Codes only: as who somebody asked, for what, how it was made sure, and the line of the table that decided.
    asked_as: str
    asked_for: str
    check: str
    line: str
    decided: str
    # The row of the registry by which they asked; 0: none.
    by_row: int = 0

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody asked us about your file. We looked up what you allow.")


@happening("authority.invited", meaning="A client asked somebody to help them, or to act for them.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityInvited(ProposalEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You asked %(who)s to help you. They have not answered yet.") % {
                "who": holder_in_words(self.held_as)
            }


@happening("authority.asked", meaning="Somebody asked a client for the authority to help them.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityAsked(ProposalEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody asks to see your file, as %(who)s. They see nothing unless you say yes.") % {
                "who": holder_in_words(self.held_as)
            }


@happening("authority.declined", meaning="Somebody said no to an authority that was asked for.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityDeclined(ProposalEvent):
    by_client: bool

    def sentence(self, language: Language) -> str:
        with override(language):
            if self.by_client:
                return _("You said no to somebody who asked to see your file. They see nothing of it.")
            return _("The person whom you asked to help you said no.")


@happening("authority.withdrawn", meaning="Somebody withdrew what they had asked, before an answer.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityWithdrawn(ProposalEvent):
    # The client took back an invitation; otherwise whoever asked the client did.
    by_client: bool = False

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A request to see your file was withdrawn.")


@happening("authority.form_recorded", meaning="A paper form was recorded, and waits for a second look.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityFormRecorded(ProposalEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We received a form about who may see your file. A second person checks it.")


@happening("authority.form_refused", meaning="The second look found that a paper form does not hold.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityFormRefused(ProposalEvent):
    # A code of `form_faults.yaml`.
    fault: str = ""

    def sentence(self, language: Language) -> str:
        with override(language):
            said = _("We could not accept a form about who may see your file. Nobody was given access.")
        known = form_fault(self.fault)
        return f"{said} {known.told.say(language)}" if known else said


@happening("authority.granted", meaning="Somebody was allowed to see a file, or to act for its client.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityGranted(AuthorityEvent):
    acts: bool
    # It follows from a form that came in on paper, and that two members of staff saw.
    on_paper: bool = False

    def sentence(self, language: Language) -> str:
        with override(language):
            if self.as_holder:
                return _("You may now see a file of another person.")
            said = (
                _("From now on, %(who)s may see your file and act for you.")
                if self.acts
                else _("From now on, %(who)s may see your file, and may not act for you.")
            )
            return said % {"who": holder_in_words(self.held_as)}


@happening("authority.changed", meaning="What somebody may see or do for a client was changed.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityChanged(AuthorityEvent):
    acts: bool

    def sentence(self, language: Language) -> str:
        with override(language):
            if self.as_holder:
                return _("What you may see of another person’s file was changed.")
            return _("What %(who)s may see or do for you was changed.") % {"who": holder_in_words(self.held_as)}


@happening("authority.revoked", meaning="An authority was taken back or handed back; it ended at once.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRevoked(AuthorityEvent):
    why: str
    # Where it was handed back: a code of `hand_backs.yaml`.
    gave: str = ""

    def sentence(self, language: Language) -> str:
        with override(language):
            if self.as_holder:
                return _("You no longer see the file of another person.")
            said = {
                AuthorityEnd.HOLDER.value: _("The authority of %(who)s was handed back. They no longer see your file."),
                AuthorityEnd.PAPER.value: _(
                    "The authority of %(who)s was taken back, as a form with your signature asks. They no longer see "
                    "your file."
                ),
                AuthorityEnd.SAID.value: _(
                    "The authority of %(who)s was taken back, as you told us. They no longer see your file."
                ),
            }.get(self.why, _("The authority of %(who)s was taken back. They no longer see your file."))
            said %= {"who": holder_in_words(self.held_as)}
        known = hand_back_reason(self.gave)
        return f"{said} {known.told.say(language)}" if known else said


@happening("authority.ending", meaning="Those concerned were told that an authority will end by itself.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityEnding(AuthorityEvent):
    ends_on: date

    def sentence(self, language: Language) -> str:
        words = {"day": long_date(self.ends_on, language)}
        with override(language):
            if self.as_holder and self.held_as == AuthorityKind.PARENT:
                return _("On %(day)s a child for whom you act comes of age. From then on they decide alone.") % words
            if self.as_holder:
                return _("On %(day)s you will stop seeing the file of another person.") % words
            words["who"] = holder_in_words(self.held_as)
            if self.held_as == AuthorityKind.PARENT:
                return (
                    _("On %(day)s you come of age. From then on you decide alone who sees your file; %(who)s will not.")
                    % words
                )
            return _("The authority of %(who)s ends on %(day)s.") % words


@happening(
    "authority.ended", meaning="An authority ended by itself: its time was over, or a child came of age.", visible=True
)
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityEnded(AuthorityEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            if self.as_holder and self.held_as == AuthorityKind.PARENT:
                return _("A child for whom you acted is of age. They decide alone who sees their file.")
            if self.as_holder:
                return _("You no longer see the file of another person: the time for it is over.")
            if self.held_as == AuthorityKind.PARENT:
                return _("You are of age. You alone decide who sees your file; your parents no longer do.")
            return _("The authority of %(who)s has ended. They no longer see your file.") % {
                "who": holder_in_words(self.held_as)
            }


@happening(
    "authority.licence_lapsed", meaning="A paid helper’s licence was found not valid; they see nothing.", visible=True
)
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityLicenceLapsed(AuthorityEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The licence of a paid representative of yours is not valid now. They do not see your file.")


@happening("authority.licence_checked", meaning="A register was asked about a helper’s licence.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceChecked(Event):
    party: int
    licence: str

    @property
    def subject(self) -> str:
        """Return whose licence it is."""
        return f"party:{self.party}"

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A licence was looked up in the register.")


@happening("authority.helper_described", meaning="A helper said who they are, or changed it.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class HelperDescribed(Event):
    party: int

    @property
    def subject(self) -> str:
        """Return who it is."""
        return f"party:{self.party}"

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody who helps clients said who they are.")


@happening("group.invited", meaning="Somebody was asked to belong to a group of sponsors.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupInvited(ProposalEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody was asked to belong to a sponsors’ group.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEvent(Event):
    """Something that happened to a group of sponsors. `group` and `member` are numbers of helpers."""

    group: int

    @property
    def subject(self) -> str:
        """Return the group."""
        return f"party:{self.group}"


@happening("group.declined", meaning="Somebody did not want to belong to a group of sponsors.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDeclined(GroupEvent):
    proposal: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody said no to belonging to a sponsors’ group.")


@happening("group.withdrawn", meaning="Somebody is no longer asked to belong to a group of sponsors.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWithdrawn(GroupEvent):
    proposal: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody is no longer asked to belong to a sponsors’ group.")


@happening("group.joined", meaning="Somebody said yes to belonging to a group of sponsors.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupJoined(GroupEvent):
    member: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody belongs to a sponsors’ group now.")


@happening("group.left", meaning="Somebody left a group of sponsors, or was taken out of it.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLeft(GroupEvent):
    member: int
    removed: bool

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody does not belong to a sponsors’ group any more.")


@happening("group.grew", meaning="Somebody joined the group of sponsors that sees a client’s file.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class GroupGrew(GroupEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Another person belongs now to the sponsors’ group that you let see your file.")


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdEvent(Event):
    """Something that happened to a household, as one of its people is told of it."""

    household: int

    @property
    def subject(self) -> str:
        """Return the household."""
        return f"household:{self.household}"


@happening("household.made", meaning="A client began a household.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMade(HouseholdEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You began a household.")


@happening("household.invited", meaning="An adult was asked to join a household.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdInvited(HouseholdEvent):
    proposal: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody asks you to join their household. Joining shows your file to nobody.")


@happening("household.asked", meaning="A client asked an adult to join their household.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdAsked(HouseholdEvent):
    proposal: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You asked somebody to join your household.")


@happening("household.declined", meaning="An adult did not want to join a household; nobody is told.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdDeclined(HouseholdEvent):
    proposal: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You said no to joining a household.")


@happening("household.withdrawn", meaning="A client no longer asks somebody to join their household.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdWithdrawn(HouseholdEvent):
    proposal: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You no longer ask somebody to join your household.")


@happening("household.joined", meaning="Somebody joined a household; each of its people is told.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdJoined(HouseholdEvent):
    # Whether it is the one who is told, or somebody else of the household.
    is_self: bool

    def sentence(self, language: Language) -> str:
        with override(language):
            if self.is_self:
                return _("You belong to a household. Nobody in it sees your file unless you share it.")
            return _("Somebody joined your household. They do not see your file unless you share it.")


@happening("household.left", meaning="Somebody left a household; each of its people is told.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdLeft(HouseholdEvent):
    is_self: bool

    def sentence(self, language: Language) -> str:
        with override(language):
            if self.is_self:
                return _("You left your household. Nothing is shared with its people any more.")
            return _("Somebody left your household. Nothing is shared with them any more.")
