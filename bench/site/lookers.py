"""`python -m bench.site.lookers N`: sign N clients in; print a file’s number and the key of the session of each."""

import json
import sys

import django


def sign_in(count: int) -> list[tuple[str, str]]:
    """Link an account to `count` clients of the synthetic country, those with most files; return file and session."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.db.models import Count
    from django.utils import timezone

    from guichet.clients.models import AccountLink, Client
    from guichet.identity.models import User

    sessions = import_module(settings.SESSION_ENGINE)
    told = []
    lookers = Client.objects.exclude(uci__startswith="80000").annotate(files=Count("applications"))
    for client in lookers.filter(files__gt=0).order_by("-files", "id")[:count]:
        link = AccountLink.objects.filter(client=client).first()
        user = link.user if link else User.objects.create_user(f"looker{client.pk}@example.org")
        if not link:
            AccountLink.objects.create(user=user, client=client, means="DEMONSTRATION", linked_at=timezone.now())
        session = sessions.SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        told.append((client.applications.order_by("-latest_at").first().number, session.session_key))
    return told


if __name__ == "__main__":
    django.setup()
    print(json.dumps(sign_in(int(sys.argv[1]))))
