"""Whatever happens to a message on its way: reading never raises, is the same each time, and loses no file."""

from email import message_from_bytes

from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.enquiries.mail import read_message
from guichet.enquiries.mail.tests.letters import broken, letter

SEEDS = [
    letter(files=(("scan.pdf", b"%PDF-1.4 the first"), ("b.pdf", b"%PDF-1.4 the second"))),
    letter(
        "Où ?\n> quoted", html="<p>Où&nbsp;? <a href='https://a.example'>ici</a></p>", files=(("é.pdf", b"%PDF x"),)
    ),
    *(case.raw for case in broken() if len(case.raw) < 5_000),
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A message cut, doubled, swapped, with bytes changed or put in."""
    raw = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        begin, end = sorted((draw(st.integers(0, len(raw))), draw(st.integers(0, len(raw)))))
        match draw(st.sampled_from(["cut", "take out", "double", "swap", "flip", "put in"])):
            case "cut":
                raw = raw[:end]
            case "take out":
                raw = raw[:begin] + raw[end:]
            case "double":
                raw = raw[:end] + raw[begin:]
            case "swap":
                raw = raw[end:] + raw[begin:end] + raw[:begin]
            case "flip":
                raw = raw[:begin] + draw(st.binary(min_size=1, max_size=4)) + raw[begin + 1 :]
            case _:
                raw = (
                    raw[:begin]
                    + draw(st.sampled_from([b"\r", b"\n\n", b"\0", b"--edge\n", b'"', b"=?", b"<"]))
                    + raw[begin:]
                )
    return raw


@settings(max_examples=150, deadline=None)
@given(damaged())
def test_a_damaged_message_is_read_and_loses_no_file(raw: bytes) -> None:
    found = read_message(raw)
    assert found == read_message(raw)
    for text in (found.subject, found.text, found.history, found.sender.name, *(one.name for one in found.files)):
        assert "\0" not in text
        text.encode("utf-8")
    assert all("/" not in one.name and "\\" not in one.name and one.name.strip(". ") for one in found.files)
    there = [one.content for one in found.files]
    for content in files_that_the_standard_library_sees(raw):
        assert any(content in one or one in content for one in there if one), content


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_read(raw: bytes) -> None:
    assert read_message(raw) == read_message(raw)


def files_that_the_standard_library_sees(raw: bytes) -> list[bytes]:
    """Return the content of what has a name or says that it is attached, for another reader’s eyes."""
    try:
        parts = [part for part in message_from_bytes(raw).walk() if not part.is_multipart()]
        named = [part for part in parts if part.get_filename() or part.get_content_disposition() == "attachment"]
        found = [part.get_payload(decode=True) for part in named]
    except (ValueError, LookupError, TypeError, AttributeError):
        return []  # It gave up where we do not.
    return [content.strip() for content in found if isinstance(content, bytes) and content.strip()]
