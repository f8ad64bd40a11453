"""Years that are not calendar years, on days as ISO text, since checks run on every row."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def burden_year(day_text: str) -> str:
    """The year whose 1 August begins the year of copay rates and burden limits: 2027-07-31 -> 2026."""
    return _year_from(day_text, 8)


@lru_cache(maxsize=4096)
def fiscal_year_of(day_text: str) -> str:
    """The fiscal year, 1 April to 31 March: 2027-03-31 -> 2026."""
    return _year_from(day_text, 4)


def _year_from(day_text: str, first_month: int) -> str:
    year, month = int(day_text[:4]), int(day_text[5:7])
    return str(year if month >= first_month else year - 1)
