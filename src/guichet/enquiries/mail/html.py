"""HTML of an e-mail into text that reads the same. Pure; takes time in proportion to length, whatever comes.

Kept: paragraphs, lists, rows of tables, quotations (with “>”), where links lead, what pictures say. Left out: what the
reader of the e-mail would not see (hidden text, styles, scripts, comments), and pictures that only watch them.
By hand, since the standard library’s HTML parser takes the square of the length where signs are never closed (“<!--”,
“<a ”), and raises on others (“<![”).
"""

import re
from html import unescape

LONGEST = 4_000_000
_DEEPEST = 60
_NAME = re.compile(r"[a-zA-Z][^\s/>]{0,60}")
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]{1,80})\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
_BLANKS = re.compile(r"[ \t\r\n\f\u200b\u200c\u200d\u034f\u2060\ufeff\u00ad]+")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d]*[1-9])"
    r"|max-height\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_UNREAD = {name: re.compile(rf"</{name}[^>]{{0,100}}>?", re.IGNORECASE) for name in ("script", "style", "title", "xml")}
_SWALLOWED = {"template", "noframes", "object", "svg", "select", "textarea"}
_BLOCKS = {"p", "div", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "address", "article", "section",
           "header", "footer", "main", "aside", "nav", "pre", "form", "fieldset", "figure", "center", "dt", "dd",
           "body", "caption", "thead", "tbody", "tfoot"}  # fmt: skip
_SPACED = {"p", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure"}
_VOID = {"br", "img", "hr", "meta", "link", "input", "area", "base", "col", "embed", "source", "track", "wbr", "param"}
_LINK = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)
_PIXEL = re.compile(r"[01](px)?\Z")
_MANY_BREAKS = re.compile(r"\n{3,}")


def html_to_text(source: str) -> str:
    """Return what a reader of the HTML sees, as text. Never raises."""
    page = _Page()
    for kind, said in _pieces(source[:LONGEST]):
        if kind == "text":
            page.text(said)
        elif kind == "end":
            page.end(said)
        else:
            page.begin(kind, said)
    return page.whole()


def _pieces(source: str) -> "list[tuple[str, str]]":
    """Return the text and the marks of a page in their order: (“text”, …), (“end”, name), (name, attributes)."""
    out: list[tuple[str, str]] = []
    at, trusts_quotes = 0, True
    missing: set[str] = set()
    while at < len(source):
        mark = source.find("<", at)
        if mark < 0:
            out.append(("text", source[at:]))
            break
        if mark > at:
            out.append(("text", source[at:mark]))
        if source.startswith("<!--", mark):
            # A comment without an end hides everything after it in no mail program we know; nor here.
            at = _after(source, "-->", mark + 4, missing) or mark + 4
            continue
        name = _NAME.match(source, mark + 2 if source.startswith("</", mark) else mark + 1)
        if not name:
            if source[mark + 1 : mark + 2] in {"!", "?", "/"}:
                at = _after(source, ">", mark, missing) or len(source)
            else:
                out.append(("text", "<"))
                at = mark + 1
            continue
        end, trusts_quotes = _end_of_mark(source, name.end(), trusts_quotes=trusts_quotes)
        word = name[0].lower()
        at = end + 1
        if source.startswith("</", mark):
            out.append(("end", word))
        elif word in _UNREAD:
            # What is in it is no HTML. Where it has no end, it is taken for empty, so that nothing is lost.
            at = _after_end_of(word, source, at, missing) or at
        else:
            out.append((word, source[name.end() : end]))
    return out


def _after_end_of(word: str, source: str, at: int, missing: set[str]) -> int:
    found = None if word in missing else _UNREAD[word].search(source, at)
    if found is None:
        missing.add(word)
        return 0
    return found.end()


def _after(source: str, sign: str, at: int, missing: set[str]) -> int:
    """Return where the text after `sign` begins; 0 where there is none, which is looked for once only."""
    if sign in missing:
        return 0
    found = source.find(sign, at)
    if found < 0:
        missing.add(sign)
        return 0
    return found + len(sign)


def _end_of_mark(source: str, at: int, *, trusts_quotes: bool) -> tuple[int, bool]:
    """Return where a mark is closed; and whether quotation marks can still be trusted in this page."""
    end = source.find(">", at)
    if end < 0:
        return len(source), trusts_quotes
    if not trusts_quotes:
        return end, False
    first = end
    # An address may hold “>”: the mark goes on while a quotation mark is open.
    for _ in range(20):
        inside = source[at : end + 1]
        if len(inside) > 20_000 or inside.count('"') % 2 == 0:
            return (end, True) if len(inside) <= 20_000 else (first, False)
        further = source.find(">", end + 1)
        if further < 0:
            return first, False
        end = further
    return first, False


