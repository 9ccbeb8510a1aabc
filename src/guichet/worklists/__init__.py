"""Tasks for a person: what no machine settles waits here, with its last moment, until somebody has done it.

A room that needs a person opens a task and knows it again by its kind and subject; the page `config/tasks.py` says
what each kind is called, who may do it, and where. What a task is about stays with the room that opened it
(docs/decisions/0020-tasks-for-a-person-in-one-room.md).
"""
