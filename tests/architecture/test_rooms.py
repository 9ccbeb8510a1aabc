"""What no linter of imports sees: how rooms may touch one another, and what each must say of itself."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.db.models import Model, TextChoices
from django.utils.module_loading import import_string
from django.utils.translation import override

from guichet.config.messages import gaps
from guichet.journal.events import EVENT_KINDS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/guichet"
# All stand on these.
GROUND = {"journal", "foundation", "language", "design"}
# These put the parts together, and see into every room.
PUT_TOGETHER = {"config", "__main__"}
# A room is met at what it does, tells, and knows as words; and at its rules, which are values and no state.
FACES = {"actions", "queries", "events", "terms", "rules"}
# More that a room shows, each with its reason.
MORE_FACES = {
    "applications.feed.queries": "questions about the feed, kept beside it",
    "applications.figures": "questions asked by measuring machines, in a file of their own",
    "applications.histories": "facts of all files at once, for what is learnt from them",
    "applications.letters": "the word in a silence, which a room above says with what it knows of when",
    "applications.silence": "questions that only staff may ask, in a file of their own",
    "applications.turns": "the one question that a door may ask for somebody whom it does not let in",
    "assistant.sentences": "the fixed sentences of the dialogue, for the doors that show them",
    "assistant.wording": "replies as plain words, for whoever reads a conversation along",
    "clients.gateways": "the registers of licences, for whoever has them asked",
    "clients.reach": "questions and notes in bulk about addresses, for whoever sends",
    "enquiries.messages": "the words of an e-mail before it goes, for whoever looks at them",
    "enquiries.wording": "how a question stands in words, for every door that shows it",
    "identity.access_policy": "dated policy on who opens what, for the rooms and doors that go by it",
    "identity.queries.watching": "looks as rules see them",
    "notices.figures": "questions asked by measuring machines, in a file of their own",
    "notices.gateways": "carriers, for the room that writes to people who have no account",
    "notices.gateways.smtp": "the name of an e-mail of ours, by which an answer to it is known",
    "notices.letters": "what a letter is made of, for the rooms that write them",
    "notices.staff_queries": "questions that only staff may ask, in a file of their own",
    "programs.catalogue": "the types that programs.queries gives out",
    "programs.checks": "the faults of the data, for those who mend them",
    "privacy.policy": "dated numbers on copies and corrections, for the doors that say them",
    "retention.jobs": "work that a page owes and does not wait for",
    "worklists.policy": "by when a task is to be done, for the rooms that open one",
    "worklists.figures": "questions asked by measuring machines, in a file of their own",
    "standards.checks": "the faults of the data, for those who mend them",
    "standards.words": "how lengths of time are said, for whoever shows them",
}


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("guichet.")]


def heights() -> dict[str, int]:
    """Return how high each room stands, as the contract in pyproject.toml says."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["name"] == "Rooms stand in layers"]
    return {room.strip(): height for height, layer in enumerate(reversed(layers)) for room in layer.split("|")}


def room_of(module: str) -> str:
    return module.split(".")[1]


def test_foreign_keys_point_downwards() -> None:
    height = heights()
    upwards = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in our_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model in our_models()
        if room_of(model.__module__) != room_of(field.related_model.__module__)
        if height[room_of(model.__module__)] <= height[room_of(field.related_model.__module__)]
    ]
    assert upwards == []


def is_a_test(module: str) -> bool:
    return ".tests" in module or ".migrations" in module


def test_rooms_meet_only_at_their_faces() -> None:
    graph = grimp.build_graph("guichet", exclude_type_checking_imports=True)
    through_walls, used = [], set()
    for importer in graph.modules:
        if importer.count(".") < 1 or is_a_test(importer) or room_of(importer) in PUT_TOGETHER:
            continue
        for imported in graph.find_modules_directly_imported_by(importer):
            if imported.count(".") < 1 or room_of(imported) in GROUND | {room_of(importer)}:
                continue
            name = imported.removeprefix("guichet.")
            used.add(name)
            # A table may point at a table below it; how that is checked stands above.
            both_tables = importer.split(".")[2:3] == imported.split(".")[2:3] == ["models"]
            if name.split(".")[1:2] and name.split(".")[1] not in FACES and name not in MORE_FACES and not both_tables:
                through_walls.append(f"{importer} → {imported}")
    assert through_walls == []
    assert MORE_FACES.keys() <= used, "a face that nobody looks at any more"