class _Page:
    """What has been read so far. A cell and a quotation are written apart, and put in their place when they end."""

    def __init__(self) -> None:
        self._out: list[list[str]] = [[]]
        self._frames: list[tuple[str, list[str]]] = []
        self._hidden: list[str] = []
        # Where the open link leads, and where its words begin: in which text, and after how many pieces.
        self._link: tuple[str, int, int] | None = None
        self._lists: list[int] = []
        self._is_pre = 0
        self._ends_blank = True

    def text(self, said: str) -> None:
        if self._hidden:
            return
        said = unescape(said) if "&" in said else said
        if not self._is_pre:
            said = _BLANKS.sub(" ", said)
            if self._ends_blank:
                said = said.lstrip(" ")
        self._write(said.replace("\0", ""))

    def begin(self, name: str, attributes: str) -> None:
        said = _attributes(attributes) if attributes.strip() else {}
        if self._hidden:
            if name == self._hidden[-1] and name not in _VOID:
                self._hidden.append(name)
            return
        if name not in _VOID and not attributes.endswith("/") and (name in _SWALLOWED or _is_hidden(said)):
            self._hidden.append(name)
            return
        match name:
            case "br":
                self._write("\n")
            case "hr":
                self._block("\n")
                self._write("---\n")
            case "img":
                self._picture(said)
            case "a":
                self._link = (said.get("href", ""), len(self._out), len(self._out[-1]))
            case "li":
                self._item()
            case "ul" | "ol":
                self._block("\n" if self._lists else "\n\n")
                self._lists.append(1 if name == "ol" else 0)
            case "blockquote" | "table" | "td" | "th" | "tr":
                self._open(name)
            case _ if name in _BLOCKS:
                self._block("\n\n" if name in _SPACED else "\n")
                self._is_pre += name == "pre"
        if "gmail_signature" in said.get("class", "") or said.get("id", "") == "Signature":
            self._write("\n-- \n")

    def end(self, name: str) -> None:
        if self._hidden:
            if name == self._hidden[-1]:
                self._hidden.pop()
            return
        match name:
            case "a" if self._link:
                self._end_link(*self._link)
                self._link = None
            case "ul" | "ol" if self._lists:
                self._lists.pop()
                self._block("\n" if self._lists else "\n\n")
            case "blockquote" | "td" | "th" | "tr" | "table":
                self._close(name)
            case "li":
                self._block("\n")
            case _ if name in _BLOCKS:
                self._is_pre = max(0, self._is_pre - (name == "pre"))
                self._block("\n\n" if name in _SPACED else "\n")

    def whole(self) -> str:
        """Return all of it, with no more than one empty line in a row."""
        while self._frames:
            self._shut()
        lines = [line.rstrip() for line in "".join(self._out[0]).replace("\u00a0", " ").split("\n")]
        return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip("\n")

    def _write(self, said: str) -> None:
        if said:
            self._out[-1].append(said)
            self._ends_blank = said[-1] in " \n"

    def _block(self, breaks: str) -> None:
        if self._out[-1]:
            last = self._out[-1][-1]
            self._write("\n" * max(0, len(breaks) - (len(last) - len(last.rstrip("\n")))))

    def _item(self) -> None:
        self._block("\n")
        indent = "  " * min(len(self._lists) - 1, 10) if self._lists else ""
        if self._lists and self._lists[-1]:
            self._write(f"{indent}{self._lists[-1]}. ")
            self._lists[-1] += 1
        else:
            self._write(f"{indent}• ")

    def _picture(self, said: dict[str, str]) -> None:
        is_pixel = _PIXEL.match(said.get("width", "9")) or _PIXEL.match(said.get("height", "9"))
        words = " ".join(said.get("alt", "").split())[:300]
        if words and not is_pixel:
            self._write(f"[{words}]")

    def _end_link(self, target: str, text: int, begun: int) -> None:
        target = "".join(target.split())
        if not _LINK.match(target) or text != len(self._out):
            return
        words = " ".join("".join(self._out[-1][begun:]).split())
        bare = _LINK.sub("", target, count=1).rstrip("/")
        if bare and bare not in words.rstrip("/"):
            address = bare if target.lower().startswith(("mailto:", "tel:")) else target
            self._write(f" <{address[:2000]}>" if words else f"<{address[:2000]}>")

    def _open(self, name: str) -> None:
        closes = {"td": {"td", "th"}, "th": {"td", "th"}, "tr": {"td", "th", "tr"}}.get(name, set())
        while self._frames and self._frames[-1][0] in closes:
            self._shut()
        if len(self._frames) >= _DEEPEST:
            self._block("\n")
            return
        self._frames.append((name, []))
        self._out.append([])
        self._ends_blank = True

    def _close(self, name: str) -> None:
        """Close the innermost of that name, and all in it; a mark that closes nothing only ends a line."""
        same, beyond = _CLOSING[name]
        for frame, _cells in reversed(self._frames):
            if frame in same:
                break
            if frame in beyond:
                return
        else:
            self._block("\n")
            return
        while self._frames[-1][0] not in same:
            self._shut()
        self._shut()

    def _shut(self) -> None:
        """Put what was written apart into its place."""
        name, cells = self._frames.pop()
        said = _MANY_BREAKS.sub("\n\n", "".join(self._out.pop())).strip("\n ")
        self._ends_blank = True
        if name in {"td", "th"} and self._frames and self._frames[-1][0] == "tr":
            self._frames[-1][1].append(said)
            return
        texts = [text for text in (*cells, said) if text]
        if not texts:
            return
        self._block("\n\n" if name == "table" else "\n")
        match name:
            case "blockquote":
                self._write("".join(f">{'' if line.startswith('>') else ' '}{line}\n" for line in said.split("\n")))
            case "tr":
                self._write((" | " if all("\n" not in text for text in texts) else "\n").join(texts) + "\n")
            case _:
                self._write(f"{said}\n\n" if name == "table" else f"{said}\n")


# What the end of each closes, and what it does not reach beyond.
_CELLS = {"td", "th"}
_CLOSING: dict[str, tuple[set[str], set[str]]] = {
    "td": (_CELLS, {"tr", "table"}),
    "th": (_CELLS, {"tr", "table"}),
    "tr": ({"tr"}, {"table"}),
    "table": ({"table"}, set()),
    "blockquote": ({"blockquote"}, _CELLS),
}


def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(written[:20_000]):
        found.setdefault(one[1].lower(), unescape(one[2] or one[3] or one[4] or ""))
    return found


def _is_hidden(said: dict[str, str]) -> bool:
    return "hidden" in said or bool("style" in said and _HIDDEN.search(said["style"][:2000]))
