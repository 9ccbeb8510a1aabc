"""What a file really is, by its first bytes, beside what it says it is; and a name that is safe to keep. Pure."""

import re
import unicodedata

LONGEST_NAME = 150
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftyp", "video/mp4"),
    (8, b"WAVE", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"PK\x05\x06", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"\x78\x9f\x3e\x22", "application/vnd.ms-tnef"),
    (0, b"MZ", "application/x-msdownload"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"#!", "text/x-script"),
    (0, b"BEGIN:VCALENDAR", "text/calendar"),
    (0, b"BEGIN:VCARD", "text/vcard"),
)
_IN_ZIP = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"mimetypeapplication/epub+zip", "application/epub+zip"),
    (b"META-INF/MANIFEST.MF", "application/java-archive"),
)
_HTML = re.compile(rb"\s*(<!doctype html|<html|<head|<body)", re.IGNORECASE)
_LOOKED_AT = 8192
# Names of one thing, and words that say too little to be wrong.
_SAME = {
    "image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/x-png": "image/png", "image/heif": "image/heic",
    "application/x-pdf": "application/pdf", "application/x-zip-compressed": "application/zip",
    "application/x-gzip": "application/gzip", "text/rtf": "application/rtf",
    "application/ms-tnef": "application/vnd.ms-tnef", "audio/mp4": "video/mp4", "video/quicktime": "video/mp4",
    "audio/x-wav": "audio/wav", "application/xhtml+xml": "text/html",
    "application/x-rar-compressed": "application/vnd.rar", "text/x-vcard": "text/vcard",
}  # fmt: skip
_SAYS_NOTHING = {
    "application/octet-stream", "application/download", "application/x-download", "application/force-download",
    "binary/octet-stream", "application/unknown", "application/binary", "",
}  # fmt: skip
_OLE = {
    "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "application/vnd.ms-outlook",
    "application/x-msi", "application/vnd.visio",
}  # fmt: skip
_RUNS = {"application/x-msdownload", "application/x-executable", "text/x-script", "application/java-archive"}
_RUN_BY_NAME = re.compile(
    r"\.(exe|com|scr|pif|bat|cmd|js|jse|vbs|vbe|wsf|wsh|hta|msi|msp|jar|lnk|ps1|psm1|reg|cpl|dll|apk|app|iso|img|vhd)\Z",
    re.IGNORECASE,
)
_EXTENSIONS = {
    "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/heic": ".heic",
    "image/tiff": ".tiff", "text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "text/vcard": ".vcf",
    "message/rfc822": ".eml", "application/zip": ".zip", "text/csv": ".csv", "message/delivery-status": ".txt",
}  # fmt: skip
_RESERVED = re.compile(r'[\\/:*?"<>|]')


def found_type(data: bytes, claimed: str) -> str:
    """Return the type that the first bytes show; the claimed one where they show none."""
    for at, magic, kind in _MAGIC:
        if data.startswith(magic, at):
            return _packed(data[:_LOOKED_AT]) if kind == "application/zip" else _ole(claimed) if "ole" in kind else kind
    return "text/html" if _HTML.match(data[:_LOOKED_AT]) else claimed


def is_unlike(claimed: str, found: str) -> bool:
    """Return whether a file is something else than it says. That it says nothing is no lie."""
    said = _SAME.get(claimed, claimed)
    if said in _SAYS_NOTHING or said == found:
        return False
    if found in {"application/zip", "text/html"} or said.startswith(("text/", "message/")):
        # Many formats are packed, or written in marks; text may begin with anything but a program.
        return found in _RUNS or (said.startswith("image/") and found == "text/html")
    return True


def can_run(name: str, found: str) -> bool:
    """Return whether opening the file might run a program."""
    return found in _RUNS or bool(_RUN_BY_NAME.search(name))


def safe_name(name: str, number: int, kind: str) -> str:
    """Return a file's name without folders, or characters that hide what it is; one of our own where it has none.

    A name that turns its writing direction round (U+202E) looks like a picture and is a program.
    """
    last = re.split(r"[\\/]", name.replace("\0", ""))[-1]
    clean = "".join(letter for letter in last if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    clean = _RESERVED.sub("_", " ".join(clean.split())).strip(". ")
    if not clean:
        return f"attachment-{number}{_EXTENSIONS.get(kind, '')}"
    if len(clean) > LONGEST_NAME:
        stem, dot, extension = clean.rpartition(".")
        kept = f"{dot}{extension}" if stem and len(extension) <= 10 else ""
        clean = clean[: LONGEST_NAME - len(kept)].rstrip(". ") + kept
    return clean


def _packed(data: bytes) -> str:
    return next((kind for inside, kind in _IN_ZIP if inside in data), "application/zip")


def _ole(claimed: str) -> str:
    return claimed if claimed in _OLE else "application/x-ole-storage"