# Public functions of an actions module that record nothing, each with its reason.
RECORDS_NOTHING = {
    "crises.follow": "follows an event of the question, and says nothing that this does not say",
    "crises.rank_case": "an order of reading, worked out from what was recorded before",
    "enquiries.addressed_to": "changes nothing: to which of our addresses an e-mail was sent",
    "worklists.note_presence": "who has a task open, for some minutes; looks at files have a log of their own",
    "worklists.follow_task": "a mark of one’s own; nothing happens to the task",
    "worklists.unfollow_task": "a mark of one’s own; nothing happens to the task",
    "worklists.read_news": "a mark of one’s own",
    "worklists.read_praise": "a mark of one’s own; that thanks were passed on is recorded",
    "worklists.keep_view": "a filter of a list under a name; nothing happens to any task",
    "worklists.drop_view": "a filter of a list under a name; nothing happens to any task",
    "worklists.forget_worklists": "disposal by schedule: what is gone was never an event",
    "clients.make_office": "part of opening an office, which is recorded by the room above",
    "clients.dismiss_from_office": "part of ending somebody’s work in an office, recorded by the room above",
    "identity.make_account": "part of letting somebody in, which is recorded by the room above",
    "notices.tell_parties": "what was owed is recorded when it is sent",
    "enquiries.suggest_alike": "a question to staff: nothing has happened to anybody before they decide",
    "knowledge.note_missed": "what somebody looked for in vain: an event could not be forgotten, and nobody is in it",
    "knowledge.note_sign": "a count by day of what nobody in particular did; millions of reads are no events",
    "applications.keepable": "changes nothing: how a line is written down",
    "clients.forget_link_attempts": "disposal by schedule: what is gone was never an event",
    "clients.note_helper_message": "kept on the message itself, as with notices",
    "clients.note_helper_message_returned": "told of by the event of the room of notices, as is the message itself",
    "clients.ask_code_by_post": "finds the address; the room of identity records that a code was asked for",
    "clients.owe_helper_messages": "follows an entry, and is kept beside it",
    "clients.code_to_send": "changes nothing: what is to be handed over",
    "clients.code_was_sent": "kept on the code itself; asking for it is the event",
    "clients.forget_left_contacts": "disposal by schedule: that the address was left was the event",
    "clients.mark_former_names_anew": "an index made with another key: says nothing new",
    "clients.note_returned_letter": "the room that sends records that a message came back",
    "clients.index_names": "an index: says nothing that the names do not say",
    "identity.again_at": "changes nothing: from when another try is allowed",
    "identity.end_contact": "the end of a contact in which nothing was decided; the check itself was recorded",
    "identity.forget_tries": "disposal by schedule: what is gone was never an event",
    "identity.hand_over_letters": "what is in the letter was recorded when it was put into the queue",
    "identity.name_of_account": "a number that says nothing; what it is used for is recorded",
    "identity.new_sent_code": "one step of signing in: a code that somebody waits for",
    "identity.note_try": "the memory of a try, gone after two days",
    "identity.recoveries_due": "changes nothing: which recoveries can be finished",
    "identity.remember_device": "on which device a session is; the sign-in itself is recorded",
    "identity.show_pin": "one step of signing in; failures are counted",
    "identity.show_printed_code": "one step of signing in; failures are counted",
    "identity.show_sent_code": "one step of signing in; tries are counted on the code",
    "identity.sign_in_with_printed_code": "one step of signing in; failures are counted",
    "identity.whose": "changes nothing: under what tries are counted",
    "identity.keep_answer": "the memory of one request of a machine, gone after a day",
    "identity.kept_answer": "changes nothing: what a repeated request is answered",
    "identity.one_at_a_time": "changes nothing: holds others back",
    "identity.token_behind": "notes only when a token was last used",
    "identity.make_demonstration_accounts": "invented people; staff among them are recorded by add_staff",
    "identity.note_language": "a convenience of the pages, not a choice of how to be told",
    "identity.erase_references": "the access log is a record of its own, and says what was erased",
    "identity.link_all": "the chain of the access log: says nothing that its entries do not say",
    "identity.link_records": "the chain of the access log: says nothing that its entries do not say",
    "identity.note_access": "the access log is a record of its own (docs/architecture.md)",
    "identity.note_disclosure": "the access log is a record of its own (docs/architecture.md)",
    "identity.note_look": "the access log is a record of its own (docs/architecture.md)",
    "identity.prepare_export": "the access log is a record of its own, and says who exported it",
    "identity.take_checkpoint": "the chain of the access log: a signature",
    "plans.enter": "opens what somebody prepares for that very person; wrong codes are counted",
    "plans.forget_unused": "disposal by schedule: what is gone was never an event",
    "plans.keep": "its person’s own words, as they type them; that it was begun, adopted or removed is recorded",
    "privacy.forget_copies": "disposal by schedule: that the copy was made was the event",
    "oversight.note_opening": "the access log is a record of its own (docs/architecture.md)",
    "journal.record": "is the recording itself",
    "journal.record_many": "is the recording itself",
    "notices.text_code": "a code somebody waits for in front of a screen: it is no notice",
    "notices.mark_opened": "kept on the notice itself; opening is not a change of the file",
    "notices.tell_those_who_help": "follows an entry, and is kept beside it",
    "notices.stop_messages": "follows an entry, client.death_recorded, and is kept on the notices",
    "notices.queue_notices": "follows an entry, and is kept beside it: one row for each entry",
    "rehearsal.set_up_demonstration": "invented people; what is done with them is recorded by the rooms below",
}


