"""Telling those who follow a task what happened to it, in the transaction of the change itself."""

from collections.abc import Collection

from guichet.journal.actions import Origin
from guichet.worklists.models import Follow
from guichet.worklists.terms import News


def tell_followers(task_ids: Collection[int], news: News, origin: Origin) -> None:
    """Mark what happened for whoever follows these tasks, but for who did it themselves."""
    found = Follow.objects.filter(task__in=task_ids)
    kind, _colon, number = origin.actor.partition(":")
    if kind == "staff" and number.isdecimal():
        found = found.exclude(staff=int(number))
    found.update(news=news, news_at=origin.at)
