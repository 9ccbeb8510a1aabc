"""The no-break spaces and apostrophes of French. Pure.

Source: the Translation Bureau’s Guide du rédacteur for the colon and the guillemets; the narrow space before
`; ! ?` is the house rule of this service.
"""

import re

NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"

_SPACE = r"[ \u00a0\u202f]"
# A mark belongs to the sentence where something ends after it: not in 14:05, https://, ?page=2 or &eacute;
_END = r"(?=$|[\s»”)\].…!?:;\u00a0\u202f])"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(rf"«{_SPACE}*(?=\S)"), f"«{NO_BREAK}"),
    (re.compile(rf"(?<=\S){_SPACE}*»"), f"{NO_BREAK}»"),
    (re.compile(rf"(?<=[^\s:]){_SPACE}*:{_END}"), f"{NO_BREAK}:"),
    (re.compile(rf"(?<!&)(?<!&\w)(?<=[^\s;!?]){_SPACE}*([;!?]){_END}"), rf"{NARROW}\1"),
    (re.compile(rf"(?<=\d){_SPACE}+(?=\d{{3}}(?!\d))"), NO_BREAK),
    (re.compile(rf"(?<=\d){_SPACE}+(?=[%$€h°]|(?:ko|Mo)\b)"), NO_BREAK),
)
_ENTITY = re.compile(r"(&#?\w+)[\u00a0\u202f];")


def french(text: str) -> str:
    """Return a French text with the spaces and apostrophes that print has; doing it twice changes nothing.

    Addresses, times and numbers of versions stay as they are. Meant for plain text, not for markup.
    """
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return _ENTITY.sub(r"\1;", text)
