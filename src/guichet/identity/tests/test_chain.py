"""The chain of the access log: whatever is done to an export is found, and named. No database."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from guichet.identity.rules.chain import Fault, Link, beginning, canonical, hash_of, stamp
from guichet.identity.rules.exports import NotAnExport, SignedHead, check_export, entry_line, header_line, mark_line
from guichet.identity.rules.signing import Head, NoKey, fingerprint, public_key, sign

SEED = "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="
OTHER_SEED = "c29tZWJvZHktZWxzZXMta2V5LTMyLWJ5dGVzLWxvbmc="
PUBLIC = public_key(SEED)
LOG = "5ac1de00-0000-4000-8000-000000000001"
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
ENTRIES = 12
MARKS = (5, 9, 12)


def chain(entries: int = ENTRIES, log: str = LOG) -> list[Link]:
    links, previous = [], beginning(log)
    for seq in range(1, entries + 1):
        facts = canonical({"purpose": "CLIENT_ASKED", "office": "CSC-MONTRÉAL", "page": f"desk:{seq}"})
        what = {"kind": "LOOK", "at": stamp(NOON + timedelta(seconds=seq)), "commitment": "ab" * 32, "facts": facts}
        previous, before = hash_of(seq=seq, previous=previous, **what), previous
        links.append(Link(seq=seq, previous=before, hash=previous, **what))
    return links


def signed(number: int, link: Link, seed: str = SEED) -> SignedHead:
    head = Head(LOG, number, link.seq, link.hash, stamp(NOON))
    return SignedHead(head, "k1", sign(head.words(), seed))


def export(links: list[Link] | None = None, seed: str = SEED) -> list[str]:
    links = links or chain()
    lines = [header_line(LOG, {"k1": public_key(seed)}, signed(len(MARKS), links[-1], seed))]
    for link in links:
        lines.append(entry_line(link))
        if link.seq in MARKS:
            lines.append(mark_line(signed(MARKS.index(link.seq) + 1, link, seed)))
    return lines


def faults(lines: list[str]) -> list[tuple[Fault, int, int]]:
    report = check_export([line + "\n" for line in lines], keys=[PUBLIC])
    return [(one.fault, one.first, one.last) for one in report.faults]


def place(seq: int) -> int:
    """Return at which line of the export an entry stands."""
    return next(n for n, line in enumerate(export()) if n and json.loads(line).get("seq") == seq)


def test_an_untouched_export_is_sound_and_says_how_far_it_goes() -> None:
    report = check_export(export(), keys=[PUBLIC])
    assert (report.sound, report.entries, report.head_seq, report.key_was_given) == (True, ENTRIES, ENTRIES, True)
    assert report.fingerprint == fingerprint(PUBLIC)
    assert not check_export(export()).key_was_given


def test_a_line_of_an_export_is_written_as_json_writes_it() -> None:
    for link in chain(2):
        assert canonical(json.loads(entry_line(link))) == entry_line(link)


@pytest.mark.parametrize("seq", range(1, ENTRIES + 1))
def test_a_changed_fact_is_found_at_its_entry(seq: int) -> None:
    lines = export()
    lines[place(seq)] = lines[place(seq)].replace("CLIENT_ASKED", "WORK_ON_FILE")
    assert faults(lines) == [(Fault.CHANGED, seq, seq)]


def test_an_entry_replaced_with_a_hash_that_fits_does_not_fit_the_next() -> None:
    links = chain()
    one = links[6]
    facts = one.facts.replace("CLIENT_ASKED", "WORK_ON_FILE")
    own = hash_of(
        seq=one.seq, previous=one.previous, kind=one.kind, at=one.at, commitment=one.commitment, facts=facts
    )  # fmt: skip
    lines = export()
    lines[place(7)] = entry_line(Link(one.seq, one.previous, one.kind, one.at, one.commitment, facts, own))
    assert faults(lines) == [(Fault.BROKEN, 7, 8)]


def test_a_log_written_anew_from_an_entry_on_is_found_by_the_heads_that_were_signed() -> None:
    """Somebody with the database but not the key."""
    links, previous = chain(), ""
    for n in range(6, ENTRIES):
        previous = previous or links[n].previous
        one = links[n]
        facts = one.facts.replace("CLIENT_ASKED", "WORK_ON_FILE")
        what: dict[str, Any] = {"kind": one.kind, "at": one.at, "commitment": one.commitment, "facts": facts}
        own = hash_of(seq=one.seq, previous=previous, **what)
        links[n] = Link(seq=one.seq, previous=previous, hash=own, **what)
        previous = own
    lines = export()
    for link in links:
        lines[place(link.seq)] = entry_line(link)
    assert (Fault.REWRITTEN, 6, 9) in faults(lines)


@pytest.mark.parametrize("seq", range(1, ENTRIES + 1))
def test_a_missing_entry_is_named(seq: int) -> None:
    lines = export()
    del lines[place(seq)]
    wanted = Fault.TRUNCATED if seq == ENTRIES else Fault.MISSING
    assert (wanted, seq, seq) in faults(lines)


@pytest.mark.parametrize("seq", range(1, ENTRIES + 1))
def test_a_doubled_entry_is_named(seq: int) -> None:
    lines = export()
    lines.insert(place(seq), lines[place(seq)])
    assert (Fault.DOUBLED, seq, seq) in faults(lines)


@pytest.mark.parametrize(("earlier", "later"), [(1, 2), (2, 3), (6, 8), (1, 12)])
def test_entries_that_changed_places_are_named(earlier: int, later: int) -> None:
    lines = export()
    first, second = place(earlier), place(later)
    lines[first], lines[second] = lines[second], lines[first]
    found = faults(lines)
    assert any(fault is Fault.REORDERED and earlier <= one <= later for fault, one, _ in found)


@pytest.mark.parametrize("kept", range(ENTRIES))
def test_a_cut_log_is_found(kept: int) -> None:
    lines = [line for line in export() if json.loads(line).get("seq", 0) <= kept and "mark" not in json.loads(line)]
    assert (Fault.TRUNCATED, kept + 1, ENTRIES) in faults(lines)


def test_an_older_export_is_sound_in_itself_and_found_by_whoever_knows_more() -> None:
    assert check_export(export(), keys=[PUBLIC], least=ENTRIES).sound
    assert not check_export(export(), keys=[PUBLIC], least=ENTRIES + 1).sound


def test_a_head_that_was_taken_out_is_found() -> None:
    lines = [line for line in export() if '"number":2,' not in line]
    assert (Fault.MARK_MISSING, 2, 2) in faults(lines)


def test_a_log_signed_by_another_key_is_not_ours() -> None:
    assert faults(export(seed=OTHER_SEED)) == [(Fault.BAD_SIGNATURE, ENTRIES, ENTRIES)]


def test_an_entry_added_after_the_head_is_found() -> None:
    lines = export()
    lines.append(entry_line(chain(13)[-1]))
    assert faults(lines) == [(Fault.ADDED, 13, 13)]


def test_an_entry_of_another_log_does_not_fit() -> None:
    lines = export()
    lines[place(1)] = entry_line(chain(1, log="another")[0])
    assert faults(lines) == [(Fault.BROKEN, 1, 1), (Fault.BROKEN, 1, 2)]


@pytest.mark.parametrize("line", ["", "{", "[]", "7", '{"seq":1}', '{"mark":1}', '{"mark":{}}', "[" * 5000, "é\x00"])
def test_a_line_that_is_no_entry_is_named(line: str) -> None:
    lines = export()
    lines.insert(3, line)
    assert (Fault.UNREADABLE, 4, 4) in faults(lines)


@pytest.mark.parametrize("line", ["", "{}", "[]", "nonsense", '{"form":"guichet-access-log/1"}'])
def test_what_does_not_begin_as_an_export_is_none(line: str) -> None:
    with pytest.raises(NotAnExport):
        check_export([line, *export()[1:]])


@pytest.mark.parametrize("key", ["", "nonsense", "YWJj"])
def test_a_key_that_is_none_is_said(key: str) -> None:
    with pytest.raises(NoKey):
        fingerprint(key)


EDITS = some.sampled_from(["delete", "double", "swap", "character", "cut", "move"])


# A busy machine is no fault of the log's.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(edits=some.lists(some.tuples(EDITS, some.integers(0, 10**6), some.integers(0, 10**6)), min_size=1, max_size=3))
def test_whatever_is_done_to_an_export_is_found(edits: list[tuple[str, int, int]]) -> None:
    whole = export()
    lines = list(whole)
    for edit, one, two in edits:
        n, m = 1 + one % max(len(lines) - 1, 1), 1 + two % max(len(lines) - 1, 1)
        if len(lines) < 3:
            break
        match edit:
            case "delete":
                del lines[n]
            case "double":
                lines.insert(m, lines[n])
            case "swap":
                lines[n], lines[m] = lines[m], lines[n]
            case "move":
                lines.insert(m, lines.pop(n))
            case "cut":
                del lines[n:]
            case "character":
                at = two % len(lines[n])
                lines[n] = lines[n][:at] + ("0" if lines[n][at] != "0" else "1") + lines[n][at + 1 :]
    assert (faults(lines) == []) == (lines == whole)
