"""Row rules of the physician's opinion.

What contradicts itself on the form is only warned about: a municipality cannot change what a physician wrote.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from care_platform.records.description import Problem, Values
from care_platform.records.partial_dates import first_day, last_day, partial_date_exists
from care_platform.reference.calendar import age_on
from care_platform.reference.catalogue import row_rules, rows
from care_platform.reference.codes import ERA
from care_platform.reference.eras import ERAS, era_of
from care_platform.reference.rules.opinion_form import dropped_items, dropped_since

_YES = "1"
_ERA_CODES = {value.ja: code for code, value in ERA.values.items()}
_ONSETS = tuple((f"diagnosis{n}_era", f"diagnosis{n}_date") for n in (1, 2, 3))
_DETAILS: Mapping[str, tuple[str, ...]] = {
    "other_dept_visit": ("other_dept", "other_dept_other_text"),
    "bpsd_presence": ("bpsd_items", "bpsd_other_text"),
    "other_psych_presence": ("other_psych_symptom_name",),
    "specialist_consult": ("specialist_consult_detail",),
    "limb_defect": ("limb_defect_site",),
    "paralysis": (
        "paralysis_right_upper", "paralysis_left_upper", "paralysis_right_lower", "paralysis_left_lower",
        "paralysis_other",
    ),
    "paralysis_right_upper": ("paralysis_right_upper_degree",),
    "paralysis_left_upper": ("paralysis_left_upper_degree",),
    "paralysis_right_lower": ("paralysis_right_lower_degree",),
    "paralysis_left_lower": ("paralysis_left_lower_degree",),
    "paralysis_other": ("paralysis_other_site", "paralysis_other_degree"),
    "ataxia": ("ataxia_upper", "ataxia_lower", "ataxia_trunk"),
    "infection": ("infection_detail",),
} | {
    condition: (f"{condition}_site", f"{condition}_degree")
    for condition in (
        "muscle_weakness", "joint_contracture", "joint_pain", "pressure_ulcer", "other_skin_disease",
    )
}  # fmt: skip
"""What may only be said where the item before says yes."""
_TEXTS = (
    ("other_dept", "13", "other_dept_other_text"),
    ("bpsd_items", "12", "bpsd_other_text"),
    ("risk_conditions", "14", "risk_other_text"),
    ("medical_management", "12", "medical_management_other_text"),
    ("service_caution", "1", "caution_bp_text"),
    ("service_caution", "2", "caution_eating_text"),
    ("service_caution", "3", "caution_swallow_text"),
    ("service_caution", "4", "caution_move_text"),
    ("service_caution", "5", "caution_exercise_text"),
    ("service_caution", "6", "caution_other_text"),
)
"""A text beside a choice: group, code, the item that holds the text."""


def details_after_yes(values: Values) -> Iterator[Problem]:
    """Details stand only where the question before them was answered yes; a warning."""
    for question, details in _DETAILS.items():
        if values.get(question) == _YES:
            continue
        for item in details:
            # No to the question and no to a part of it is no contradiction.
            if values.get(item) not in (None, "2"):
                because = {"because": question}
                yield Problem(row_rules.ITEM_NOT_ALLOWED, item, rejects=False, details=because)


def texts_with_choices(values: Values) -> Iterator[Problem]:
    """A text beside a choice stands only where the choice was made; a warning."""
    for group, code, item in _TEXTS:
        if values.get(item) and not any(member["choice"] == code for member in values.get(group, ())):
            yield Problem(row_rules.ITEM_NOT_ALLOWED, item, rejects=False, details={"because": group})


def onsets_exist(values: Values) -> Iterator[Problem]:
    """The day, month or year of an onset exists; the value is withheld."""
    for _, item in _ONSETS:
        text = values.get(item)
        if text and not partial_date_exists(text):
            yield Problem(rows.DAY_INVALID, item)


def eras_fit(values: Values) -> Iterator[Problem]:
    """The eras ticked are those of the dates; a warning that names the era computed, not the date."""
    yield from _era_fits(values.get("birth_era"), "birth_era", values["birth_date"])
    for era, item in _ONSETS:
        text = values.get(item)
        if text and partial_date_exists(text):
            yield from _era_fits(values.get(era), era, text)


def _era_fits(sent: str | None, item: str, text: str) -> Iterator[Problem]:
    if sent is None:
        return
    possible = _possible_eras(text)
    if possible and sent not in possible:
        expected = "|".join(ERA.label(code) for code in possible)
        yield Problem(row_rules.ERA_DIFFERS, item, rejects=False, found=sent, details={"expected": expected})


@lru_cache(maxsize=1 << 14)
def _possible_eras(text: str) -> tuple[str, ...]:
    """The codes of the eras that a day, month or year lies in; none before the solar calendar."""
    first = first_day(text)
    if first < ERAS[0].first_day:
        return ()
    names = dict.fromkeys((era_of(first).name, era_of(last_day(text)).name))
    return tuple(_ERA_CODES[name] for name in names)


def age_fits(values: Values) -> Iterator[Problem]:
    """The age is that of the day the form was filled in, counted by law or by the birthday; a warning."""
    sent = values.get("age")
    if sent is None or values["entry_date"] <= values["birth_date"]:
        return
    birth, on = date.fromisoformat(values["birth_date"]), date.fromisoformat(values["entry_date"])
    if int(sent) not in {age_on(birth, on), age_on(birth, on - timedelta(days=1))}:
        yield Problem(row_rules.AGE_DIFFERS, "age", rejects=False)


def dropped_items_absent(values: Values) -> Iterator[Problem]:
    """Items the form no longer had on the day it was filled in; a warning."""
    for item in dropped_items(date.fromisoformat(values["entry_date"])):
        since = dropped_since(item)
        if item in values and since is not None:
            details = {"since": since.isoformat()}
            yield Problem(row_rules.ITEM_DROPPED, item, rejects=False, details=details)
