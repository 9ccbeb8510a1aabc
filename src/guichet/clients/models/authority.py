"""Who may be told of a client or act for one: the registry, whose rows never change, and what still waits for a yes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from guichet.clients.models.people import Client
from guichet.clients.terms import (
    Answer,
    AuthorityEnd,
    AuthorityProof,
    AuthoritySource,
    Awaited,
    HelperNews,
    Licence,
)
from guichet.foundation.sealing import SealedText
from guichet.identity.models import User
from guichet.identity.terms import AuthorityKind, Disclosure
from guichet.journal.terms import Channel


class Party(models.Model):
    """Somebody who helps clients: a representative, a friend, a group of sponsors, an office. Not a client as such."""

    PERSONAL_DATA = "name, organisation, address and licence of a helper; goes two years after their last authority"

    # The account with which they act; None until they answer their first invitation, or for ever, on paper.
    user = models.OneToOneField(User, on_delete=models.PROTECT, null=True, related_name="party")
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    # In small letters; where they are told, and by which an invitation finds its account.
    email = models.CharField(max_length=254, blank=True)
    is_paid = models.BooleanField(default=False)
    # A code of `regulators.yaml`, and the number there.
    regulator = models.CharField(max_length=20, blank=True)
    licence_number = models.CharField(max_length=40, blank=True)
    # What the register said last: `UNKNOWN` until it was asked. Each answer is an event besides.
    licence = models.CharField(max_length=10, choices=Licence.choices, default=Licence.UNPAID)
    licence_checked_at = models.DateTimeField(null=True)
    # By whom the register was asked, and which register it was.
    licence_checked_by = models.CharField(max_length=60, blank=True)
    licence_register = models.CharField(max_length=40, blank=True)
    # When it was asked last, whether or not it answered.
    licence_asked_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "parties"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_paid=True) | Q(licence=Licence.UNPAID), name="only_paid_help_has_a_licence"
            ),
            models.CheckConstraint(
                condition=Q(is_paid=False) | ~Q(licence=Licence.UNPAID), name="paid_help_needs_a_licence"
            ),
        ]
        indexes = [models.Index(fields=["email"], name="party_by_address", condition=~Q(email=""))]

    def __str__(self) -> str:
        return f"party:{self.pk}"


class Scope(models.Model):
    """What is allowed, to whom, on what ground: the same for what is asked and for what is given."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="%(class)s_rows", null=True)
    kind = models.CharField(max_length=20, choices=AuthorityKind.choices)
    # Who holds it: a helper, or another client (an adult of the household, a parent, a sponsor).
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="%(class)s_rows", null=True)
    holder = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="held_%(class)s_rows", null=True)
    sees = ArrayField(models.CharField(max_length=10, choices=Disclosure.choices), default=list)
    acts = models.BooleanField(default=False)
    # Application numbers, in order; empty: every file, those to come too.
    files = ArrayField(models.CharField(max_length=40), default=list)
    source = models.CharField(max_length=20, choices=AuthoritySource.choices)
    form_version = models.CharField(max_length=20, blank=True)
    signed_on = models.DateField(null=True)
    proof = models.CharField(max_length=20, choices=AuthorityProof.choices, blank=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=20, choices=Channel.choices)

    class Meta:
        abstract = True


