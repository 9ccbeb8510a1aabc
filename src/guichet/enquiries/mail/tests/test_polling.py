"""Fetching e-mail: every message once, none lost, wherever it breaks off."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from guichet.config import doctor
from guichet.enquiries.actions import Polled, poll
from guichet.enquiries.gateways.imap import MailboxAway, Trouble, Where, opened
from guichet.enquiries.mail import Ours
from guichet.enquiries.mail.tests.certificates import server_context
from guichet.enquiries.mail.tests.imap_server import PASSWORD, USER, Post, mail_server
from guichet.enquiries.mail.tests.letters import letter
from guichet.enquiries.models import Contact, PollPlace
from guichet.enquiries.tests.handing_in import origin

LETTERS = [letter(f"Question {n}").replace(b"<one@", b"<%d@" % n) for n in range(5)]


def where(post: Post, **more) -> Where:
    return Where(**{"host": "127.0.0.1", "port": post.port, "user": USER, "password": PASSWORD, "tls": "none",
                    "seconds": 5, **more})  # fmt: skip


def fetched(post: Post, heard: list[str] | None = None, **more) -> Polled:
    with opened(where(post, **more)) as mailbox:
        told = heard if heard is not None else []
        return poll(mailbox, name="ours", ours=Ours(), origin=origin, tell=told.append)


def until_done(post: Post, **more) -> int:
    """Poll until one ends by itself, and return how often that took."""
    for times in range(1, 20):
        try:
            fetched(post, **more)
        except MailboxAway:
            continue
        return times
    raise AssertionError("it never ended")


@pytest.mark.django_db
@pytest.mark.parametrize("done", ["", "Kept"])
def test_each_message_is_fetched_once_and_marked_after_it_was_kept(done: str) -> None:
    with mail_server(Post()) as post:
        post.put(*LETTERS[:3])
        assert fetched(post, done=done) == Polled(3, 3, 0, 0)
        assert (len(post.messages), len(post.done)) == ((0, 3) if done else (3, 0))
        assert post.seen == (set() if done else {1, 2, 3})
        assert fetched(post, done=done) == Polled()
        post.messages[9] = LETTERS[3]
        assert fetched(post, done=done) == Polled(1, 1, 0, 0)
    assert Contact.objects.count() == 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("can", "done", "cut"),
    [
        ("IMAP4rev1", "", "UID SEARCH"),
        ("IMAP4rev1", "", "UID FETCH"),
        ("IMAP4rev1", "", "after UID FETCH"),
        ("IMAP4rev1", "", "UID STORE"),
        ("IMAP4rev1", "", "after UID STORE"),
        ("IMAP4rev1 MOVE", "Kept", "UID MOVE"),
        ("IMAP4rev1 MOVE", "Kept", "after UID MOVE"),
        ("IMAP4rev1 UIDPLUS", "Kept", "UID COPY"),
        ("IMAP4rev1 UIDPLUS", "Kept", "after UID COPY"),
        ("IMAP4rev1 UIDPLUS", "Kept", "after UID STORE"),
        ("IMAP4rev1 UIDPLUS", "Kept", "after UID EXPUNGE"),
        ("IMAP4rev1", "Kept", "after UID COPY"),
    ],
)
def test_wherever_the_line_is_cut_every_message_is_kept_once(can: str, cut: str, done: str) -> None:
    with mail_server(Post(can=can, breaks={cut: 1})) as post:
        post.put(*LETTERS)
        until_done(post, done=done)
        post.put(LETTERS[0])
        until_done(post, done=done)
        assert Contact.objects.count() == len(LETTERS)
        # Nothing that was not kept left its place, and all that was kept did or is marked.
        assert len({*post.done} | {*post.messages.values()}) == len(LETTERS)
        assert len(set(post.done)) == (len(LETTERS) if done else 0)


@pytest.mark.django_db
def test_a_server_that_numbers_anew_is_read_from_its_beginning_and_nothing_is_kept_twice() -> None:
    with mail_server(Post()) as post:
        post.put(*LETTERS[:2])
        fetched(post)
        post.validity, post.messages = 8, {1: LETTERS[1], 2: LETTERS[0], 3: LETTERS[2]}
        assert fetched(post) == Polled(3, 1, 2, 0)
    assert (Contact.objects.count(), PollPlace.objects.get().validity) == (3, 8)


@pytest.mark.django_db
def test_what_could_not_be_kept_stays_there_is_tried_again_and_holds_up_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from guichet.enquiries.actions import polling

    real = polling.receive_mail

    def fails(**given):
        if b"Question 1" in given["raw"]:
            raise ValueError(given["raw"])
        return real(**given)

    monkeypatch.setattr(polling, "receive_mail", fails)
    heard: list[str] = []
    with mail_server(Post(keeps_back={4})) as post:
        post.put(*LETTERS)
        assert fetched(post, heard) == Polled(5, 3, 0, 2)
        assert heard == ["ValueError", "NotFetched"]
        assert (PollPlace.objects.get().behind, 2 in post.seen, 4 in post.seen) == ([2, 4], False, False)
        monkeypatch.setattr(polling, "receive_mail", real)
        post.keeps_back.clear()
        assert fetched(post) == Polled(2, 2, 0, 0)
        assert (PollPlace.objects.get().behind, Contact.objects.count()) == ([], 5)


@pytest.mark.django_db
def test_a_message_that_somebody_took_away_meanwhile_is_no_fault() -> None:
    with mail_server(Post()) as post, opened(where(post)) as mailbox:
        post.put(*LETTERS[:2])

        class Slow:
            validity = mailbox.validity
            mark = mailbox.mark

            def waiting(self, after: int) -> list[int]:
                found = mailbox.waiting(after)
                del post.messages[1]
                return found

            message = mailbox.message

        done = poll(Slow(), name="ours", ours=Ours(), origin=origin, tell=[].append)
    assert (done, PollPlace.objects.get().seen_to) == (Polled(1, 1, 0, 0), 2)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_polls_at_once_keep_each_message_once() -> None:
    with mail_server(Post(keeps_back=set())) as post:
        post.put(*LETTERS)

        def go(_n: int) -> Polled:
            try:
                return fetched(post)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as hands:
            both = list(hands.map(go, range(2)))
    assert sum(one.accepted for one in both) == Contact.objects.count() == len(LETTERS)
    assert PollPlace.objects.get().seen_to == len(LETTERS)


@pytest.mark.parametrize(
    ("more", "trouble"),
    [
        ({"password": "wrong"}, Trouble.REFUSES_US),
        ({"folder": "Nowhere"}, Trouble.OUT_OF_ORDER),
        ({"host": "mail.example"}, Trouble.NOT_SAFE),
        ({"tls": "perhaps"}, Trouble.NOT_SAFE),
        ({"tls": "tls", "seconds": 1}, Trouble.UNREACHABLE),
        ({"tls": "starttls"}, Trouble.NOT_SAFE),
        ({"port": 1}, Trouble.UNREACHABLE),
    ],
)
def test_why_a_mailbox_cannot_be_opened_is_said_and_no_password_goes_over_an_open_line(more, trouble) -> None:
    with mail_server(Post()) as post, pytest.raises(MailboxAway) as away, opened(where(post, **more)):
        pass
    assert away.value.trouble is trouble


def test_over_tls_only_a_server_whose_certificate_is_believed_is_told_the_password(tmp_path: Path) -> None:
    context, trusted = server_context(tmp_path)
    with mail_server(Post(tls=context)) as post:
        safe = where(post, host="localhost", tls="tls", trusted=str(trusted))
        with opened(safe) as mailbox:
            assert mailbox.waiting(0) == []
        for other in (replace(safe, trusted=""), replace(safe, host="127.0.0.1")):
            with pytest.raises(MailboxAway) as away, opened(other):
                pass
            assert away.value.trouble is Trouble.UNREACHABLE


@pytest.mark.django_db
def test_the_command_fetches_by_the_settings_and_says_when_to_come_again(settings) -> None:
    def command() -> tuple[str, str, object]:
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("mail", "poll", "--json", stdout=out, stderr=err)
        except SystemExit as ended:
            return out.getvalue(), err.getvalue(), ended.code
        return out.getvalue(), err.getvalue(), 0

    settings.IMAP_HOST = ""
    assert command()[2] == 2
    with mail_server(Post()) as post:
        post.put(*LETTERS[:2])
        settings.IMAP_HOST, settings.IMAP_PORT, settings.IMAP_TLS = "127.0.0.1", post.port, "none"
        settings.IMAP_USER, settings.IMAP_PASSWORD = USER, PASSWORD
        assert list(doctor.mailbox()) == []
        out, err, code = command()
        assert (json.loads(out) | {"seconds": 0}, err, code) == (
            {"read": 2, "accepted": 2, "already_known": 0, "set_aside": 0, "seconds": 0}, "", 0,
        )  # fmt: skip
        settings.IMAP_PASSWORD = "wrong"
        assert (command()[2], len(list(doctor.mailbox()))) == (75, 1)