class Calls:
    """Which functions of ours call which, by name: enough to see whether an action comes to `record`."""

    def __init__(self) -> None:
        self.of: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for path in SOURCE.rglob("*.py"):
            module = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")
            if not is_a_test(module):
                self._read(module, ast.parse(path.read_text(encoding="utf-8")))

    def _read(self, module: str, tree: ast.Module) -> None:
        known = {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        here = {function.name: (module, function.name) for function in functions}
        for function in functions:
            names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
            self.of[module, function.name] = {(known | here)[name] for name in names if name in known | here}
        # A face that passes on what another file does.
        for name, target in known.items():
            self.of.setdefault((module, name), {target})

    def records(self, function: tuple[str, str], seen: frozenset[tuple[str, str]] = frozenset()) -> bool:
        if function[0] == "guichet.journal.actions" and function[1] in {"record", "record_many"}:
            return True
        further = self.of.get(function, set()) - seen
        return any(self.records(called, seen | {function}) for called in further)


def public_actions() -> Iterator[tuple[str, str, str]]:
    """Yield room, module and name of each function that others may call to change something."""
    for path in sorted([*SOURCE.glob("*/actions.py"), *SOURCE.glob("*/actions/__init__.py")]):
        room = path.relative_to(SOURCE).parts[0]
        module = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        listed = next(
            (
                [ast.literal_eval(element) for element in node.value.elts]
                for node in tree.body
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.List) and "__all__" in ast.dump(node)
            ),
            [],
        )
        defined = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
        for name in dict.fromkeys([*defined, *listed]):
            if not name.startswith("_") and name[0].islower():
                yield room, module, name


def test_every_action_records_an_event_or_calls_one_that_does() -> None:
    calls = Calls()
    silent = {f"{room}.{name}" for room, module, name in public_actions() if not calls.records((module, name))}
    assert silent - RECORDS_NOTHING.keys() == set()
    assert RECORDS_NOTHING.keys() <= {f"{room}.{name}" for room, _, name in public_actions()}


def our_apps() -> list[Path]:
    return sorted(Path(app.path) for app in apps.get_app_configs() if app.name.startswith("guichet."))


@pytest.mark.parametrize("app", our_apps(), ids=lambda app: app.name)
def test_every_text_exists_in_both_languages(app: Path) -> None:
    nested = {other for other in our_apps() if app in other.parents}
    assert [f"{gap.fault}: {gap.text}" for gap in gaps(app, nested)] == []


def word_lists() -> Iterator[type[TextChoices]]:
    for path in sorted(SOURCE.glob("*/terms.py")):
        module = __import__(f"guichet.{path.parent.name}.terms", fromlist=["*"])
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, TextChoices) and value.__module__ == module.__name__:
                yield value


# Words that are the same in both languages, and right in both.
SAME_IN_BOTH = {"minutes", "Audio", "Braille"}


@pytest.mark.parametrize("words", list(word_lists()), ids=lambda words: words.__name__)
def test_every_code_has_a_label_in_both_languages(words: type[TextChoices]) -> None:
    with override("en"):
        english = {code: str(code.label) for code in words}
    with override("fr"):
        french = {code: str(code.label) for code in words}
    alike = {code for code in words if english[code] == french[code] and english[code] not in SAME_IN_BOTH}
    assert alike == set()
    assert all(english.values())


def test_every_event_that_a_client_could_notice_has_a_letter() -> None:
    letters = import_string("guichet.config.letters.LETTERS")
    visible = {event for event in EVENT_KINDS.values() if event.visible and event.__module__.startswith("guichet.")}
    visible = {event for event in visible if ".tests" not in event.__module__}
    assert visible - letters.keys() == set()
    assert letters.keys() - visible == set()


def test_every_kind_of_event_says_what_it_means_in_the_past_tense() -> None:
    kinds = {kind: event for kind, event in EVENT_KINDS.items() if ".tests" not in event.__module__}
    assert [kind for kind, event in kinds.items() if not event.meaning.endswith(".")] == []
    assert [kind for kind in kinds if not re.fullmatch(r"[a-z_]+\.[a-z_]+", kind)] == []


def test_every_table_says_which_personal_data_it_holds_and_when_they_go() -> None:
    silent = [model.__name__ for model in our_models() if not model.__dict__.get("PERSONAL_DATA", "").strip()]
    assert silent == []


def test_every_decision_has_a_number_of_its_own() -> None:
    records = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = Counter(path.name[:4] for path in records)
    assert [number for number, count in numbers.items() if count > 1] == []
    assert [path.name for path in records if not re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name)] == []
