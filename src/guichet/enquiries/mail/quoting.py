"""What somebody wrote, apart from what they quoted and from their signature. Pure; in time that grows with length.

The ways in which programs quote, in English and French first: a line that says who wrote when, and “>” before each
line (Gmail, Apple Mail, Thunderbird); a heading such as “-----Message d’origine-----” or four lines From, Sent, To,
Subject, and all that was there below (Outlook). Nothing is lost: what is folded away is the history. Where nothing of
their own would be left, as when somebody only forwards, all of it is what they wrote.
"""

import re
from dataclasses import dataclass

_AT_MOST = 1_000  # of a line is looked at
# “>From” is no quotation: so a line that begins with “From” is written in an mbox.
_QUOTE = re.compile(r"\s{0,3}>(?!From )")
_SEPARATOR = re.compile(
    r"\s*(?:[-_*=]{2,}\s*(?:"
    r"original message|message d.origine|message original|message initial|courriel original|original appointment"
    r"|forwarded message|message transféré|message réexpédié|forwarded by .{0,80}|réacheminé par .{0,80}"
    r"|reply message|mensaje original|mensaje reenviado|mensagem original|ursprüngliche nachricht|原始邮件|原始郵件"
    r"|исходное сообщение|пересылаемое сообщение"
    r")\s*[-_*=]{2,}|(?:begin forwarded message|début du message (?:réexpédié|transféré))\s*:)\s*\Z",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*_{20,}\s*\Z")
_HEADING = re.compile(
    r"[\s*>]*(?P<name>from|sent|date|to|cc|bcc|subject|reply-to|importance"
    r"|de|envoyé|envoye|le|à|a|pour|objet|sujet|répondre à|cci"
    r"|von|gesendet|an|betreff|para|enviado|asunto|assunto|от|кому|тема|дата|发件人|发送时间|收件人|主题)"
    r"\s*\*?\s*[:：]\s*\*?(?=\s|\S)",
    re.IGNORECASE,
)
_FROM = {"from", "de", "von", "от", "发件人"}
_DATE_OR_TO = {
    "sent", "date", "to", "subject", "envoyé", "envoye", "à", "objet", "sujet", "pour", "a", "gesendet", "an",
    "betreff", "para", "enviado", "asunto", "assunto", "кому", "тема", "дата", "发送时间", "收件人", "主题",
}  # fmt: skip
_WROTE = re.compile(
    r"\s*(?:on\s.{4,300}\swrote|le\s.{4,300}\sa[\s\u00a0\u202f]écrit"
    r"|.{0,200}\d{4}.{0,200}\s(?:a écrit|wrote|schrieb.{0,80}|escribió|escreveu|ha scritto|пишет|写道)"
    r")[\s\u00a0\u202f]*[:：]?\s*\Z",
    re.IGNORECASE,
)
_BEGINS_WROTE = re.compile(r"\s*(?:on\s+\S.{0,30}\d|le\s+\S.{0,30}\d)", re.IGNORECASE)
_SIGNATURE = re.compile(r"--[ \u00a0]?\Z")
_DEVICE = re.compile(
    r"\s*(?:sent from my .{2,60}|sent from (?:outlook|yahoo|mail|proton).{0,60}|get outlook for .{2,30}"
    r"|sent with .{2,60}|envoyé (?:de|depuis) mon .{2,60}"
    r"|envoyé (?:depuis|à partir d.|de) ?(?:outlook|yahoo|l.application).{0,60}"
    r"|(?:télécharger|obtenez|obtenir) outlook pour .{2,30}|envoyé avec .{2,60}|provenance : .{2,60}"
    r"|enviado desde mi .{2,60}|von meinem .{2,60} gesendet|отправлено с .{2,60}|发自我的.{2,30})\s*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A text in three: what the sender wrote now, what stood there before, how they sign."""

    text: str
    history: str = ""
    signature: str = ""


def unfold(text: str) -> Written:
    """Return a text apart in what is new, what is quoted, and a signature."""
    lines = text.split("\n")
    own: list[str] = []
    history: list[str] = []
    at = 0
    while at < len(lines):
        if _begins_the_rest(lines, at):
            history += lines[at:]
            break
        size = _attribution(lines, at)
        if size:
            history += lines[at : at + size]
            at += size
            if not _is_quoted(_next(lines, at)):
                history += lines[at:]  # Quoted without marks, as some programs do: all of it.
                break
            continue
        if _is_quoted(lines[at]):
            history.append(lines[at])
        else:
            own.append(lines[at])
        at += 1
    new, signature = _signed(own)
    if not new.strip():
        kept, signature = _signed(lines)
        return Written(kept.strip("\n") or text.strip("\n"), "", signature if kept.strip() else "")
    return Written(_tidy(new), "\n".join(history).strip("\n"), signature)


def _begins_the_rest(lines: list[str], at: int) -> bool:
    """Return whether everything from here on was there before."""
    line = lines[at][:_AT_MOST]
    if _SEPARATOR.match(line):
        return True
    if _RULE.match(line):
        return _is_heading(lines, at + 1)
    return _is_heading(lines, at, only_here=True)


def _is_heading(lines: list[str], at: int, *, only_here: bool = False) -> bool:
    """Return whether the lines of a quoted heading begin here: From, then two of Sent, To, Subject in the next six."""
    until = at + (1 if only_here else 3)
    while at < until and at < len(lines):
        line = lines[at][:_AT_MOST]
        found = _HEADING.match(line)
        if found and found["name"].lower() in _FROM and not _is_quoted(line):
            others = {
                other["name"].lower()
                for one in lines[at + 1 : at + 7]
                if (other := _HEADING.match(one[:_AT_MOST])) and not _is_quoted(one)
            }
            return len(others & _DATE_OR_TO) >= 2
        at += 1
    return False


def _attribution(lines: list[str], at: int) -> int:
    """Return how many lines say who wrote what follows: on one line, or broken over two or three; 0 for none."""
    line = lines[at][:_AT_MOST]
    if not line.strip() or _is_quoted(line):
        return 0
    if _WROTE.match(line) and any(letter.isdigit() for letter in line):
        return 1
    if _BEGINS_WROTE.match(line) and not line.rstrip().endswith((".", "?", "!")):
        for more in (2, 3):
            joined = " ".join(one.strip() for one in lines[at : at + more])[:_AT_MOST]
            if len(lines) >= at + more and lines[at + more - 1].strip() and _WROTE.match(joined):
                return more
    # Whatever the language: a line with a number or an address that ends in a colon, and quoted lines after it.
    if line.rstrip().endswith((":", "：")) and len(line) < 300 and ("@" in line or sum(map(str.isdigit, line)) >= 4):
        return 1 if _is_quoted(_next(lines, at + 1)) else 0
    return 0


def _next(lines: list[str], at: int) -> str:
    """Return the next line with something in it, of the next three."""
    return next((line for line in lines[at : at + 3] if line.strip()), "")


def _is_quoted(line: str) -> bool:
    return bool(_QUOTE.match(line))


def _signed(lines: list[str]) -> tuple[str, str]:
    """Return lines without the signature, and the signature: after “-- ”, or what a telephone adds."""
    at = next((n for n in range(len(lines) - 1, -1, -1) if _SIGNATURE.match(lines[n])), None)
    # A line of dashes high above much text parts a text; it signs nothing.
    if at is not None and len(lines) - at <= 30:
        lines, below = lines[:at], lines[at + 1 :]
    else:
        below = []
    device = [line.strip() for line in lines if _DEVICE.match(line[:200])]
    kept = [line for line in lines if not _DEVICE.match(line[:200])] if device else lines
    return "\n".join(kept), "\n".join([*device, *below]).strip("\n")


_MANY_BREAKS = re.compile(r"\n{3,}")


def _tidy(text: str) -> str:
    return _MANY_BREAKS.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip("\n")


def reflow(text: str, *, removes_space: bool) -> str:
    """Return a text whose lines were cut softly, put together again. Source: RFC 3676, 4."""
    out: list[str] = []
    pieces: list[str] = []
    depth, flows = 0, False
    for line in text.split("\n"):
        marks = len(line) - len(line.lstrip(">"))
        rest = line[marks:].removeprefix(" ")
        if pieces and not (flows and marks == depth and rest != "-- "):
            out.append("".join(pieces))
            pieces = []
        if not pieces:
            pieces.append(">" * marks + (" " if marks else ""))
        flows, depth = rest.endswith(" ") and rest != "-- ", marks
        pieces.append(rest[:-1] if flows and removes_space else rest)
    return "\n".join([*out, "".join(pieces)])
