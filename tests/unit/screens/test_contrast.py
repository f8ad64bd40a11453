"""The stylesheet's colours can be told apart (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re

import pytest

from care_platform.screens.assets import asset_content

COLOURS = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", asset_content("screens.css")[0].decode()))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(COLOURS[one]), luminance(COLOURS[other])])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "ground"), ("ink", "ground-soft"), ("ink", "warn-soft"), ("ink", "bad-soft"), ("ink", "focus-ground"),
        ("ink-soft", "ground"), ("ink-soft", "ground-soft"), ("ink-soft", "warn-soft"), ("key", "ground"),
        ("key", "ground-soft"), ("key", "bad-soft"), ("key-strong", "key-soft"), ("ground", "key"),
        ("ground", "key-strong"), ("good", "ground"), ("good", "good-soft"), ("ink", "good-soft"),
        ("warn", "warn-soft"), ("ink", "paper"), ("ink-soft", "paper"), ("warn", "ground"), ("bad", "ground"),
    ],
)  # fmt: skip
def test_text_can_be_read_on_its_ground(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("part", ["line", "key", "warn", "bad", "focus-ring"])
def test_borders_of_fields_and_the_focus_ring_can_be_seen(part: str) -> None:
    assert contrast(part, "ground") >= 3


def test_black_on_white_is_the_most_there_is() -> None:
    assert round(contrast("focus-ring", "ground")) == 21
