"""What can be kept at all."""

import re

# Control characters, surrogates, the replacement character, non-characters, and marks that turn the direction
# of writing (they can make one name look like another). Tab and line ends are part of free text.
_NOT_STORABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)


def is_storable(text: str) -> bool:
    """Whether the text can be kept exactly as sent. Tab and line ends are allowed, for free text."""
    # Nearly every text is printable, and asking that costs a tenth of the search.
    printable = text.replace("\u3000", "").isprintable() and "\ufffd" not in text
    return printable or _NOT_STORABLE.search(text) is None


def is_single_line(text: str) -> bool:
    """Whether the text can be kept and stays on one line, as a name or an address must."""
    return is_storable(text) and not any(char in "\t\n\r\u2028\u2029" for char in text)
