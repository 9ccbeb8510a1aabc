"""Labelled pairs of messages: the same for the same seed, and nothing of what was kept back in what is learnt from."""

from guichet.rehearsal.pairs import SAME, pairs
from guichet.rehearsal.wordings import topics


def test_the_same_seed_makes_the_same_pairs() -> None:
    one, other = (list(pairs(seed=3, count=40, which="learnt")) for _ in range(2))
    assert one == other
    assert one != list(pairs(seed=4, count=40, which="learnt"))


def test_what_is_kept_back_is_never_learnt_from() -> None:
    learnt, kept = (
        {words.pattern for pair in pairs(seed=1, count=600, which=which) for words in (pair.one, pair.other)}
        for which in ("learnt", "kept_back")
    )
    assert not learnt & kept
    assert set(topics("all")) - set(topics("learnt"))


def test_labels_follow_the_kind_and_both_are_there() -> None:
    found = list(pairs(seed=1, count=300, which="all"))
    assert all(one.same == (one.kind in SAME) for one in found)
    assert {one.kind for one in found} >= {"again", "again_other_language", "asked_after", "second_question"}
    assert all(one.one.language != one.other.language for one in found if one.kind == "again_other_language")
