"""What is said of times: the very numbers of the pages."""

from datetime import date

from ninja import Field, Schema

from guichet.processing_times.queries import LedgerRow, RangeOfFile, Times


class DaysShape(Schema):
    p10: int = Field(description="One in ten has a decision after so many days with us.")
    p50: int
    p80: int
    p90: int = Field(description="Nine in ten: from p10 to p90 lie eight in ten.")


class TimesShape(Schema):
    program: str
    office: str = Field(description="Empty: wherever it is decided.")
    as_of: date = Field(description="For somebody who applies on this day.")
    days: DaysShape | None = Field(description="Null where too few files were decided to say anything.")
    open: int | None = Field(description="Files that wait; null where the group is too small to be shown.")
    received: int | None = Field(description="In the thirteen weeks before that day.")
    decided: int | None
    received_year_before: int | None
    decided_year_before: int | None


class TimesPage(Schema):
    items: list[TimesShape]
    next: str | None = Field(description="Ask with `after` set to this for what follows; null at the end.")


class LedgerShape(Schema):
    program: str
    month: date
    said_on: date
    reckoned_afterwards: bool
    said: DaysShape
    sooner: int | None = Field(description="Counts are null where the group is too small to be shown.")
    inside: int | None
    later: int | None
    still_waiting: int | None
    inside_percent_at_least: int | None
    inside_percent_at_most: int | None
    standing: str
    counted_on: date | None


class LedgerPage(Schema):
    items: list[LedgerShape]
    next: str | None = Field(description="Ask with `after` set to this for what follows; null at the end.")


class FileTimeShape(Schema):
    number: str
    as_of: date
    p10: date
    p50: date
    p80: date
    p90: date


def times_shape(times: Times) -> TimesShape:
    """Return what is said of a program or of one of its offices."""
    wait = times.wait
    return TimesShape(
        program=times.program,
        office=times.office,
        as_of=times.as_of,
        days=DaysShape(p10=wait.p10, p50=wait.p50, p80=wait.p80, p90=wait.p90) if wait else None,
        open=times.open,
        received=times.received,
        decided=times.decided,
        received_year_before=times.received_before,
        decided_year_before=times.decided_before,
    )


def ledger_shape(row: LedgerRow) -> LedgerShape:
    """Return what was said in a month, and what became of it."""
    wait, outcome, found = row.wait, row.outcome, row.rightness
    return LedgerShape(
        program=row.program,
        month=row.month,
        said_on=row.said_on,
        reckoned_afterwards=row.afterwards,
        said=DaysShape(p10=wait.p10, p50=wait.p50, p80=wait.p80, p90=wait.p90),
        sooner=outcome.sooner if outcome else None,
        inside=outcome.inside if outcome else None,
        later=outcome.later if outcome else None,
        still_waiting=outcome.waiting if outcome else None,
        inside_percent_at_least=found.least if found else None,
        inside_percent_at_most=found.most if found else None,
        standing=row.standing.value,
        counted_on=row.counted_on,
    )


def file_shape(found: RangeOfFile) -> FileTimeShape:
    """Return the range of one file."""
    days = found.days
    return FileTimeShape(number=found.number, as_of=found.as_of, p10=days.p10, p50=days.p50, p80=days.p80, p90=days.p90)
