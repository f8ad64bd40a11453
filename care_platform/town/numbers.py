"""What was typed as an insured number."""

import re

from care_platform.reference.numbers import INSURED_NUMBER_PATTERN
from care_platform.screens.language import say


def insured_number_error(text: str) -> str | None:
    """What is wrong with it, in words; None when it has the form of one."""
    return None if re.fullmatch(INSURED_NUMBER_PATTERN, text) else say("person.wrong_number")
