"""主治医意見書 of every application whose opinion was received."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

import jaconv

from care_platform.records.description import Values
from care_platform.reference.calendar import age_on
from care_platform.reference.codes import ERA, SEX
from care_platform.reference.eras import era_of
from care_platform.reference.rules.opinion_form import dropped_items
from care_platform.synthesis import opinion_findings as findings
from care_platform.synthesis.applications import Application, applications_of
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.institutions import institution_of
from care_platform.synthesis.kind_stream import kind_stream, person_items
from care_platform.synthesis.kinds.assessment_survey import answers
from care_platform.synthesis.streams import Stream

_DIAGNOSES: Final = (
    "脳梗塞後遺症", "アルツハイマー型認知症", "変形性膝関節症", "高血圧症", "慢性心不全", "パーキンソン病",
    "糖尿病", "骨粗鬆症", "慢性閉塞性肺疾患", "腰部脊柱管狭窄症",
)  # fmt: skip
_ERA_CODES: Final = {value.ja: code for code, value in ERA.values.items()}
_DEPARTMENTS: Final = (("4",), ("9",), ("1", "9"), ("13",))
_SHORT_TERM: Final = {"1": "1", "2": "2"}


def rows_of(city: City) -> Iterator[Values]:
    """One row for each opinion, oldest first."""
    for citizen in city.people_with_care_level():
        stream = kind_stream(city, citizen, "physician_opinion")
        for application in applications_of(city, citizen):
            if application.received_on is not None:
                yield _row(stream, city, citizen, application, application.received_on)


def _row(stream: Stream, city: City, citizen: Citizen, application: Application, received: date) -> Values:
    entered = max(application.applied_on, received - timedelta(days=stream.between(1, 4)))
    values: dict[str, Any] = {
        **person_items(city, citizen),
        "application_date": application.applied_on.isoformat(),
        **_head(stream, citizen, entered),
        **_illness(stream, citizen, entered),
        **_cognition(stream, application.level),
        **findings.body(stream),
        "eating": "2" if stream.happens(60_000) else "1",
        **findings.services(stream),
        "opinion_number": "1",
        "received_on": received.isoformat(),
        "medical_code": institution_of(citizen).code,
    }
    values |= findings.mind(stream, values["adl_dementia"])
    if application.requested_on:
        values["requested_on"] = application.requested_on.isoformat()
    if stream.happens(300_000):
        values["special_notes"] = "日中は独居のため、服薬と転倒への配慮を要する。"
    return values


def _head(stream: Stream, citizen: Citizen, entered: date) -> dict[str, Any]:
    clinic = institution_of(citizen)
    values: dict[str, Any] = {
        "entry_date": entered.isoformat(),
        "applicant_furigana": jaconv.kata2hira(citizen.kana),
        "applicant_name": citizen.name,
        "applicant_sex": citizen.sex if citizen.sex in SEX else "1",
        "birth_era": _ERA_CODES[era_of(citizen.birth_date).name],
        "birth_date": citizen.birth_date.isoformat(),
        "age": str(age_on(citizen.birth_date, entered)),
        "applicant_address": citizen.address.text,
        "applicant_phone": "072-000-0000",
        "doctor_name": clinic.physician,
        "clinic_name": clinic.name,
        "clinic_address": "大阪府見本市見本町1丁目",
        "clinic_phone": "072-000-0001",
        "clinic_fax": "072-000-0002",
        "last_exam_date": (entered - timedelta(days=stream.between(0, 30))).isoformat(),
        "report_count": stream.pick(("1", "2")),
    }
    if "consent" not in dropped_items(entered):
        values["consent"] = "1"
    if citizen.address.postal_code:
        values["postal_code"] = citizen.address.postal_code
    return {**values, **_other_departments(stream)}


def _other_departments(stream: Stream) -> dict[str, Any]:
    if not stream.happens(400_000):
        return {"other_dept_visit": findings.NO}
    codes = stream.pick(_DEPARTMENTS)
    values: dict[str, Any] = {"other_dept_visit": findings.YES, "other_dept": findings.choices(codes)}
    return {**values, "other_dept_other_text": "麻酔科"} if "13" in codes else values


def _illness(stream: Stream, citizen: Citizen, entered: date) -> dict[str, Any]:
    unstable = stream.happens(120_000)
    values: dict[str, Any] = {
        "symptom_stability": "2" if unstable else "1",
        "treatment_course": "内服と定期の受診で経過をみている。",
        **_special_care(stream),
    }
    if unstable:
        values["stability_detail"] = "血圧の変動が大きい"
    first = stream.between(0, len(_DIAGNOSES) - 1)
    for number in range(1, 1 + stream.between(1, 3)):
        name = _DIAGNOSES[(first + 3 * number) % len(_DIAGNOSES)]
        values |= _diagnosis(stream, citizen, entered, number, name)
    return values


def _diagnosis(stream: Stream, citizen: Citizen, entered: date, number: int, name: str) -> dict[str, str]:
    """An illness that began on a day, in a month or in a year, as far as anybody remembers."""
    last = (entered - citizen.birth_date).days
    began = entered - timedelta(days=stream.between(30, min(last, 9_000)))
    known = stream.pick((4, 7, 7, 10))
    return {
        f"diagnosis{number}_name": name,
        f"diagnosis{number}_era": _ERA_CODES[era_of(began).name],
        f"diagnosis{number}_date": began.isoformat()[:known],
    }


def _special_care(stream: Stream) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if stream.happens(80_000):
        values["special_med_procedure"] = findings.choices(stream.pick((("5",), ("1", "9"), ("3",))))
    if stream.happens(30_000):
        values["special_med_response"] = findings.choices(stream.pick((("1",), ("2",))))
    if stream.happens(30_000):
        values["special_med_incontinence"] = findings.choices(("1",))
    return values


def _cognition(stream: Stream, level: str) -> dict[str, str]:
    """Both scales and cognition, about as heavy as a survey of the same level finds them."""
    found = answers(stream, level)
    return {
        "adl_disabled": found["adl_disabled"],
        "adl_dementia": found["adl_dementia"],
        "short_term_memory": _SHORT_TERM[found["short_term_memory"]],
        "decision_ability": found["daily_decisions"],
        "communication_ability": found["communication"],
    }
