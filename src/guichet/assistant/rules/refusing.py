"""When a message or a wish for a person is not taken, and the number of a receipt. Pure."""

from guichet.assistant.terms import AskRefusal, HandOverRefusal

# Enough for a question and its story; more is an essay, and reads as several.
LONGEST = 2_000


def refusal_to_ask(text: str, *, is_over: bool, asked: int, allowed: int) -> AskRefusal | None:
    """Return why a message is not taken; `asked` are those of the last hour, `allowed` how many there may be."""
    if is_over:
        return AskRefusal.OVER
    if not text.strip():
        return AskRefusal.EMPTY
    if len(text) > LONGEST:
        return AskRefusal.TOO_LONG
    return AskRefusal.TOO_MANY if asked >= allowed else None


def refusal_to_hand_over(*, is_over: bool, turns: int, can_be_reached: bool) -> HandOverRefusal | None:
    """Return why a conversation is not handed over: a person must know what it is about, and how to answer."""
    if is_over:
        return HandOverRefusal.OVER
    if not turns:
        return HandOverRefusal.NOTHING_SAID
    return None if can_be_reached else HandOverRefusal.NO_WAY


def receipt_number(row: int) -> str:
    """Return the number that somebody quotes who asked for a person: `H-00042`."""
    return f"H-{row:05d}"
