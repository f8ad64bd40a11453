"""How a person is named inside the platform: never alone in a log, a URL or a text."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PersonKey:
    """An insured person of an insurer. The numbers are kept out of `repr`, so that no log can show them."""

    insurer_number: str = field(repr=False)
    insured_number: str = field(repr=False)
