"""Tasks, and what stands beside them: who works, who looks, who follows, notes, what was asked of others."""

from guichet.worklists.models.asking import Asking, Note, Praise
from guichet.worklists.models.people import Act, Follow, Presence, SavedView, Worker
from guichet.worklists.models.tasks import Task

__all__ = ["Act", "Asking", "Follow", "Note", "Praise", "Presence", "SavedView", "Task", "Worker"]
