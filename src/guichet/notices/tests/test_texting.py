"""Texts that people send: STOP is obeyed at once, answers disclose nothing, and each is taken in once."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from guichet.clients.events import AccountLinked
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Role
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.notices.actions import note_text_read, queue_notices, receive_text
from guichet.notices.envelopes import LONGEST_TEXT, answer_of
from guichet.notices.models import Delivery, Notice, ReceivedText, TextStop, Undelivered
from guichet.notices.rules.texting import Asked, answer_to, asked_in
from guichet.notices.sending import send_due
from guichet.notices.staff_queries import unread_texts
from guichet.notices.terms import Answer, Medium
from guichet.notices.tests.people import NOON, Clock, Hand, client, happened
from guichet.notices.tests.test_envelopes import GSM
from guichet.notices.upkeep import forget_texts
from guichet.worklists.models import Task

NUMBER = "+14165550123"
db = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _texts(settings: Any) -> None:
    settings.NOTIFY_KEY = "a key"


def text(
    words: str, *, number: str = NUMBER, at: Any = NOON, to_do: bool = False, reference: str = ""
) -> Answer | None:
    return receive_text(
        provider_reference=reference or str(uuid4()),
        number=number,
        words=words,
        to_do=lambda clients: to_do,
        origin=Origin(actor="text-provider", channel=Channel.TEXT, at=at),
    )


@pytest.mark.parametrize(
    ("words", "asked", "language"),
    [
        ("STOP", Asked.STOP, None),
        (" stop. ", Asked.STOP, None),
        ("Arrêt", Asked.STOP, Language.FR),
        ("ARRET svp", Asked.STOP, Language.FR),
        ("Stop texting me!!", Asked.STOP, None),
        ("help", Asked.HELP, Language.EN),
        ("Aide", Asked.HELP, Language.FR),
        ("STATUS", Asked.STATUS, Language.EN),
        ("statut ?", Asked.STATUS, Language.FR),
        ("START", Asked.START, Language.EN),
        ("Début", Asked.START, Language.FR),
        ("What is my status?", Asked.OTHER, None),
        ("", Asked.OTHER, None),
        ("👍", Asked.OTHER, None),
    ],
)
def test_what_a_text_asks(words: str, asked: Asked, language: Language | None) -> None:
    assert asked_in(words) == (asked, language)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(words: str) -> None:
    assert asked_in(words)[0] in Asked


@given(
    asked=st.sampled_from(Asked),
    is_known=st.booleans(),
    is_stopped=st.booleans(),
    has_news=st.booleans(),
    too_many=st.booleans(),
)
def test_an_unknown_number_learns_nothing_and_a_stopped_one_gets_nothing_but_its_start(
    asked: Asked, is_known: bool, is_stopped: bool, has_news: bool, too_many: bool
) -> None:
    answer = answer_to(asked, is_known=is_known, is_stopped=is_stopped, has_news=has_news, too_many=too_many)
    if not is_known:
        assert answer not in {Answer.NEWS, Answer.NO_NEWS, Answer.PASSED_ON}
    if is_stopped:
        assert answer is (Answer.RESUMED if asked is Asked.START else None)
    if too_many and answer:
        assert answer in {Answer.STOPPED, Answer.RESUMED}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("answer", list(Answer))
def test_an_answer_is_one_text_of_the_plain_alphabet(answer: Answer, language: Language) -> None:
    said = answer_of(answer, language).text
    assert len(said) <= LONGEST_TEXT, len(said)
    assert set(said) <= GSM, set(said) - GSM


@db
def test_stop_is_obeyed_at_once_confirmed_once_and_the_news_go_another_way() -> None:
    amina = client(phone=NUMBER, channel="text")
    queue_notices(happened(AccountLinked(client_id=amina.pk, means="FACTS")))
    assert [text("STOP"), text("STOP")] == [Answer.STOPPED, None]
    assert send_due(Medium.TEXT, texts := Hand(), Clock()) == 1
    assert "no more texts" in texts.sent[0].text
    assert send_due(Medium.EMAIL, Hand(), Clock()) == 1
    assert Undelivered.objects.get().resolution == "OTHER_WAY"
    assert Entry.objects.filter(kind="texts.stopped", client_id=amina.pk).count() == 1
    queue_notices(happened(AccountLinked(client_id=amina.pk, means="FACTS")))
    assert Delivery.objects.latest("id").medium == Medium.EMAIL
    assert text("DÉBUT") is Answer.RESUMED
    assert TextStop.objects.get().resumed_at == NOON
    queue_notices(happened(AccountLinked(client_id=amina.pk, means="FACTS")))
    assert Delivery.objects.latest("id").medium == Medium.TEXT


@db
def test_a_text_that_a_stop_overtook_on_its_way_to_the_provider_is_not_sent() -> None:
    amina = client(phone=NUMBER, channel="text")
    queue_notices(happened(AccountLinked(client_id=amina.pk, means="FACTS")))
    TextStop.objects.create(number=NUMBER, stopped_at=NOON)
    assert send_due(Medium.TEXT, hand := Hand(), Clock()) == 0
    assert hand.sent == []
    assert Delivery.objects.get(medium="email").status == "QUEUED"


@db
@pytest.mark.parametrize(
    ("unopened", "to_do", "answer"),
    [(True, False, Answer.NEWS), (False, True, Answer.NEWS), (False, False, Answer.NO_NEWS)],
)
def test_status_says_only_whether_there_is_something(unopened: bool, to_do: bool, answer: Answer) -> None:
    amina = client(phone=NUMBER)
    queue_notices(happened(AccountLinked(client_id=amina.pk, means="FACTS")))
    if not unopened:
        Notice.objects.update(opened_at=NOON)
    assert text("STATUT", to_do=to_do) is answer
    delivery = Delivery.objects.get(medium="text")
    assert (delivery.language, delivery.address, delivery.says) == ("fr", NUMBER, answer)
    assert not delivery.notices.exists()


@db
def test_an_unknown_number_is_told_nothing_and_opens_no_task() -> None:
    client(phone="+14165550999")
    assert text("STATUS", to_do=True) is Answer.UNKNOWN_NUMBER
    assert text("Where is my file?") is Answer.UNKNOWN_NUMBER
    assert not Task.objects.exists()
    assert not ReceivedText.objects.exclude(words="").exists()
    assert Delivery.objects.latest("id").client_id is None


@db
def test_the_same_text_told_twice_is_taken_in_once() -> None:
    client(phone=NUMBER)
    assert text("HELP", reference="p-1") is Answer.HELP
    assert text("HELP", reference="p-1") is None
    assert Delivery.objects.count() == ReceivedText.objects.count() == 1


@db
def test_two_machines_do_not_talk_to_each_other_for_ever_but_stop_is_always_heard() -> None:
    client(phone=NUMBER)
    answers = [text("HELP", at=NOON + timedelta(seconds=n)) for n in range(9)]
    assert answers == [Answer.HELP] * 6 + [None] * 3
    assert text("STOP", at=NOON + timedelta(seconds=10)) is Answer.STOPPED


@db
def test_what_no_machine_can_answer_a_person_reads_and_its_words_are_sealed_and_forgotten() -> None:
    from guichet.applications.tests.factories import StaffFactory

    amina = client(phone=NUMBER)
    assert text("My passport is lost, what now?") is Answer.PASSED_ON
    task = Task.objects.get()
    assert (task.kind, task.subject) == ("text_answer", f"client:{amina.pk}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM notices_receivedtext")
        assert "passport" not in cursor.fetchone()[0]
    assert "passport" not in str(list(Entry.objects.values_list("payload", flat=True)))
    staff = StaffFactory(roles=["AGENT"])
    agent = Viewer(user_id=staff.user_id, staff_id=staff.pk, roles=frozenset({Role.AGENT}))
    with pytest.raises(NotAllowed):
        unread_texts(amina.pk, viewer=agent)
    agent = Viewer(user_id=staff.user_id, staff_id=staff.pk, roles=agent.roles, opened={amina.pk: Purpose.CLIENT_ASKED})
    [unread] = unread_texts(amina.pk, viewer=agent)
    assert unread.words == "My passport is lost, what now?"
    origin = Origin(actor=agent.actor, channel=Channel.DESK, at=NOON)
    assert note_text_read(text_id=unread.text_id, viewer=agent, origin=origin)
    assert not note_text_read(text_id=unread.text_id, viewer=agent, origin=origin)
    assert Task.objects.get().state == "DONE"
    assert ReceivedText.objects.get().words == ""
    forget_texts(NOON + timedelta(days=31))
    assert not ReceivedText.objects.exists()
