"""What a physician finds: the optional parts of an opinion, each contradicting none of the others."""

from typing import Any, Final

from care_platform.synthesis.streams import Stream

YES: Final = "1"
NO: Final = "2"
_SITES: Final = {
    "muscle_weakness": "両下肢",
    "joint_contracture": "右肩",
    "joint_pain": "両膝",
    "pressure_ulcer": "仙骨部",
    "other_skin_disease": "前腕",
}
_LIMBS: Final = ("right_upper", "left_upper", "right_lower", "left_lower")
_CAUTIONS: Final = {
    "1": ("caution_bp_text", "収縮期160以上では入浴を控える"),
    "2": ("caution_eating_text", "刻み食とする"),
    "3": ("caution_swallow_text", "水分にとろみをつける"),
    "4": ("caution_move_text", "見守りの下で歩行器を用いる"),
    "5": ("caution_exercise_text", "息切れに注意する"),
    "6": ("caution_other_text", "服薬を確かめる"),
}


def body(stream: Stream) -> dict[str, Any]:
    """3 (5) 身体の状態."""
    values: dict[str, Any] = {
        "dominant_hand": "1" if stream.happens(900_000) else "2",
        "height_cm": f"{stream.between(135, 172)}.{stream.between(0, 9)}",
        "weight_kg": f"{stream.between(36, 75)}.{stream.between(0, 9)}",
        "weight_change": stream.pick(("1", "2", "2", "3")),
    }
    if stream.happens(10_000):
        values |= {"limb_defect": YES, "limb_defect_site": "左足趾"}
    for condition, site in _SITES.items():
        if stream.happens(120_000):
            values |= {condition: YES, f"{condition}_site": site, f"{condition}_degree": _degree(stream)}
    return {**values, **_paralysis(stream), **_ataxia(stream)}


def _degree(stream: Stream) -> str:
    return stream.pick(("1", "2", "3"))


def _paralysis(stream: Stream) -> dict[str, str]:
    if not stream.happens(180_000):
        return {}
    values = {"paralysis": YES}
    for limb in _LIMBS:
        if stream.happens(450_000):
            values |= {f"paralysis_{limb}": YES, f"paralysis_{limb}_degree": _degree(stream)}
    if stream.happens(100_000):
        values |= {
            "paralysis_other": YES, "paralysis_other_site": "顔面", "paralysis_other_degree": _degree(stream),
        }  # fmt: skip
    return values


def _ataxia(stream: Stream) -> dict[str, Any]:
    if not stream.happens(30_000):
        return {}
    values: dict[str, Any] = {"ataxia": YES}
    for part in ("ataxia_upper", "ataxia_lower", "ataxia_trunk"):
        if stream.happens(600_000):
            values[part] = choices(stream.pick((("1",), ("2",), ("1", "2"))))
    return values


def mind(stream: Stream, dementia: str) -> dict[str, Any]:
    """3 (3) 認知症の行動・心理症状, 3 (4) その他の精神・神経症状; rarer while the scale says independent."""
    values: dict[str, Any] = {"bpsd_presence": NO}
    if stream.happens(400_000 if dementia >= "04" else 30_000):
        symptoms = [code for code in ("1", "2", "3", "4", "6", "7") if stream.happens(400_000)] or ["3"]
        values["bpsd_presence"] = YES
        if stream.happens(60_000):
            symptoms.append("12")
            values["bpsd_other_text"] = "収集癖"
        values["bpsd_items"] = choices(symptoms)
    values["other_psych_presence"] = NO
    if stream.happens(50_000):
        values |= {"other_psych_presence": YES, "other_psych_symptom_name": "うつ状態"}
        visited = stream.happens(600_000)
        values["specialist_consult"] = YES if visited else NO
        if visited:
            values["specialist_consult_detail"] = "精神科"
    return values


def services(stream: Stream) -> dict[str, Any]:
    """4 生活機能とサービスに関する意見."""
    values: dict[str, Any] = {
        "outdoor_walking": stream.pick(("1", "2", "2", "3")),
        "wheelchair": stream.pick(("1", "1", "2", "3")),
        "walking_aid": choices(stream.pick((("1",), ("2",), ("2", "3")))),
        "nutrition_status": stream.pick(("1", "1", "1", "2")),
        "service_outlook": stream.pick(("1", "1", "2", "3")),
        **_risks(stream),
        **_management(stream),
        **_cautions(stream),
        **_infection(stream),
    }
    if stream.happens(200_000):
        values["nutrition_note"] = "塩分を控える"
    return values


def _risks(stream: Stream) -> dict[str, Any]:
    codes = [str(code) for code in range(1, 14) if stream.happens(200_000)]
    values: dict[str, Any] = {}
    if stream.happens(30_000):
        codes.append("14")
        values["risk_other_text"] = "誤薬"
    if codes:
        values |= {"risk_conditions": choices(codes), "risk_policy": "住環境の整備と下肢の訓練"}
    return values


def _management(stream: Stream) -> dict[str, Any]:
    codes = [str(code) for code in range(1, 12) if stream.happens(120_000)]
    if stream.happens(20_000):
        return {
            "medical_management": choices([*codes, "12"]), "medical_management_other_text": "居宅での輸液",
        }  # fmt: skip
    return {"medical_management": choices(codes or ["13"])}


def _cautions(stream: Stream) -> dict[str, Any]:
    chosen = [code for code in _CAUTIONS if stream.happens(150_000)]
    texts = dict(_CAUTIONS[code] for code in chosen)
    return {"service_caution": choices(chosen or ["7"]), **texts}


def _infection(stream: Stream) -> dict[str, str]:
    if stream.happens(20_000):
        return {"infection": YES, "infection_detail": "MRSA"}
    return {"infection": stream.pick((NO, NO, NO, "3"))}


def choices(codes: tuple[str, ...] | list[str]) -> list[dict[str, str]]:
    """A multiple choice as the record has it."""
    return [{"choice": code} for code in codes]
