"""The parts that work something out: where a day stands on a line, whose turn it is, how a table sorts."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.template.loader import get_template
from django.utils.translation import override
from jinja2 import UndefinedError

from guichet.design import filters, parts
from guichet.design.compiled import environment


def _range(*, today: date, first: date = date(2026, 1, 51 - 20), last: date = date(2026, 3, 2)) -> parts.DateRange:
    return parts.DateRange(received=date(2026, 1, 1), today=today, first=first, last=last)


def test_a_part_shows_itself_where_it_is_named() -> None:
    link = parts.Link(text="Read <it>", href="/a?b=1&c=2")
    shown = Template("{{ page.link }}").render(Context({"page": {"link": link}}))
    assert shown.strip() == '<a href="/a?b=1&amp;c=2">Read &lt;it&gt;</a>'


def test_parts_stand_in_parts_unescaped() -> None:
    row = parts.SummaryRow(key="Status", value=parts.Tag(text="Sent", kind="success"))
    assert '<span class="tag tag--success">' in str(parts.SummaryList(rows=[row]))


def test_quotes_stay_inside_their_attribute() -> None:
    shown = str(parts.Link(text="x", href='/a" onclick="b', language="'fr"))
    assert ' onclick="' not in shown
    assert "'fr" not in shown


def test_a_name_that_a_part_does_not_have_is_an_error_not_an_empty_text() -> None:
    template = environment().from_string("{{ part.no_such_thing }}")
    with pytest.raises(UndefinedError):
        template.render(part=parts.SkipLink())


def test_what_translators_wrote_is_shown_and_what_stands_in_it_is_escaped() -> None:
    template = environment().from_string("{% trans field=part.text, text='' %}{{ field }}: {{ text }}{% endtrans %}")
    assert "&lt;b&gt;" in template.render(part=parts.Tag(text="<b>"))


def test_the_icon_that_pages_and_parts_share_is_the_same_in_both() -> None:
    for kind in parts.NoticeKind:
        by_django = get_template("design/icons/notice.html").render({"kind": kind})
        assert by_django == environment().get_template("design/icons/notice.html").render(kind=kind)


@pytest.mark.parametrize(
    ("today", "x"),
    [
        (date(2026, 1, 1), "1.50%"),  # the left end, a little in
        (date(2026, 1, 31), "50.00%"),  # 30 of 60 days: 1.5 + 50 × 0.97
        (date(2026, 3, 2), "98.50%"),  # 60 of 60 days
        (date(2025, 12, 1), "1.50%"),  # a clock that is wrong does not leave the picture
    ],
)
def test_today_stands_where_it_should(today: date, x: str) -> None:
    assert _range(today=today).today_x == x


def test_a_range_that_has_passed_is_late_and_the_line_goes_on_to_today() -> None:
    late = _range(today=date(2026, 5, 1))
    assert late.late
    assert late.today_x == "98.50%"
    assert float(late.first_x.rstrip("%")) < 50


def test_the_last_day_itself_is_not_late() -> None:
    assert not _range(today=date(2026, 3, 2)).late


def test_received_today_and_due_today_still_draws() -> None:
    day = date(2026, 1, 1)
    assert 'width="1.50%"' in str(parts.DateRange(received=day, today=day, first=day, last=day))


def test_the_picture_says_in_words_what_it_shows() -> None:
    shown = str(_range(today=date(2026, 1, 11)))
    assert "Received January\N{NO-BREAK SPACE}1, 2026. Today is January\N{NO-BREAK SPACE}11, 2026." in shown


@pytest.mark.parametrize(
    ("us", "you", "allowed", "over", "share"),
    [(43, 7, 60, 0, "86.00%"), (60, 0, 60, 0, "100.00%"), (61, 0, 60, 1, "100.00%"), (0, 0, None, 0, "0.00%")],
)
def test_two_clocks(us: int, you: int, allowed: int | None, over: int, share: str) -> None:
    clocks = parts.TwoClocks(with_us=us, with_you=you, allowed=allowed)
    assert (clocks.over, clocks.us_share) == (over, share)


def test_only_the_clock_that_runs_says_so() -> None:
    shown = str(parts.TwoClocks(with_us=3, with_you=1, running="you"))
    assert shown.count("running now") == 1
    assert shown.index("running now") > shown.index("With you")


def test_a_standard_of_no_days_is_over_after_one() -> None:
    assert parts.TwoClocks(with_us=1, with_you=0, allowed=0).over == 1


def test_staff_do_not_read_you() -> None:
    shown = str(parts.TwoClocks(with_us=3, with_you=1, for_staff=True))
    assert "With the client" in shown
    assert "With you" not in shown


@pytest.mark.parametrize(
    ("sort", "query", "href", "order"),
    [
        ("", "", "?sort=due", ""),
        ("due", "", "?sort=-due", "ascending"),
        ("-due", "", "?sort=due", "descending"),
        ("name", "status=open&page=3", "?status=open&sort=due", ""),
        ("due", "sort=due&after=E-1&q=a%26b", "?q=a%26b&sort=-due", "ascending"),
    ],
)
def test_sorting_stands_in_the_address_and_goes_back_to_the_first_page(
    sort: str, query: str, href: str, order: str
) -> None:
    table = parts.Table(
        caption="Work", columns=[parts.Column(label="Due", sort="due")], rows=[], sort=sort, query=query
    )
    assert (table.headings[0].href, table.headings[0].order) == (href, order)


def test_a_row_with_a_cell_too_few_is_a_mistake_of_ours() -> None:
    table = parts.Table(caption="Work", columns=[parts.Column(label="Due")] * 2, rows=[parts.Row(cells=["1"])])
    with pytest.raises(ValueError, match="shorter"):
        _ = table.body


def test_an_empty_table_shows_what_to_do_instead() -> None:
    empty = parts.EmptyState(title="Nothing waits")
    shown = str(parts.Table(caption="Work", columns=[parts.Column(label="Due")], rows=[], empty=empty))
    assert "Nothing waits" in shown
    assert "<table" not in shown


def test_entries_stand_under_their_month_where_the_department_is() -> None:
    # 2 a.m. on November 1 in UTC is still October in Toronto.
    entries = [
        parts.TimelineEntry(at=date(2026, 11, 1), title="A"),
        parts.TimelineEntry(at=datetime(2026, 11, 1, 2, 0, tzinfo=UTC), title="B"),
    ]
    months = list(parts.Timeline(entries=entries).months)
    assert [(month.name, len(month.entries)) for month in months] == [
        ("November\u00a02026", 1),
        ("October\u00a02026", 1),
    ]


def test_states_are_said_in_words_beside_their_shape() -> None:
    steps = parts.StepList(
        steps=[
            parts.Step(title="One", state="done", on=date(2026, 10, 1)),
            parts.Step(title="Two", state="now"),
            parts.Step(title="Three"),
        ]
    )
    shown = str(steps)
    assert all(word in shown for word in ("Done", "Now", "To come"))
    assert shown.count('aria-current="step"') == 1
    assert steps.done == 1


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (parts.StatusHero(now="x", when="y", next="z"), ["Où en est votre dossier", "Quand", "Ce qui vient ensuite"]),
        (parts.StepList(steps=[parts.Step(title="x", state="now")]), ["En cours"]),
        (parts.PrintButton(), ["Imprimer cette page"]),
        (
            parts.TwoClocks(with_us=1, with_you=2),
            ["1\N{NO-BREAK SPACE}jour<", "2\N{NO-BREAK SPACE}jours<", "Chez vous"],
        ),
        (parts.ErrorSummary(mistakes=[parts.Mistake(text="x", field="Nom")]), ["Nom\N{NO-BREAK SPACE}: x"]),
        (parts.ErrorSummary(mistakes=[parts.Mistake(text="x", field="Quand\N{NARROW NO-BREAK SPACE}?")]), ["? x"]),
        (parts.FileList(files=[parts.FileItem(name="x", size=1_240_000)]), ["1,2\N{NO-BREAK SPACE}Mo"]),
        (parts.ProgressBar(label="x", value=1200, whole=5000), ["1\N{NO-BREAK SPACE}200 sur 5\N{NO-BREAK SPACE}000"]),
    ],
)
def test_parts_speak_french(part: parts.Part, words: list[str]) -> None:
    with override("fr"):
        shown = str(part)
    assert [word for word in words if word not in shown] == []


@pytest.mark.parametrize(
    ("filter_", "value", "shown"),
    [
        ("bdi", "محمد <b>", "<bdi>محمد &lt;b&gt;</bdi>"),
        ('spoken:"fr"', "Bon<jour", '<span lang="fr">Bon&lt;jour</span>'),
        ("grouped", 2312, "2,312"),
        ("file_size", 900, "1 KB"),
        ("file_size", 999_999, "1,000 KB"),
        ("file_size", 1_240_000, "1.2 MB"),
    ],
)
def test_filters(filter_: str, value: object, shown: str) -> None:
    assert Template(f"{{{{ value|{filter_} }}}}").render(Context({"value": value})) == shown


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        ("Où puis-je vous écrire ?", 'Où <span class="whole">puis-je</span> vous écrire ?'),
        ("Qu’est-ce que c’est ?", 'Qu’<span class="whole">est-ce</span> que c’est ?'),
        ("Saint-Pierre-et-Miquelon", "Saint-Pierre-et-Miquelon"),
        ("2026-11-22", "2026-11-22"),
        ("<b>rendez-vous</b>", '&lt;b&gt;<span class="whole">rendez-vous</span>&lt;/b&gt;'),
        ("Plain", "Plain"),
    ],
)
def test_a_heading_never_breaks_at_a_hyphen(heading: str, shown: str) -> None:
    assert str(filters.unbroken(heading)) == shown
    assert f"{shown}</h2>" in str(parts.Section(id="one", title=heading, items=[]).render())


def test_a_cell_that_says_nothing_is_left_out_where_each_has_a_line_of_its_own() -> None:
    columns = [parts.Column(label="Program"), parts.Column(label="Days", number=True)]
    rows = [parts.Row(cells=["Visa", "12"]), parts.Row(cells=["Permit", "–"])]
    shown = str(parts.Table(caption="Times", columns=columns, rows=rows).render())
    assert shown.count("table__none") == 1
