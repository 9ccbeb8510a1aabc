"""Who may what."""

from datetime import UTC, datetime, timedelta

import pytest

from guichet.identity.rules import (
    OPEN_FOR,
    ROLE_RIGHTS,
    Opening,
    Viewer,
    home_of,
    needs_second_factor,
    opening,
    rights_of,
    still_open,
)
from guichet.identity.terms import Purpose, Right, Role

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def staff(*roles: Role, **more: object) -> Viewer:
    return Viewer(user_id=5, staff_id=3, roles=frozenset(roles), **more)


OF_AN_AUDITOR = {
    Right.PUBLIC,
    Right.SIGNED_IN,
    Right.CATALOGUE,
    Right.WORK,
    Right.ACCESS_LOG,
    Right.REVIEW_ACCESS,
    Right.OVERSIGHT,
}


@pytest.mark.parametrize(
    ("viewer", "rights"),
    [
        (Viewer(), {Right.PUBLIC}),
        (Viewer(user_id=1), {Right.PUBLIC, Right.SIGNED_IN, Right.OWN_FILES}),
        (staff(), {Right.PUBLIC, Right.SIGNED_IN}),
        (
            staff(Role.CONTENT_OWNER),
            {
                Right.PUBLIC,
                Right.SIGNED_IN,
                Right.CATALOGUE,
                Right.WORK,
                Right.WRITE_GUIDANCE,
                Right.APPROVE_GUIDANCE,
            },
        ),
        (
            staff(Role.CONTENT_OWNER, Role.AUDITOR),
            {
                Right.PUBLIC,
                Right.SIGNED_IN,
                Right.CATALOGUE,
                Right.WORK,
                Right.WRITE_GUIDANCE,
                Right.APPROVE_GUIDANCE,
                Right.ACCESS_LOG,
                Right.REVIEW_ACCESS,
                Right.OVERSIGHT,
            },
        ),
        # Who reviews the looks of others makes none, whatever else they do here.
        (
            staff(Role.OFFICER, Role.AUDITOR),
            {
                Right.PUBLIC,
                Right.SIGNED_IN,
                Right.CATALOGUE,
                Right.WORK,
                Right.ACCESS_LOG,
                Right.REVIEW_ACCESS,
                Right.OVERSIGHT,
            },
        ),
    ],
)
def test_rights_add_up_from_who_one_is(viewer: Viewer, rights: set[Right]) -> None:
    assert rights_of(viewer) == rights


@pytest.mark.parametrize("role", list(Role))
def test_staff_do_not_read_files_as_clients_do(role: Role) -> None:
    viewer = staff(role, own_clients=frozenset({7}))
    assert not viewer.may(Right.OWN_FILES)
    assert not viewer.may_see_client(7)
    assert role in ROLE_RIGHTS


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        (Viewer(user_id=1, own_clients=frozenset({7})), True),
        (Viewer(user_id=1, own_clients=frozenset({8})), False),
        (Viewer(own_clients=frozenset({7})), False),
        (Viewer(user_id=1, opened={7: Purpose.CLIENT_ASKED}), False),
        (staff(Role.AGENT, opened={7: Purpose.CLIENT_ASKED}), True),
        (staff(Role.AGENT), False),
        (staff(Role.MANAGER, opened={7: Purpose.CLIENT_ASKED}), False),
        (staff(Role.AUDITOR, opened={7: Purpose.QUALITY_REVIEW}), False),
    ],
)
def test_a_client_is_seen_by_themselves_and_by_staff_with_a_purpose(viewer: Viewer, sees: bool) -> None:
    assert viewer.may_see_client(7) is sees


def test_a_file_stays_open_for_half_an_hour_and_not_a_second_more() -> None:
    one = opening(7, Purpose.CLIENT_ASKED, now=NOON)
    assert still_open([one], now=NOON + OPEN_FOR - SECOND) == {7: Purpose.CLIENT_ASKED}
    assert still_open([one], now=NOON + OPEN_FOR) == {}


def test_the_purpose_given_last_holds() -> None:
    first, second = Opening(7, Purpose.COMPLAINT, NOON + SECOND), Opening(7, Purpose.WORK_ON_FILE, NOON + 2 * SECOND)
    assert still_open([second, first], now=NOON) == {7: Purpose.WORK_ON_FILE}


@pytest.mark.parametrize(
    ("viewer", "home"),
    [
        (Viewer(), "public:home"),
        (Viewer(user_id=1), "account:home"),
        (staff(Role.AGENT), "desk:home"),
        (staff(Role.OFFICER, Role.MANAGER), "desk:home"),
        (staff(Role.MANAGER), "office:home"),
        (staff(Role.AUDITOR), "office:home"),
        (staff(), "office:home"),
        (staff(Role.SURGE), "desk:crises"),
    ],
)
def test_everybody_has_a_page_on_which_their_day_begins(viewer: Viewer, home: str) -> None:
    assert home_of(viewer) == home


@pytest.mark.parametrize(
    ("viewer", "shown", "demanded", "needed"),
    [
        (staff(Role.AGENT), False, True, True),
        (staff(Role.AGENT), True, True, False),
        (staff(Role.AGENT), False, False, False),
        (Viewer(user_id=1), False, True, False),
        (Viewer(), False, True, False),
    ],
)
def test_only_staff_must_show_a_second_factor_and_only_where_it_is_demanded(
    viewer: Viewer, shown: bool, demanded: bool, needed: bool
) -> None:
    assert needs_second_factor(viewer, shown=shown, demanded=demanded) is needed


@pytest.mark.parametrize(
    ("viewer", "actor"), [(Viewer(), "visitor"), (Viewer(user_id=4), "user:4"), (staff(Role.AGENT), "staff:3")]
)
def test_the_journal_names_nobody(viewer: Viewer, actor: str) -> None:
    assert viewer.actor == actor
