"""What every record about an application for certification has: which application it belongs to."""

from datetime import date

from care_platform.records.description import Values
from care_platform.records.fields import day, integer
from care_platform.records.version import Version


class OfApplication(Version):
    """The application: its day, and a number that tells two of the same day apart."""

    application_date: date = day("認定申請年月日", "application date", example="2026-04-01")
    application_branch: int | None = integer(
        "枝番", "branch number", maximum=99, unit="連番", example="0", rule="同じ日の申請を区別する。省略は0"
    )


def application_key(values: Values) -> str:
    """The application as `certification` names it too, so that its records find each other."""
    return f"{values['application_date']}/{values.get('application_branch') or '0'}"
