"""One measured figure beside its floor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as it is printed; `met` says whether the aim was reached in this run."""

    name: str
    value: str
    floor: str = "–"
    ratio: str = "–"
    aim: str
    met: bool
