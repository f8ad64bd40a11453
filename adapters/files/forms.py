"""The forms a foreign standard's items have: how to check one, read it into a typed value, and write it back."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from care_platform.reference.catalogue import Entry, files

_DIGITS = re.compile("[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class ValueForm:
    """One form. `expected` says it in signs both languages read; `fault` gives the entry a text deserves.

    `free_text` values are always quoted. `zero` is what stands for "none" in a required item, if anything.
    """

    expected: str
    fault: Callable[[str], Entry | None]
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str
    python_type: Any = str
    free_text: bool = False
    zero: str | None = None


def _pattern(pattern: str) -> Callable[[str], Entry | None]:
    has_form = re.compile(pattern).fullmatch
    return lambda text: None if has_form(text) is not None else files.VALUE_FORM


def text() -> ValueForm:
    """フリーテキスト: any length, quoted."""
    return ValueForm("フリーテキスト", lambda _: None, free_text=True)


def short_text(longest: int) -> ValueForm:
    """Any characters up to a length, not a free text."""
    return ValueForm(f"1-{longest} 文字", lambda text: files.VALUE_TOO_LONG if len(text) > longest else None)


def pattern(expected: str, regular: str) -> ValueForm:
    """A number or code of a fixed shape, kept as text."""
    return ValueForm(expected, _pattern(regular))


def amount(longest: int) -> ValueForm:
    """A whole number of at most so many digits."""

    def fault(text: str) -> Entry | None:
        if _DIGITS.fullmatch(text) is None:
            return files.VALUE_FORM
        return files.VALUE_TOO_LONG if len(text) > longest else None

    return ValueForm(f"整数 1-{longest} 桁", fault, int, str, int)


def decimal(longest: int) -> ValueForm:
    """A number with or without a decimal point, at most so many characters."""

    def fault(text: str) -> Entry | None:
        if re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,15})?", text) is None:
            return files.VALUE_FORM
        return files.VALUE_TOO_LONG if len(text) > longest else None

    return ValueForm(f"数値 1-{longest} 文字", fault, Decimal, lambda value: format(value, "f"), Decimal)


def code(values: Collection[str]) -> ValueForm:
    """One code of a closed list."""
    known = frozenset(values)
    return ValueForm("|".join(values), lambda text: None if text in known else files.VALUE_NOT_IN_LIST)


def day(*, zero: bool = False) -> ValueForm:
    """YYYYMMDD; with `zero`, 00000000 stands for none."""

    def fault(text: str) -> Entry | None:
        if zero and text == "00000000":
            return None
        if re.fullmatch("[0-9]{8}", text) is None:
            return files.VALUE_FORM
        try:
            _day(text)
        except ValueError:
            return files.DAY_INVALID
        return None

    expected = "YYYYMMDD|00000000" if zero else "YYYYMMDD"
    stands_for_none = "00000000" if zero else None
    return ValueForm(
        expected, fault, lambda text: None if text == "00000000" else _day(text),
        lambda value: f"{value.year:04}{value.month:02}{value.day:02}", date, zero=stands_for_none,
    )  # fmt: skip


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def month(*, zero: bool = False) -> ValueForm:
    """YYYYMM, kept as text; with `zero`, 000000 stands for none."""
    one_month = "[0-9]{4}(0[1-9]|1[0-2])"
    if not zero:
        return pattern("YYYYMM", one_month)
    form = _pattern(f"{one_month}|000000")
    return ValueForm("YYYYMM|000000", form, lambda text: None if text == "000000" else text, zero="000000")


def time(*, none: bool = False) -> ValueForm:
    """HHMM, 0000 to 2400, kept as text; with `none`, 9999 says that the service has no time."""
    clock = "([01][0-9]|2[0-3])[0-5][0-9]|2400"
    return pattern("HHMM|9999", f"{clock}|9999") if none else pattern("HHMM", clock)