class Authority(Scope):
    """That somebody may be told of a client, or act for them. A row never changes, but for its end, written once.

    A change of scope is a new row that replaces the old. A trigger refuses every other change.
    """

    PERSONAL_DATA = "who may act for whom; kept as long as the client's files, as proof of each disclosure"

    given_at = models.DateTimeField()
    # As the journal names people: `user:12`, `staff:7`.
    given_by = models.CharField(max_length=60)
    # The second pair of eyes, where the policy asked for one.
    verified_by = models.CharField(max_length=60, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=60, blank=True)
    revoked_why = models.CharField(max_length=20, choices=AuthorityEnd.choices, blank=True)
    revoked_channel = models.CharField(max_length=20, choices=Channel.choices, blank=True)

    class Meta:
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(
                condition=Q(client__isnull=False, starts_at__isnull=False), name="authority_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(party__isnull=False, holder__isnull=True) | Q(party__isnull=True, holder__isnull=False),
                name="authority_has_one_holder",
            ),
            models.CheckConstraint(condition=~Q(holder=F("client")), name="no_authority_over_oneself"),
            models.CheckConstraint(condition=Q(sees__len__gt=0), name="authority_allows_something"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="authority_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="", revoked_why="", revoked_channel="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="") & ~Q(revoked_why="") & ~Q(revoked_channel="")),
                name="authority_taken_back_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["client", "kind", "party", "holder", "files"],
                name="one_open_authority_per_holder_and_files",
                condition=Q(revoked_at__isnull=True),
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(fields=["client", "-given_at"], name="authority_of_client"),
            models.Index(fields=["party"], name="authority_open_of_party", condition=Q(revoked_at__isnull=True)),
            models.Index(fields=["holder"], name="authority_open_of_holder", condition=Q(revoked_at__isnull=True)),
            models.Index(fields=["ends_at"], name="authority_ends", condition=Q(revoked_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"authority:{self.pk}"


class Household(models.Model):
    """People who live as one family, as they say themselves. Belonging shows nobody’s file to anybody."""

    PERSONAL_DATA = "that people live together; goes with the last of its members"

    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"household:{self.pk}"


class HouseholdMember(models.Model):
    """That a person belongs to a household, from when to when. A row is closed, never removed."""

    PERSONAL_DATA = "who lives with whom, and since when; goes with the client"

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="memberships")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client"], name="one_household_at_a_time", condition=Q(left_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"client:{self.client_id} in household:{self.household_id}"


class Proposal(Scope):
    """An authority, or a place in a household, that still waits for somebody’s yes. Nothing follows from it before."""

    PERSONAL_DATA = "who asked to act for whom, and the number that was typed, sealed; gone two years after the answer"

    # Where it is about a household: which, and `client` is the adult who is asked to join.
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, related_name="proposals")
    # Where it is about a group of sponsors: which, and `party` is who is asked to belong to it.
    group = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="member_proposals")
    awaits = models.CharField(max_length=10, choices=Awaited.choices)
    # The address that a client named for their helper, in small letters.
    email = models.CharField(max_length=254, blank=True)
    # The number that the asker typed. Kept whether or not there is such a client, so that both look alike to them.
    asked_for = SealedText(blank=True)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True)
    # The same may be said twice: then both lead to the one row.
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, related_name="proposals")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", answered_by="")
                | (Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(answered_by="")),
                name="proposal_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(authority__isnull=True) | Q(answer=Answer.YES), name="authority_follows_a_yes"
            ),
        ]
        indexes = [
            models.Index(fields=["client"], name="proposal_waits_for", condition=Q(answered_at__isnull=True)),
            models.Index(fields=["party"], name="proposal_of_party", condition=Q(answered_at__isnull=True)),
            models.Index(fields=["email"], name="proposal_by_address", condition=Q(answered_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"proposal:{self.pk}"


class EndingTold(models.Model):
    """That those concerned were told that an authority ends, or has ended by itself. Once each."""

    PERSONAL_DATA = "none: which authority was told of"

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="tellings")
    # Told before it ends, or once it has ended. A new day of birth, or end, is told of anew.
    has_ended = models.BooleanField()
    ends_on = models.DateField()

    class Meta:
        verbose_name_plural = "endings told"
        constraints = [
            models.UniqueConstraint(fields=["authority", "has_ended", "ends_on"], name="one_telling_of_each_end")
        ]

    def __str__(self) -> str:
        return f"end of authority:{self.authority_id}"


class HelperMessage(models.Model):
    """That a helper was told of something by e-mail: that there is something to read, never what."""

    PERSONAL_DATA = "address of a helper, and when they were written to; gone two years after"

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="messages")
    about = models.CharField(max_length=10, choices=HelperNews.choices)
    address = models.CharField(max_length=254)
    # The first and the last entry of the journal that it tells of; soft, as the journal is.
    first_entry = models.BigIntegerField()
    last_entry = models.BigIntegerField()
    # Our own name for the message, the same at every try.
    reference = models.UUIDField()
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "about", "first_entry"], name="one_message_per_helper_and_entry"),
            models.UniqueConstraint(
                fields=["party"],
                name="one_message_of_news_waits",
                condition=Q(about=HelperNews.NEWS, sent_at__isnull=True, failed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"helper message:{self.pk}"


class HelperCopy(models.Model):
    """That a message to a helper tells of one entry of a client’s: by it is known whether they have it too."""

    PERSONAL_DATA = "that a helper was told of an entry about a client; goes with the message"

    message = models.ForeignKey(HelperMessage, on_delete=models.CASCADE, related_name="copies")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="copies", db_index=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="helper_copies")
    # Of the journal; soft, as the journal is.
    entry_id = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "helper copies"
        constraints = [
            # Begins with the entry: asked by it for a page of a client’s notices.
            models.UniqueConstraint(fields=["entry_id", "party"], name="one_copy_per_entry_and_helper"),
        ]

    def __str__(self) -> str:
        return f"copy of entry:{self.entry_id} for party:{self.party_id}"
