"""Profiles as a city's transfers leave them."""

from care_platform.intake.guard.profile import Profile

LEVELS = {"12": 200, "13": 200, "21": 250, "22": 150, "23": 100, "24": 60, "25": 40}
RATES = {"1": 9_180, "2": 430, "3": 390}


def certificates(rows: int = 10_000, filled: int | None = None, **rates: int) -> Profile:
    """A full load of copay certificates; `filled` of the rows have a postal code."""
    return Profile(
        rows=rows,
        filled={"postal_code": rows if filled is None else filled},
        shares={"periods[].rate": RATES if not rates else {name[1:]: n for name, n in rates.items()}},
    )
