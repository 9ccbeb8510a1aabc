"""The preferences centre: the client chooses, says things once, and proves that an address is theirs."""

import html
import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override

from guichet.applications.heartbeat import watch, write_in_silence
from guichet.applications.models import Application
from guichet.applications.reactions import tell_clients
from guichet.applications.tests.factories import ApplicationFactory, enter
from guichet.clients.actions import change_address, code_to_send, link_account
from guichet.clients.models import Client, ContactCode, ContactPoint, PostalAddress, Preference, SafeContact
from guichet.clients.reach import reach_of
from guichet.clients.terms import AddressPart, ContactKind, LinkMeans
from guichet.clients.tests import factories
from guichet.journal.models import Entry
from guichet.journal.reactions import Happened
from guichet.notices.models import Delivery, TextStop

pytestmark = pytest.mark.django_db
TELLING = {"language": "en", "channel": "text", "frequency": "daily", "quiet_from": "21:00", "quiet_to": "07:00",
           "time_zone": "Africa/Algiers", "heartbeat": "on"}  # fmt: skip


@pytest.fixture
def elamine() -> Client:
    return factories.client("Mohamed Elamine", email="m@example.org", phone="+213551234567")


@pytest.fixture
def browser(elamine: Client) -> Browser:
    amina = factories.user()
    link_account(user_id=amina.pk, client_id=elamine.pk, means=LinkMeans.FACTS, origin=factories.origin())
    browser = Browser()
    browser.force_login(amina)
    return browser


def address(name: str = "preferences", language: str = "en", **at: int) -> str:
    with override(language):
        return reverse(f"account:{name}", kwargs=at or None)


def read(browser: Browser, where: str) -> str:
    answer = browser.get(where)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_all_that_was_chosen_and_said_stands_on_one_page_half_hidden(browser: Browser) -> None:
    page = read(browser, address())
    for said in ("m•••@example.org", "•••67", "How we tell you", "What you need", "Safe contact", "Not confirmed yet"):
        assert said in page
    assert "+2135" not in page


def test_a_choice_is_kept_and_obeyed(browser: Browser, elamine: Client) -> None:
    done = browser.post(address("telling", "fr", person=elamine.pk), TELLING, follow=True)
    assert "Nous vous écrirons comme vous l’avez choisi." in done.content.decode()
    found = reach_of([elamine.pk])[elamine.pk]
    assert (found.language, found.channel, found.frequency, found.time_zone) == (
        "en",
        "text",
        "daily",
        "Africa/Algiers",
    )
    assert (found.quiet_from, found.quiet_to, found.heartbeat) == (time(21), time(7), True)
    page = read(browser, address("telling", person=elamine.pk))
    assert re.findall(r'type="radio" name="\w+" value="(\w+)"[^>]* checked', page) == ["en", "text", "daily"]


@pytest.mark.parametrize(
    "wrong",
    [{"language": "de"}, {"channel": "pigeon"}, {"frequency": "hourly"}, {"quiet_to": ""}, {"quiet_to": "21:00"},
     {"quiet_from": "25:00"}, {"time_zone": "Moon/Base"}, {"language": ""}],
)  # fmt: skip
def test_a_choice_that_is_none_changes_nothing(browser: Browser, elamine: Client, wrong: dict[str, str]) -> None:
    answer = browser.post(address("telling", person=elamine.pk), TELLING | wrong)
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    assert reach_of([elamine.pk])[elamine.pk].channel == "email"
    assert not Preference.objects.exists()


def test_a_way_without_a_number_is_not_offered(browser: Browser, elamine: Client) -> None:
    ContactPoint.objects.filter(kind="phone").delete()
    assert "By text message" not in read(browser, address("telling", person=elamine.pk))


def test_an_address_that_fails_is_told_with_the_way_to_mend_it(browser: Browser, elamine: Client) -> None:
    ContactPoint.objects.filter(kind="email").update(failing_since=factories.NOON)
    point = ContactPoint.objects.get(kind="email").pk
    page = read(browser, address())
    assert "We could not reach you at m•••@example.org." in page
    assert address("contact-point", person=elamine.pk, point=point) in page


