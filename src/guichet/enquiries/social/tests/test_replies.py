"""What we post in public: guidance and two addresses, the same whoever asked, once."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from guichet.applications.tests.factories import ApplicationFactory
from guichet.enquiries.actions import answer_enquiry
from guichet.enquiries.actions.social import Post, take_post
from guichet.enquiries.jobs import post
from guichet.enquiries.models import Contact, Enquiry, PublicReply
from guichet.enquiries.social.network import (
    FolderOfPosts,
    Network,
    NotPosted,
    PostingService,
    PublicPost,
    RefusedForGood,
)
from guichet.enquiries.social.posting import post_reply, public_words
from guichet.enquiries.tests.handing_in import NOW, origin
from guichet.enquiries.tests.test_working import agent
from guichet.foundation.languages import Language
from guichet.journal.debts import settle
from guichet.journal.models import Entry
from guichet.knowledge.actions import take_in
from guichet.knowledge.tests.shipping import shipped_articles

TITLE = {Language.EN: "How long it takes", Language.FR: "Combien de temps"}
SAID = "Amina Benali, file V300123456, is refused on 3 May"
PUBLIC = PublicPost(reference="r-1", network="square", answers="p-1", language="en", text="Our answer: …")


def test_the_words_are_guidance_and_the_private_way() -> None:
    said = public_words("times-program", TITLE, Language.FR)
    assert "Combien de temps" in said
    assert "/fr/" in said
    assert public_words("times-program", TITLE, Language.FR) == said
    assert "times-program" not in public_words("times-program", {}, Language.EN)


def asked(author: str = "amina", post_id: str = "p-1", text: str = "How long is a study permit?", **more: str) -> None:
    said = Post(network="square", post_id=post_id, author=author, text=text, written_at=NOW, **more)
    take_post(said, origin=origin())


def answered(row: Enquiry, article: str) -> None:
    seen = Contact.objects.order_by("-pk").values_list("pk", flat=True)[0]
    answer_enquiry(
        enquiry_id=row.pk, text=SAID, language=Language.EN, seen=seen, viewer=agent(), origin=origin(), article=article
    )
    for entry in Entry.objects.filter(kind="enquiry.answered"):
        settle("enquiries.reply_in_public", [entry.pk])


@pytest.mark.django_db
def test_what_an_agent_typed_is_never_posted_and_who_is_a_client_is_never_said(settings: Any, tmp_path: Path) -> None:
    settings.SOCIAL_FOLDER = str(tmp_path)
    ApplicationFactory()
    name = next(iter(shipped_articles()))
    take_in({name: shipped_articles()[name]}, origin=origin())
    asked("amina")
    asked("stranger", "p-2", "What is the fee of a visa?")
    for row in Enquiry.objects.order_by("pk"):
        answered(row, name)
    for reply in PublicReply.objects.all():
        post(reply=reply.pk)
        post(reply=reply.pk)
    said = sorted((json.loads(one.read_text()) for one in tmp_path.iterdir()), key=lambda one: one["answers"])
    assert [one["answers"] for one in said] == ["p-1", "p-2"]
    assert said[0]["text"] == said[1]["text"]
    assert not any(piece in said[0]["text"] for piece in ("Amina", "V300", "refused", "May"))
    assert shipped_articles()[name].say(Language.EN).title in said[0]["text"]
    assert PublicReply.objects.filter(sent_at=None).count() == 0


@pytest.mark.django_db
def test_nothing_is_owed_where_nobody_posts_for_us() -> None:
    asked()
    answered(Enquiry.objects.get(), "")
    assert not PublicReply.objects.exists()


@pytest.mark.django_db
def test_what_a_network_refuses_for_good_is_given_up(settings: Any, tmp_path: Path) -> None:
    settings.SOCIAL_FOLDER = str(tmp_path)
    asked()
    answered(Enquiry.objects.get(), "")

    class Refuses:
        def post(self, _post: PublicPost) -> None:
            raise RefusedForGood("gone")

    number = PublicReply.objects.get().pk
    assert (post_reply(number, Refuses(), lambda: NOW), post_reply(number, Refuses(), lambda: NOW)) == (False, False)
    assert PublicReply.objects.get().failed_at == NOW


# --- Every network alike ---------------------------------------------------------------------------------------
class _Service(BaseHTTPRequestHandler):
    """What stands between: takes a reference once, refuses what answers nothing, and is sometimes out of order."""

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        taken: dict[str, Any] = self.server.taken  # type: ignore[attr-defined]
        if self.server.is_out_of_order:  # type: ignore[attr-defined]
            status = 503
        elif not said["answers"]:
            status = 422
        else:
            status = 409 if self.headers["Idempotency-Key"] in taken else 201
            taken.setdefault(self.headers["Idempotency-Key"], said)
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        pass


@pytest.fixture(params=["service", "folder"])
def network(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Network, Any, Any]]:
    """A network, how many posts it has, and what puts it out of order."""
    if request.param == "folder":
        folder = tmp_path / "posts"
        yield FolderOfPosts(folder), lambda: len(list(folder.glob("*"))), lambda: _in_the_way(folder)
        return
    server = HTTPServer(("127.0.0.1", 0), _Service)
    server.taken, server.is_out_of_order = {}, False  # type: ignore[attr-defined]
    Thread(target=server.serve_forever, daemon=True).start()
    yield (
        PostingService(f"http://127.0.0.1:{server.server_port}", "key"),
        lambda: len(server.taken),  # type: ignore[attr-defined]
        lambda: setattr(server, "is_out_of_order", True),
    )
    server.shutdown()
    server.server_close()


def _in_the_way(folder: Path) -> None:
    for one in folder.glob("*"):
        one.unlink()
    folder.rmdir()
    folder.write_text("")


def test_a_post_is_there_once_refused_for_good_or_tried_again(network: tuple[Network, Any, Any]) -> None:
    where, count, put_out_of_order = network
    where.post(PUBLIC)
    where.post(PUBLIC)
    assert count() == 1
    with pytest.raises(RefusedForGood):
        where.post(PublicPost(reference="r-2", network="square", answers="", language="en", text="…"))
    put_out_of_order()
    with pytest.raises(NotPosted):
        where.post(PublicPost(reference="r-3", network="square", answers="p", language="en", text="…"))


def test_a_service_that_is_not_there_is_asked_again() -> None:
    with pytest.raises(NotPosted):
        PostingService("http://127.0.0.1:9", "key", timeout=1).post(PUBLIC)
