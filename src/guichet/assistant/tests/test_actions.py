"""Asking, choosing, judging, handing over, ending: what is kept, what the journal tells, what is refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection

from guichet.applications.tests.factories import ApplicationFactory, StaffFactory, UserFactory, link
from guichet.assistant.actions import CannotAsk, CannotHandOver, ask, choose, end, hand_over, judge, see_to
from guichet.assistant.contacts import made_since, unseen, ways
from guichet.assistant.models import AskCount, Conversation, Turn
from guichet.assistant.queries import conversation, figures, handed_over
from guichet.assistant.rules import Cited, OwnFiles, cited_in
from guichet.assistant.terms import AskRefusal, HandOverRefusal, Helped, Outcome, Outreach
from guichet.assistant.tests.knowing import KNOWS
from guichet.assistant.upkeep import forget_conversations, measure_containment
from guichet.clients.queries import standing_of
from guichet.foundation.languages import Language
from guichet.identity.actions import note_look
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.knowledge.actions import take_in
from guichet.knowledge.tests.shipping import shipped_articles
from guichet.worklists.models import Task

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 15, 10, tzinfo=UTC)
VISITOR = Viewer()


def origin(at: datetime = NOW, viewer: Viewer = VISITOR) -> Origin:
    return Origin(actor=viewer.actor, channel=Channel.WEB, at=at)


def said(text: str, key: UUID | None = None, viewer: Viewer = VISITOR, at: datetime = NOW, network: str = "n") -> UUID:
    return ask(
        key=key, text=text, language=Language.EN, viewer=viewer, network=network, origin=origin(at, viewer),
        ours=("613-555-0142",), knowing=lambda _language, _on: KNOWS,
    )  # fmt: skip


def client() -> tuple[Viewer, str]:
    user, file = UserFactory(), ApplicationFactory()
    link(user, file.client)
    return Viewer(user_id=user.pk, own_clients=standing_of(user.pk, at=NOW).own_clients), file.number


def agent() -> Viewer:
    staff = StaffFactory(roles=[Role.AGENT])
    return Viewer(user_id=staff.user_id, staff_id=staff.pk, roles=frozenset({Role.AGENT}))


def kinds() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("kind", flat=True))


def test_a_question_is_answered_kept_and_told_without_a_word_of_it() -> None:
    key = said("How do I get a study permit? My number is 613-555-0199")
    talk = conversation(key, viewer=VISITOR)
    assert talk
    assert [turn.said for turn in talk.turns] == ["How do I get a study permit? My number is ⟦phone⟧"]
    assert cited_in(talk.turns[0].pieces) == ("program-sp-out",)
    entry = Entry.objects.get()
    assert (entry.kind, entry.actor, entry.client_id) == ("question.answered", "visitor", None)
    assert entry.payload == {"conversation": talk.conversation_id, "articles": ["program-sp-out"], "in_language": "en"}


def test_what_is_personal_stands_in_no_column() -> None:
    said("call 613-555-0199, uci 1234-5678, a@example.org; what are the fees")
    with connection.cursor() as cursor:
        cursor.execute("SELECT said, reply::text FROM assistant_turn")
        sealed, reply = cursor.fetchone()
    assert "555" not in sealed + reply
    assert sealed != Turn.objects.get().said, "the words are sealed in the database"
    assert "555-0199" not in Turn.objects.get().said


def test_a_conversation_goes_on_until_it_rests_or_ends() -> None:
    key = said("How do I get a study permit?")
    assert said("and for my wife?", key, at=NOW + timedelta(minutes=5)) == key
    assert Turn.objects.get(position=2).article == "work-bring-family"
    later = said("and for my wife?", key, at=NOW + timedelta(hours=5))
    assert later != key
    end(key=later, viewer=VISITOR, origin=origin())
    end(key=later, viewer=VISITOR, origin=origin())
    assert kinds().count("conversation.ended") == 1
    assert said("fees", later, at=NOW + timedelta(hours=5, minutes=1)) != later


@pytest.mark.parametrize(("text", "reason"), [(" \x00\n", AskRefusal.EMPTY), ("a" * 2001, AskRefusal.TOO_LONG)])
def test_what_is_refused_leaves_no_trace(text: str, reason: AskRefusal) -> None:
    with pytest.raises(CannotAsk) as refused:
        said(text)
    assert refused.value.reason is reason
    assert not Conversation.objects.exists()
    assert not Entry.objects.exists()


RUBBISH = ["\x00fees\x00", "💥" * 50, "a" * 2000, "<script>alert(1)</script>", "'; --", "\u202efees"]


@pytest.mark.parametrize("text", RUBBISH)
def test_rubbish_is_answered_somehow(text: str) -> None:
    key = said(text)
    assert Turn.objects.get(conversation__key=key).outcome in Outcome.values


def test_who_asks_too_often_waits() -> None:
    key = said("fees")
    for _ in range(60):
        said("fees", key)
    with pytest.raises(CannotAsk) as refused:
        said("fees", key)
    assert refused.value.reason is AskRefusal.TOO_MANY
    assert said("fees", key, at=NOW + timedelta(hours=1))
    assert all("n" not in one.place[:2] or len(one.place) == 64 for one in AskCount.objects.all())


def test_a_network_that_asks_without_end_waits_too() -> None:
    said("fees")
    AskCount.objects.update(asked=600)
    with pytest.raises(CannotAsk):
        said("fees")
    assert said("fees", network="another")


def test_a_file_is_named_in_the_reply_of_its_owner_only() -> None:
    viewer, number = client()
    mine = said(f"where is my file {number}", viewer=viewer)
    assert OwnFiles(number) in conversation(mine, viewer=viewer).turns[0].pieces
    assert number not in Turn.objects.get().said
    stranger, _other = client()
    theirs = said(f"where is my file {number}", viewer=stranger)
    assert OwnFiles() in conversation(theirs, viewer=stranger).turns[0].pieces
    nobody = said(f"where is my file {number}")
    assert all(not isinstance(one, OwnFiles) for one in conversation(nobody, viewer=VISITOR).turns[0].pieces)


def test_a_conversation_begun_before_signing_in_goes_on_and_is_then_ones_own() -> None:
    key = said("fees")
    viewer, _number = client()
    assert said("where is my file", key, viewer=viewer) == key
    assert conversation(key, viewer=VISITOR) is None
    other, _ = client()
    assert conversation(key, viewer=other) is None
    assert said("fees", key, viewer=other) != key
    assert said("fees", key) != key


def test_only_what_was_offered_is_chosen() -> None:
    key = said("school for children")
    assert choose(
        key=key, article="study-children", language=Language.FR, viewer=VISITOR, origin=origin(),
        knowing=lambda _language, _on: KNOWS,
    ) == key  # fmt: skip
    assert Turn.objects.get(position=2).article == "study-children"
    for wrong in ("fees-list", "nowhere"):
        with pytest.raises(CannotAsk):
            choose(key=key, article=wrong, language=Language.EN, viewer=VISITOR, origin=origin())


def test_a_reply_is_judged_by_whoever_holds_it_and_the_last_word_holds() -> None:
    key = said("fees")
    judge(key=key, position=1, helped=Helped.YES, viewer=VISITOR, origin=origin())
    judge(key=key, position=1, helped=Helped.NO, viewer=VISITOR, origin=origin())
    judge(key=key, position=1, helped=Helped.NO, viewer=VISITOR, origin=origin())
    assert Turn.objects.get().helped == "NO"
    assert kinds().count("conversation.judged") == 2
    for position, other in ((2, key), (1, uuid4())):
        with pytest.raises(NotAllowed):
            judge(key=other, position=position, helped=Helped.NO, viewer=VISITOR, origin=origin())


def test_danger_that_was_spoken_of_comes_first_whatever_was_said_after_it() -> None:
    key = said("thank you", key=said("my husband hits me"))
    hand_over(key=key, reach="amina@example.org", viewer=VISITOR, origin=origin())
    task = Task.objects.get()
    assert task.facts["outcome"] == "DANGER"
    assert task.due_at == NOW + timedelta(hours=1)


def test_a_person_takes_over_with_everything_said_and_a_receipt() -> None:
    key = said("best pizza")
    receipt = hand_over(key=key, reach="amina@example.org", viewer=VISITOR, origin=origin())
    assert receipt == hand_over(key=key, reach="", viewer=VISITOR, origin=origin())
    task = Task.objects.get()
    assert (task.kind, task.client_id, task.facts) == ("handover", None, {"language": "en", "outcome": "UNANSWERED"})
    assert task.due_at > NOW
    worker = agent()
    found = handed_over(int(task.subject.partition(":")[2]), viewer=worker)
    assert (found.receipt, found.reach, found.turns[0].said) == (receipt, "amina@example.org", "best pizza")
    assert "example.org" not in str([*Entry.objects.values_list("payload", flat=True)])
    see_to(
        conversation_id=found.conversation_id, outcome=Outreach.ANSWERED, viewer=worker, origin=origin(viewer=worker)
    )
    see_to(
        conversation_id=found.conversation_id, outcome=Outreach.ANSWERED, viewer=worker, origin=origin(viewer=worker)
    )
    assert kinds().count("handover.answered") == 1
    assert Task.objects.get().state == "DONE"


@pytest.mark.parametrize("reach", ["", "   ", "soon please", "me"])
def test_nobody_is_handed_over_whom_nobody_could_answer(reach: str) -> None:
    key = said("best pizza")
    with pytest.raises(CannotHandOver) as refused:
        hand_over(key=key, reach=reach, viewer=VISITOR, origin=origin())
    assert refused.value.reason is HandOverRefusal.NO_WAY
    assert not Task.objects.exists()


def test_who_is_signed_in_need_not_say_how_to_reach_them() -> None:
    viewer, _number = client()
    hand_over(key=said("best pizza", viewer=viewer), reach="", viewer=viewer, origin=origin(viewer=viewer))
    assert Task.objects.get().client_id in viewer.own_clients


def test_only_who_opens_files_reads_what_was_handed_over() -> None:
    key = said("best pizza")
    number = Conversation.objects.get().pk
    worker = agent()
    with pytest.raises(NotAllowed):
        handed_over(number, viewer=worker)
    hand_over(key=key, reach="a@example.org", viewer=VISITOR, origin=origin())
    for viewer in (VISITOR, client()[0], replace(worker, roles=frozenset({Role.CONTENT_OWNER}))):
        with pytest.raises(NotAllowed):
            handed_over(number, viewer=viewer)
        with pytest.raises(NotAllowed):
            see_to(conversation_id=number, outcome=Outreach.ANSWERED, viewer=viewer, origin=origin())


def test_whether_it_was_enough_is_measured_after_a_week_without_a_contact() -> None:
    calls, quiet, handed = client()[0], client()[0], client()[0]
    for viewer in (calls, quiet, handed):
        key = said("fees", viewer=viewer)
    hand_over(key=key, reach="", viewer=handed, origin=origin(viewer=handed))
    said("fees")
    after = NOW + timedelta(days=3)
    (called,) = calls.own_clients
    worker = replace(agent(), opened={called: Purpose.CLIENT_ASKED})
    note_look(viewer=worker, client_id=called, subject="x", page="desk:client", origin=origin(after, worker))
    assert measure_containment(now=NOW + timedelta(days=6)) == 0
    assert measure_containment(now=NOW + timedelta(days=8)) == 2
    contained = {one.client_id: one.contained for one in Conversation.objects.exclude(client_id=None)}
    assert [contained[one] for viewer in (calls, quiet, handed) for one in viewer.own_clients] == [False, True, False]


def test_a_contact_by_any_way_counts_and_a_word_of_thanks_does_not() -> None:
    """Each entry of the page of ways is seen; what nobody sees yet is named."""
    people = [client()[0] for _ in range(8)]
    (texted, copied, asked, formed, noted, again, thanked, quiet) = [next(iter(one.own_clients)) for one in people]
    for viewer in people:
        said("fees", viewer=viewer)
    after = NOW + timedelta(days=2)
    for number, kind in (
        (texted, "text.received"), (copied, "privacy.copy_asked"), (asked, "look.questioned"),
        (formed, "authority.form_recorded"), (noted, "preferences.noted"),
    ):  # fmt: skip
        Entry.objects.create(
            kind=kind, subject="x", client_id=number, actor="visitor", channel=Channel.WEB, occurred_at=after,
            recorded_at=after,
        )  # fmt: skip
    said("how long", viewer=people[5], at=after)
    said("thanks a lot", viewer=people[6], at=after)
    assert measure_containment(now=NOW + timedelta(days=8)) == 8
    first = Conversation.objects.filter(begun_at=NOW)
    assert set(first.filter(contained=True).values_list("client_id", flat=True)) == {thanked, quiet}
    assert set(first.filter(contained=False).values_list("client_id", flat=True)) == {
        texted, copied, asked, formed, noted, again
    }  # fmt: skip


def test_every_channel_of_clients_is_seen_or_said_not_to_be() -> None:
    ours = {Channel.DESK, Channel.OFFICE, Channel.FEED, Channel.SYSTEM}
    seen = {channel for way in ways() for channel in way.sees}
    assert seen | set(unseen()) | ours == set(Channel)
    assert not seen & ours
    assert made_since([], since=NOW, until=NOW) == []


def test_words_and_people_are_forgotten_in_time_and_what_is_counted_stays() -> None:
    viewer, _number = client()
    said("fees", viewer=viewer)
    handed = said("best pizza")
    hand_over(key=handed, reach="a@example.org", viewer=VISITOR, origin=origin())
    assert forget_conversations(now=NOW + timedelta(days=29)) == 0
    assert forget_conversations(now=NOW + timedelta(days=31)) == 1
    assert forget_conversations(now=NOW + timedelta(days=400)) == 0, "nobody saw to it yet"
    Conversation.objects.filter(key=handed).update(outreach="ANSWERED")
    assert forget_conversations(now=NOW + timedelta(days=91)) == 1
    assert {one.said for one in Turn.objects.all()} == {""}
    assert set(Conversation.objects.values_list("user_id", "client_id")) == {(None, None)}
    assert not Conversation.objects.filter(forgotten_at=None).exists()
    assert {one.reach for one in Conversation.objects.all()} == {""}
    assert conversation(handed, viewer=VISITOR) is None
    assert not AskCount.objects.exists()


def test_figures_hide_what_tells_of_few_and_are_for_who_looks_after_guidance() -> None:
    owner = Viewer(user_id=1, staff_id=1, roles=frozenset({Role.CONTENT_OWNER}))
    for _ in range(6):
        said("fees")
        said("hello")
    said("best pizza")
    span = {"since": NOW - timedelta(days=1), "until": NOW + timedelta(days=1)}
    found = figures(viewer=owner, **span)
    assert found.asked == 13
    assert found.outcomes[Outcome.UNANSWERED] is None
    assert found.handed_over == 0
    assert figures(viewer=owner, since=NOW + timedelta(days=2), until=NOW + timedelta(days=3)).asked == 0
    with pytest.raises(NotAllowed):
        figures(viewer=agent(), **span)


def test_the_version_that_was_given_is_kept_with_it() -> None:
    take_in({"fees-list": shipped_articles()["fees-list"]}, origin())
    said("fees")
    assert Turn.objects.get().reply == [{"kind": "article", "article": "fees-list", "version": 1}]
    assert Cited("fees-list", 1) in conversation(Conversation.objects.get().key, viewer=VISITOR).turns[0].pieces