@pytest.mark.parametrize("name", ["telling", "needs", "name", "safety", "address", "add-email", "add-phone"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_page_opens_for_oneself_and_is_not_there_for_others(
    browser: Browser, elamine: Client, name: str, language: str
) -> None:
    other = factories.client("Claude Leduc", uci="1112223335")
    assert browser.get(address(name, language, person=elamine.pk)).status_code == 200
    assert browser.get(address(name, language, person=other.pk)).status_code == 404
    assert browser.post(address(name, language, person=other.pk), TELLING).status_code == 404
    assert browser.get(address(name, language, person=10**25)).status_code == 404


@pytest.mark.parametrize("name", ["safety", "address", "add-email", "add-phone"])
def test_who_only_reads_the_mail_shows_more_before_messages_are_led_elsewhere(
    browser: Browser, elamine: Client, name: str
) -> None:
    session = browser.session
    session["account_authentication_methods"] = [{"method": "code", "at": datetime.now(UTC).timestamp()}]
    session.save()
    before = list(ContactPoint.objects.order_by("pk").values())
    assert browser.get(address("telling", person=elamine.pk)).status_code == 200
    for asked in (browser.get, browser.post):
        answer = asked(address(name, person=elamine.pk), {"value": "thief@example.org"})
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("step_up"))
    assert list(ContactPoint.objects.order_by("pk").values()) == before


def test_needs_are_said_once_and_shown(browser: Browser, elamine: Client) -> None:
    said = {"formats": ["large_print", "braille"], "interpreter": "fcs", "access_needs": "Parlez lentement, svp."}
    browser.post(address("needs", person=elamine.pk), said)
    page = read(browser, address())
    for shown in ("Braille, Large print", "Quebec Sign Language (LSQ)", "Parlez lentement, svp."):
        assert shown in page
    assert "lentement" not in str(Entry.objects.values_list("payload", flat=True))


def test_a_single_name_is_enough(browser: Browser, elamine: Client) -> None:
    browser.post(address("name", person=elamine.pk), {"name": "Sam", "gender": "X", "pronouns": "iel"})
    page = read(browser, address())
    assert "Sam" in page
    assert "Another gender" in page
    browser.post(address("name", person=elamine.pk), {"name": "", "gender": "", "pronouns": ""})
    assert "Mohamed Elamine" in read(browser, address())


def test_a_new_address_is_proved_by_its_code(browser: Browser, elamine: Client) -> None:
    asked = browser.post(address("add-email", person=elamine.pk), {"value": "New@Example.org"})
    made = code_to_send(ContactCode.objects.get().pk, now=ContactCode.objects.get().asked_at)
    assert made is not None
    wrong = browser.post(asked.url, {"code": "x" * 6})
    assert "This is not the code that we sent." in html.unescape(wrong.content.decode())
    done = browser.post(asked.url, {"code": f" {made.code[:3]} {made.code[3:]}"}, follow=True)
    assert "From now on we use n•••@example.org." in html.unescape(done.content.decode())
    assert reach_of([elamine.pk])[elamine.pk].addresses[ContactKind.EMAIL] == "new@example.org"


@pytest.mark.parametrize(("page", "value"), [("add-email", "no address"), ("add-email", ""), ("add-phone", "12"),
                                             ("add-phone", "hello"), ("add-phone", "9" * 39)])  # fmt: skip
def test_what_is_no_address_is_not_added(browser: Browser, elamine: Client, page: str, value: str) -> None:
    answer = browser.post(address(page, person=elamine.pk), {"value": value})
    assert answer.status_code == 200
    assert ContactPoint.objects.count() == 2
    assert not ContactCode.objects.exists()


def test_an_address_is_used_again_and_the_other_removed(browser: Browser, elamine: Client) -> None:
    old = ContactPoint.objects.get(kind="email")
    new = ContactPoint.objects.create(
        client=elamine, kind="email", value="n@example.org", in_use=False, chosen_at=factories.NOON
    )
    refused = browser.post(address("contact-use", person=elamine.pk, point=new.pk), follow=True)
    assert "Confirm it first" in refused.content.decode()
    ContactPoint.objects.filter(pk=new.pk).update(verified_at=factories.NOON, verified_by="CODE")
    browser.post(address("contact-use", person=elamine.pk, point=new.pk))
    assert reach_of([elamine.pk])[elamine.pk].addresses[ContactKind.EMAIL] == "n@example.org"
    in_use = browser.post(address("contact-remove", person=elamine.pk, point=new.pk), follow=True)
    assert "We write to this one." in in_use.content.decode()
    assert browser.post(address("contact-remove", person=elamine.pk, point=old.pk)).status_code == 404, "the feed's own"


@pytest.mark.parametrize("name", ["contact-point", "contact-code", "contact-send", "contact-use", "contact-remove"])
def test_another_persons_address_is_not_there(browser: Browser, elamine: Client, name: str) -> None:
    other = factories.client("Claude Leduc", uci="1112223335", email="c@example.org")
    point = ContactPoint.objects.get(client=other).pk
    for person in (elamine.pk, other.pk):
        where = address(name, person=person, point=point)
        assert browser.post(where).status_code == 404
        assert browser.get(where).status_code in {404, 405}


def test_an_address_is_written_as_in_its_country_and_asked_for_in_latin_letters_once(
    browser: Browser, elamine: Client
) -> None:
    assert "Country" in read(browser, address("address", person=elamine.pk))
    where = f"{address('address', person=elamine.pk)}?country=DZA"
    typed = {"street_address": "شارع ديدوش مراد ١٢", "city": "الجزائر", "postal_code": "16000"}
    asked = browser.post(where, typed)
    assert "In Latin letters" in asked.content.decode()
    assert not PostalAddress.objects.exists()
    browser.post(where, typed | {"latin_asked": "1", "latin_street_address": "12 rue Didouche Mourad"})
    assert PostalAddress.objects.count() == 1
    assert "الجزائر" in read(browser, address())


def test_an_address_without_a_place_to_go_to_is_not_kept(browser: Browser, elamine: Client) -> None:
    where = f"{address('address', person=elamine.pk)}?country=CAN"
    assert "Fill this in" in browser.post(where, {"postal_code": "K1A 1L1"}).content.decode()
    unusual = browser.post(where, {"street_address": "1 Main St", "city": "Ottawa", "postal_code": "??"}, follow=True)
    assert "The postal code is not written as usual" in html.unescape(unusual.content.decode())
    assert PostalAddress.objects.count() == 1


def test_safe_contact_holds_at_once_and_stands_on_no_other_page(browser: Browser, elamine: Client) -> None:
    said = {"email": "friend@example.org", "hours_from": "09:00", "hours_to": "15:00", "words": "Never call."}
    before = read(browser, address())
    browser.post(address("safety", person=elamine.pk), said)
    assert reach_of([elamine.pk])[elamine.pk].addresses == {ContactKind.EMAIL: "friend@example.org"}
    after = read(browser, address())
    assert "friend" not in after
    assert len(re.findall("Safe contact", after)) == len(re.findall("Safe contact", before))
    assert "Turn it off" in read(browser, address("safety", person=elamine.pk))
    browser.post(address("safety-off", person=elamine.pk))
    assert SafeContact.objects.get().ended_at is not None
    assert reach_of([elamine.pk])[elamine.pk].addresses[ContactKind.EMAIL] == "m@example.org"


def test_every_page_of_an_account_can_be_left_quickly(browser: Browser) -> None:
    for name in ("home", "files", "messages", "documents", "people", "preferences", "security", "printed-codes", "pin",
                 "sessions", "looks", "link-file"):  # fmt: skip
        assert "data-leave" in read(browser, address(name))


def test_without_a_file_there_is_nothing_to_choose() -> None:
    browser = Browser()
    browser.force_login(factories.user("new@example.org"))
    page = read(browser, address())
    assert "No file is linked to this account yet." in page
    assert "<form" not in page.split("<main")[1]


def test_who_stopped_texts_is_told_so_and_has_them_again_by_one_press(browser: Browser, elamine: Client) -> None:
    TextStop.objects.create(number="+213551234567", stopped_at=datetime(2026, 11, 1, 15, tzinfo=UTC))
    point = ContactPoint.objects.get(kind="phone")
    asked = address("contact-texts", person=elamine.pk, point=point.pk)
    page = read(browser, address())
    assert "We send no texts to" in page
    assert "Show that it is yours" in page
    assert browser.post(asked).status_code == 302
    assert TextStop.objects.filter(resumed_at=None).exists(), "whoever has the account may not have the telephone"
    ContactPoint.objects.update(verified_at=datetime(2026, 11, 1, tzinfo=UTC))
    page = read(browser, address(language="fr"))
    assert "Quelqu’un a répondu ARRET à partir de ce numéro le" in page
    assert "M’envoyer de nouveau des textos" in read(
        browser, address("contact-texts", "fr", person=elamine.pk, point=point.pk)
    )
    done = browser.post(asked, follow=True)
    assert "We send texts to" in html.unescape(done.content.decode())
    assert not TextStop.objects.filter(resumed_at=None).exists()
    assert "We send no texts to" not in read(browser, address())
    assert browser.get(asked).status_code == 302, "there is nothing to take back any more"
    email = ContactPoint.objects.get(kind="email")
    assert browser.get(address("contact-texts", person=elamine.pk, point=email.pk)).status_code == 302
    assert browser.get(address("contact-texts", person=elamine.pk, point=4711)).status_code == 404


def test_it_says_between_which_hours_by_which_clock_and_how_we_know_it(browser: Browser, elamine: Client) -> None:
    assert "Texts between 08:00 and 21:00, your time (Algiers)" in read(browser, address())
    assert "Algiers, by your telephone number" in read(browser, address())
    manila = {AddressPart.STREET: "1 Street", AddressPart.CITY: "Manila"}
    change_address(
        client_id=elamine.pk, country="PHL", parts=manila, latin={}, today=date(2026, 11, 3), origin=factories.origin()
    )
    page = read(browser, address(language="fr"))
    assert "Textos entre 08:00 et 21:00, à votre heure (Manille)" in page
    assert "Manille, d’après votre adresse postale" in page
    browser.post(address("telling", person=elamine.pk), TELLING)
    page = read(browser, address())
    assert "Between 07:00 and 21:00, your time (Algiers)" in page
    assert "Algiers, as you chose" in page


@pytest.mark.parametrize(("language", "said"), [("en", "We do not write"), ("fr", "Nous n’écrivons pas")])
def test_who_turns_off_words_in_a_long_silence_gets_none_and_once_on_again_none_before_their_time(
    browser: Browser, elamine: Client, language: str, said: str
) -> None:
    file = ApplicationFactory(client=elamine, number="V300123456")
    enter(file, "ELIGIBILITY", "2026-10-09")
    file.refresh_from_db()
    watch([file.number], at=file.latest_at)
    due = file.latest_at + timedelta(days=22)
    telling = address("telling", language, person=elamine.pk)
    browser.post(telling, {name: value for name, value in TELLING.items() if name != "heartbeat"})
    assert said in read(browser, address(language=language))
    assert write_in_silence(due) == 0
    assert not Entry.objects.filter(kind="file.quiet").exists()
    browser.post(telling, TELLING)
    assert said not in read(browser, address(language=language))
    Application.objects.update(latest_at=due - timedelta(days=1))
    assert write_in_silence(due + timedelta(days=7)) == 0, "there was news: its silence is not long yet"
    assert write_in_silence(due + timedelta(days=22)) == 1
    told = Entry.objects.get(kind="file.quiet")
    tell_clients([Happened(told.event, told)])
    assert Delivery.objects.filter(client=elamine, carried__notice__entry_id=told.pk).exists()
