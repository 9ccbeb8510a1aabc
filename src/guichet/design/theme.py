"""A deployer's own accent colour, and the shades that follow from it. Pure."""

import hashlib
import re
from dataclasses import dataclass

LEAST_CONTRAST = 4.5
"""What text must have against its ground. Source: WCAG 2.2, success criterion 1.4.3."""

_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_WHITE = (255, 255, 255)
_INK = (15, 27, 32)


class UnusableAccentError(ValueError):
    """The accent colour of the settings is no colour, or too pale to read white text on."""


@dataclass(frozen=True, slots=True)
class Theme:
    """An accent colour and its shades, as `#rrggbb`."""

    accent: str
    strong: str
    deep: str
    soft: str
    line: str

    @property
    def css(self) -> str:
        """Return the style sheet that lays these colours over the shipped ones."""
        return (
            f":root{{--accent:{self.accent};--accent-strong:{self.strong};--accent-deep:{self.deep};"
            f"--accent-soft:{self.soft};--accent-line:{self.line}}}\n"
        )

    @property
    def version(self) -> str:
        """Return a short mark that changes when a colour changes, for the address of the style sheet."""
        return hashlib.sha256(self.css.encode()).hexdigest()[:8]


def theme(accent: str) -> Theme:
    """Return the theme of an accent colour such as `#0b5563`.

    :raises UnusableAccentError: where it is no such colour, or white text on it would be hard to read.
    """
    if not _HEX.fullmatch(accent):
        raise UnusableAccentError(f"GUICHET_ACCENT must be a colour such as #0b5563, not {accent!r}.")
    if contrast_with_white(accent) < LEAST_CONTRAST:
        raise UnusableAccentError(
            f"GUICHET_ACCENT {accent} is too pale: white text on it has a contrast of "
            f"{contrast_with_white(accent):.1f}, and must have {LEAST_CONTRAST}."
        )
    base = _channels(accent)
    return Theme(
        accent=accent.lower(),
        strong=_hex(_mix(base, _INK, 0.25)),
        deep=_hex(_mix(base, _INK, 0.5)),
        soft=_hex(_mix(base, _WHITE, 0.93)),
        line=_hex(_mix(base, _WHITE, 0.72)),
    )


def contrast_with_white(colour: str) -> float:
    """Return the contrast between a colour and white, from 1 (none) to 21. Source: WCAG 2.2, relative luminance."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mix(one: tuple[int, int, int], other: tuple[int, int, int], share: float) -> tuple[int, int, int]:
    """Return a colour with `share` (0 to 1) of the other in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _hex(channels: tuple[int, int, int]) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in channels)
