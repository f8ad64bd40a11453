"""認定調査票 of every application whose survey was held: the heavier the level, the heavier the answers."""

from collections.abc import Iterator
from typing import Any, Final

from care_platform.records.description import Form, Values
from care_platform.records.kinds.assessment_survey import KIND
from care_platform.records.survey_items import SurveyAnswers
from care_platform.reference.codes import CARE_LEVEL
from care_platform.synthesis.applications import Application, applications_of
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.kind_stream import kind_stream, person_items
from care_platform.synthesis.streams import Stream

ANSWERS: Final = {
    item.name: item.codes.codes
    for item in KIND.items
    if item.form is Form.CODE and item.codes and item.name in SurveyAnswers.model_fields
}
"""The 74 answers and both scales, each with its codes from the lightest to the heaviest."""
_SEVERITIES: Final = {level: place / 10 for place, level in enumerate(CARE_LEVEL.codes)}
_RESIDENCES: Final = {"1": "2", "2": "3", "4": "4", "5": "2", "6": "6", "7": "5"}
_REMARKS: Final = {
    "1": "1-7 歩行: 屋内は伝い歩き、屋外は歩行器を用いる。",
    "2": "2-5 排尿: 夜間のみ声かけと見守りを受けている。",
    "3": "3-4 短期記憶: 直前の食事の内容を思い出せないことがある。",
    "4": "4-12 ひどい物忘れ: 火の消し忘れが週に1回ほどある。",
    "5": "5-2 金銭の管理: 通帳は家族が管理している。",
    "6": "6-11 褥瘡の処置: 訪問看護師が週に2回行う。",
    "7": "7 自立度: 日中はほとんど椅子で過ごす。",
}


def rows_of(city: City) -> Iterator[Values]:
    """One row for each survey, oldest first."""
    for citizen in city.people_with_care_level():
        stream = kind_stream(city, citizen, "assessment_survey")
        for application in applications_of(city, citizen):
            if application.survey_on is not None:
                yield _row(stream, city, citizen, application)


def _row(stream: Stream, city: City, citizen: Citizen, application: Application) -> Values:
    return {
        **person_items(city, citizen),
        "application_date": application.applied_on.isoformat(),
        **answers(stream, application.level),
        **_overview(stream, city, application),
        **_residence(citizen, application),
        **_circumstances(stream, citizen),
    }


def answers(stream: Stream, level: str) -> dict[str, str]:
    """An answer to every item, around the place on its scale where the level stands among the levels."""
    severity = _SEVERITIES[level]
    made = {}
    for name, codes in ANSWERS.items():
        around = severity + stream.random() * 0.7 - 0.55
        made[name] = codes[max(0, min(len(codes) - 1, int(around * len(codes))))]
    return made


def _overview(stream: Stream, city: City, application: Application) -> dict[str, Any]:
    assert application.survey_on is not None  # noqa: S101 - only called for a survey that was held
    values = {
        "survey_number": "1",
        "surveyed_on": application.survey_on.isoformat(),
        "surveyed_at": f"{stream.between(9, 16):02}:{stream.pick(('00', '30'))}",
        "surveyor_name": stream.pick(("見本　一郎", "見本　恵子", "見本　直樹")),
        "surveyor_office_name": city.insurer_name,
        "survey_round": "2" if application.previous_level else "1",
    }
    if application.previous_level:
        values["previous_care_level"] = application.previous_level
        if application.previous_decided_on:
            values["previous_decided_on"] = application.previous_decided_on.isoformat()
    return values


def _residence(citizen: Citizen, application: Application) -> dict[str, str]:
    facility, on = citizen.facility, application.survey_on
    if facility is None or on is None or on < facility.entered_on:
        return {"survey_place": "1", "residence": "1"}
    place = {"survey_place": "2", "residence": _RESIDENCES[facility.kind]}
    return {**place, "facility_name": facility.name}


def _circumstances(stream: Stream, citizen: Citizen) -> dict[str, Any]:
    values: dict[str, Any] = {}
    office = citizen.care_plan_office
    if office is not None and office.number is not None:
        values["used_services"] = [{"service_type": "15", "amount": str(stream.between(2, 12))}]
        if stream.happens(200_000):
            values["surveyor_office_number"] = office.number
            values["surveyor_office_name"] = office.name
    if stream.happens(60_000):
        values["municipal_services"] = "配食サービス 週2回"
    if stream.happens(700_000):
        values["circumstances"] = stream.pick(
            ("独居。週末に長女が訪問する。", "夫と二人で暮らす。", "長男の家族と同居する。")
        )
    groups = [group for group in _REMARKS if stream.happens(350_000)]
    if groups:
        values["remarks"] = [{"group_number": group, "remark": _REMARKS[group]} for group in groups]
    return values
