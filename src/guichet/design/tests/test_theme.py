"""A deployer's colour must be readable, and its shades must follow."""

import re
from pathlib import Path

import pytest

from guichet import design
from guichet.design.theme import UnusableAccentError, contrast_with_white, theme

STYLES = Path(design.__file__).parent / "static/design/guichet.css"


@pytest.mark.parametrize(
    ("colour", "contrast"),
    [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#0000ff", 8.59), ("#ff0000", 4.0)],
)
def test_contrast_is_what_wcag_says(colour: str, contrast: float) -> None:
    assert contrast_with_white(colour) == pytest.approx(contrast, abs=0.01)


@pytest.mark.parametrize("accent", ["#ff0000", "#777777", "red", "#fff", "", "#0b5563;}", "#12345g"])
def test_an_accent_that_nobody_could_read_is_refused(accent: str) -> None:
    with pytest.raises(UnusableAccentError, match="GUICHET_ACCENT"):
        theme(accent)


def test_every_shade_that_carries_white_text_is_readable() -> None:
    pale = theme("#767676")
    assert min(contrast_with_white(shade) for shade in (pale.accent, pale.strong, pale.deep)) >= 4.5


def test_the_shipped_style_sheet_has_the_shades_of_its_accent() -> None:
    shipped = dict(re.findall(r"--(accent[a-z-]*): (#[0-9a-f]{6})", STYLES.read_text()))
    made = theme(shipped["accent"])
    assert shipped == {
        "accent": made.accent,
        "accent-strong": made.strong,
        "accent-deep": made.deep,
        "accent-soft": made.soft,
        "accent-line": made.line,
    }


def test_another_colour_has_another_address() -> None:
    assert theme("#0b5563").version != theme("#0b5564").version
