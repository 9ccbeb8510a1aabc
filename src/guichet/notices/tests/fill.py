"""Makes clients and as many events at once, from outside: `python -m guichet.notices.tests.fill EMAILS TEXTS`."""

import sys
from datetime import UTC, datetime


def main(emails: int, texts: int) -> None:
    """Record one event for each of so many clients told by e-mail and by text, in one transaction."""
    import django

    django.setup()
    from django.db import transaction

    from guichet.clients.events import AccountLinked
    from guichet.clients.models import Client, ContactPoint
    from guichet.journal.actions import Origin, record_many
    from guichet.journal.terms import Channel

    now = datetime.now(UTC)
    with transaction.atomic():
        first = Client.objects.count() + 1_000_000_000
        people = Client.objects.bulk_create(
            Client(
                uci=str(first + n),
                language="fr" if n % 2 else "en",
                channel="email" if n < emails else "text",
                known_as_of=now,
            )
            for n in range(emails + texts)
        )
        ContactPoint.objects.bulk_create(
            ContactPoint(client=one, kind="email", value=f"amina{one.uci}@example.org")
            if one.channel == "email"
            else ContactPoint(client=one, kind="phone", value=f"+1416{one.uci[-7:]}")
            for one in people
        )
        events = [(AccountLinked(client_id=one.pk, means="FACTS"), now) for one in people]
        record_many(events, Origin(actor="case-system", channel=Channel.FEED, at=now))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
