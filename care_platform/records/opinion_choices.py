"""The multiple choices of the physician's opinion: each choice is one member of a group, given once."""

from care_platform.records.fields import Group, code
from care_platform.reference.codes import (
    BODY_SIDE,
    BPSD_SYMPTOM,
    MEDICAL_DEPARTMENT,
    MEDICAL_MANAGEMENT,
    OPINION_INCONTINENCE,
    OPINION_PROCEDURE,
    OPINION_RESPONSE,
    RISK_CONDITION,
    SERVICE_CAUTION,
    WALKING_AID,
)


class Department(Group):
    """他科受診の診療科."""

    choice: str = code("診療科", "department", MEDICAL_DEPARTMENT, example="4")


class Procedure(Group):
    """特別な医療の処置内容."""

    choice: str = code("処置内容", "procedure", OPINION_PROCEDURE, example="5")


class Response(Group):
    """特別な医療の特別な対応."""

    choice: str = code("特別な対応", "response", OPINION_RESPONSE, example="2")


class Incontinence(Group):
    """特別な医療の失禁への対応."""

    choice: str = code("失禁への対応", "for incontinence", OPINION_INCONTINENCE, example="1")


class Symptom(Group):
    """認知症の行動・心理症状."""

    choice: str = code("症状", "symptom", BPSD_SYMPTOM, example="7")


class Side(Group):
    """右・左."""

    choice: str = code("左右", "side", BODY_SIDE, example="1")


class WalkingAid(Group):
    """歩行補助具・装具の使用."""

    choice: str = code("使用", "use", WALKING_AID, example="2")


class Risk(Group):
    """発生の可能性の高い状態."""

    choice: str = code("状態", "condition", RISK_CONDITION, example="2")


class Management(Group):
    """医学的管理の必要性."""

    choice: str = code("サービス", "service", MEDICAL_MANAGEMENT, example="2")


class Caution(Group):
    """サービス提供時の留意事項."""

    choice: str = code("留意事項", "caution", SERVICE_CAUTION, example="4")
