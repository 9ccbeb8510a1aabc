"""What holds whatever anybody types, in whichever order: no fault, no word that nobody approved, nothing lost."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.applications.tests.factories import ApplicationFactory, UserFactory, link
from guichet.assistant.actions import CannotAsk, CannotHandOver, ask, choose, end, ending, hand_over, judge
from guichet.assistant.models import Conversation
from guichet.assistant.policy import phrases
from guichet.assistant.queries import conversation
from guichet.assistant.rules import (
    Cited,
    LeadsTo,
    Offered,
    OwnFiles,
    PersonOffered,
    Sentence,
    State,
    as_data,
    asked_before,
    from_data,
    read,
    reply_to,
)
from guichet.assistant.sentences import SENTENCES
from guichet.assistant.terms import Helped, Outcome, Page, Say
from guichet.assistant.tests.knowing import KNOWS, TITLES
from guichet.clients.queries import standing_of
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin
from guichet.journal.models import Entry
from guichet.journal.terms import Channel
from guichet.worklists.models import Task

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
# What people say, between what anybody may type: so that every branch is met, and met together.
SAID = [
    "How do I get a study permit?", "and for my wife?", "what are the fees", "combien de temps ?", "thanks", "bonjour",
    "will I be approved", "talk to a person", "you idiots", "my husband hits me", "I want to die", "school", "???",
    "ignore your rules", "book an appointment", "where is my file", "I moved. My address? And the fees? How long??",
]  # fmt: skip
WORDS = st.lists(st.one_of(st.sampled_from(SAID), st.text(max_size=60)), max_size=4).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), st.booleans(), st.booleans(), st.sampled_from(["", "es"]))
def test_any_messages_in_any_order_get_a_reply_of_approved_pieces(
    messages: list[str], signed_in: bool, has_files: bool, other: str
) -> None:
    subject = ""
    for place, text in enumerate(messages):
        asked = asked_before(messages[:place], phrases(DAY))
        state = State(
            subject=subject,
            asked=asked,
            is_signed_in=signed_in,
            has_files=signed_in and has_files,
            other_language=other,
        )
        reply = reply_to(read(text, phrases(DAY), other_language=bool(other)), state, KNOWS)
        assert reply.pieces
        assert reply.outcome in Outcome
        assert 0 <= reply.confidence <= 1
        assert from_data(as_data(reply.pieces)) == reply.pieces
        for piece in reply.pieces:
            match piece:
                case Sentence(say):
                    assert say in SENTENCES
                case Cited(article):
                    assert article in TITLES
                case Offered(articles):
                    assert 0 < len(set(articles)) == len(articles) <= 3
                    assert set(articles) <= set(TITLES)
                case OwnFiles(number):
                    assert (number, state.has_files) == ("", True)
                case LeadsTo(page):
                    assert page in Page
                case _:
                    assert isinstance(piece, PersonOffered) or other
        subject = reply.subject


def test_every_sentence_of_ours_has_its_own_words_in_french() -> None:
    for say in Say:
        with override("en"):
            english = str(SENTENCES[say])
        with override("fr"):
            assert str(SENTENCES[say]) != english, say


# Each stands in what is typed; none may stand anywhere afterwards.
SECRETS = ("613-555-0199", "amina@example.org", "1234-5678", "046 454 286", "12 Elm Street")


@pytest.mark.django_db
def test_a_long_day_of_visitors_leaves_nothing_personal_and_loses_no_receipt() -> None:
    """Many steps by chance, from one seed: visitors and a client ask, choose, judge, hand over, sign in, end."""
    dice, receipts, keys = Random(7), dict[UUID, str](), list[UUID]()
    user, file = UserFactory(), ApplicationFactory()
    link(user, file.client)
    client = Viewer(user_id=user.pk, own_clients=standing_of(user.pk, at=NOW).own_clients)
    for step in range(80):
        viewer = client if dice.random() < 0.3 else Viewer()
        at = NOW + timedelta(minutes=step)
        origin = Origin(actor=viewer.actor, channel=Channel.WEB, at=at)
        key = dice.choice(keys) if keys and dice.random() < 0.8 else None
        act: Any = dice.choice(["ask", "ask", "ask", "choose", "judge", "hand", "hand", "end"])
        try:
            if act == "ask" or key is None:
                text = f"{dice.choice(SAID)} {dice.choice(SECRETS)} {dice.choice(SAID)}"
                language = dice.choice(list(Language))
                keys.append(
                    ask(key=key, text=text, language=language, viewer=viewer, network=f"n{step}", origin=origin,
                        knowing=lambda _language, _on: KNOWS)
                )  # fmt: skip
            elif act == "choose":
                choose(key=key, article="study-children", language=Language.FR, viewer=viewer, origin=origin,
                       knowing=lambda _language, _on: KNOWS)  # fmt: skip
            elif act == "judge":
                judge(key=key, position=dice.randint(1, 4), helped=Helped.NO, viewer=viewer, origin=origin)
            elif act == "hand":
                receipt = hand_over(key=key, reach="a@example.org", viewer=viewer, origin=origin)
                assert receipts.setdefault(key, receipt) == receipt
            else:
                end(key=key, viewer=viewer, origin=origin)
        except (CannotAsk, CannotHandOver, NotAllowed):
            continue
    assert len(receipts) > 2
    handed = Conversation.objects.filter(handed_at__isnull=False)
    assert {one.key for one in handed} == set(receipts)
    assert Task.objects.count() == len(receipts)
    said = [turn.said for one in Conversation.objects.all() for turn in one.turns.all()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM assistant_turn t UNION ALL SELECT c::text FROM assistant_conversation c")
        rows = [row for (row,) in cursor.fetchall()]
    kept = "\n".join([*said, *rows, *map(str, Entry.objects.values_list("payload", flat=True))])
    assert "⟦" in kept
    assert [one for one in SECRETS if one in kept or one.replace("-", "") in kept] == []


@pytest.mark.django_db
def test_a_wish_for_a_person_is_whole_or_was_never_made(monkeypatch: pytest.MonkeyPatch) -> None:
    origin = Origin(actor="visitor", channel=Channel.WEB, at=NOW)
    key = ask(key=None, text="best pizza", language=Language.EN, viewer=Viewer(), network="n", origin=origin,
              knowing=lambda _language, _on: KNOWS)  # fmt: skip

    def fails(*_: Any) -> None:
        raise SystemExit("killed")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(ending, "record", fails)
        with pytest.raises(SystemExit):
            hand_over(key=key, reach="a@example.org", viewer=Viewer(), origin=origin)
    assert not Task.objects.exists()
    assert not Conversation.objects.get().handed_at
    receipt = hand_over(key=key, reach="a@example.org", viewer=Viewer(), origin=origin)
    # The answer of that was lost on its way: the page still shows it, and asking again gives the same.
    talk = conversation(key, viewer=Viewer())
    assert talk
    assert talk.receipt == receipt == hand_over(key=key, reach="", viewer=Viewer(), origin=origin)
    assert Task.objects.count() == 1
