"""介護保険被保険者証: three faces side by side, 273 by 128 millimetres, folded twice (施行規則 様式第一号)."""

from collections.abc import Mapping
from typing import Any

from care_platform.printing.canvas import CENTRED, LABEL, Box, Look
from care_platform.printing.parts import (
    PLAIN,
    STRONG,
    Form,
    in_era,
    insurer_block,
    labelled,
    period,
    person_block,
    title,
)
from care_platform.reference.codes import (
    BENEFIT_RESTRICTION_KIND,
    CARE_LEVEL,
    FACILITY_KIND,
    SERVICE_TYPE,
    CodeList,
)

WIDTH, HEIGHT = 273.0, 128.0
_FACE = 91.0
_MARGIN = 4.0
_LIMIT_ROWS = 3


def draw_insured_certificate(form: Form) -> None:
    """The three faces and the folds between them."""
    form.canvas.frame(Box(0, 0, WIDTH, HEIGHT), 0.3)
    for number, draw in enumerate((_first_face, _second_face, _third_face)):
        draw(form, Box(_FACE * number + _MARGIN, _MARGIN, _FACE - 2 * _MARGIN, HEIGHT - 2 * _MARGIN))
        if number:
            form.canvas.fold(_FACE * number, 0, HEIGHT)


def _first_face(form: Form, box: Box) -> None:
    head, person, issued, insurer = box.rows(11, 70, 10, 29)
    title(form, head, "介護保険被保険者証")
    person_block(form, person)
    labelled(form, issued, "交付年月日", form.day("issued_on"), 24)
    insurer_block(form, insurer)


def _second_face(form: Form, box: Box) -> None:
    level, certified, validity, limit, services, opinion = box.rows(12, 12, 13, 12, 24, 47)
    labelled(form, level, "要介護状態区分等", _level(form), 31, STRONG)
    labelled(
        form,
        certified,
        "認定年月日（事業対象者の場合は、基本チェックリスト実施日）",
        form.day("certified_on"),
        31,
    )
    labelled(form, validity, "認定の有効期間", _validity(form), 31)
    _limit(form, limit)
    _service_limits(form, services)
    labelled(
        form, opinion, "認定審査会の意見及びサービスの種類の指定", form.text("panel_opinion"), 31,
        Look(size=8, top=True),
    )  # fmt: skip


def _third_face(form: Form, box: Box) -> None:
    restrictions, offices, facilities = box.rows(44, 40, 36)
    _restrictions(form, restrictions)
    _offices(form, offices)
    _facilities(form, facilities)


def _level(form: Form) -> str:
    return _said(CARE_LEVEL, form.values.get("care_level"))


def _validity(form: Form) -> str:
    return period(form.values.get("certification_from"), form.values.get("certification_to"))


def _limit(form: Form, box: Box) -> None:
    units = form.values.get("limit_units")
    text = f"{int(units):,}単位（1月当たり）" if units is not None else ""
    labelled(form, box, "居宅サービス等\n区分支給限度基準額", text, 31, Look(size=9))


def _service_limits(form: Form, box: Box) -> None:
    limits = form.values.get("service_limits") or []
    left, right = box.columns(31, box.w - 31)
    form.canvas.cell(left, "うち種類支給限度基準額", LABEL)
    rows = right.rows(*[box.h / (_LIMIT_ROWS + 1)] * (_LIMIT_ROWS + 1))
    _pair(form, rows[0], "サービスの種類", "限度額（1月当たり）", CENTRED)
    for number, row in enumerate(rows[1:]):
        _pair(form, row, *(_service_limit(limits[number]) if number < len(limits) else ("", "")))
    _rest(form, "種類支給限度基準額", ["　".join(_service_limit(each)) for each in limits[_LIMIT_ROWS:]])


def _service_limit(limit: Mapping[str, Any]) -> tuple[str, str]:
    return _said(SERVICE_TYPE, limit["service_type"]), f"{int(limit['limit_units']):,}単位"


def _pair(form: Form, box: Box, left: str, right: str, look: Look = PLAIN) -> None:
    for part, text in zip(box.columns(box.w * 0.5, box.w * 0.5), (left, right), strict=True):
        form.canvas.cell(part, text, look)


def _restrictions(form: Form, box: Box) -> None:
    found = form.values.get("benefit_restrictions") or []
    side, rest = box.columns(7, box.w - 7)
    form.canvas.upright(side, "給付制限")
    head, *rows = rest.rows(6.5, *[12.5] * 3)
    _split(form, head, ["内容", "期間"], 0.45, CENTRED)
    for number, row in enumerate(rows):
        _split(form, row, _restriction(found[number]) if number < len(found) else ["", ""], 0.45)


def _restriction(found: Mapping[str, Any]) -> list[str]:
    first, last = in_era(found["valid_from"]), in_era(found.get("valid_to"))
    kind = _said(BENEFIT_RESTRICTION_KIND, found["restriction_kind"])
    return [kind, f"開始年月日　{first}\n終了年月日　{last}"]


def _offices(form: Form, box: Box) -> None:
    found = form.values.get("care_plan_offices") or []
    left, right = box.columns(27, box.w - 27)
    label = "居宅介護支援事業者若しくは介護予防支援事業者及びその事業所の名称又は地域包括支援センターの名称"
    form.canvas.cell(left, label, LABEL)
    for number, row in enumerate(right.rows(*[box.h / 3] * 3)):
        text = ""
        if number < len(found):
            text = f"{found[number]['office_name']}\n届出年月日　{in_era(found[number]['notified_on'])}"
        form.long(row, "居宅介護支援事業者等", text)


def _facilities(form: Form, box: Box) -> None:
    found = form.values.get("facilities") or []
    side, rest = box.columns(7, box.w - 7)
    form.canvas.upright(side, "介護保険施設等")
    for number, row in enumerate(rest.rows(box.h / 2, box.h / 2)):
        _facility(form, row, found[number] if number < len(found) else None)


def _facility(form: Form, box: Box, found: Mapping[str, Any] | None) -> None:
    kind, name, days = box.rows(box.h * 0.27, box.h * 0.34, box.h * 0.39)
    labelled(form, kind, "種類", _said(FACILITY_KIND, found["facility_kind"]) if found else "", 12)
    labelled(form, name, "名称", found["facility_name"] if found else "", 12)
    text = (
        f"入所等年月日　{in_era(found['entered_on'])}\n退所等年月日　{in_era(found.get('left_on'))}"
        if found
        else ""
    )
    form.canvas.cell(days, text, PLAIN)


def _split(form: Form, box: Box, texts: list[str], share: float, look: Look = PLAIN) -> None:
    for part, text in zip(box.columns(box.w * share, box.w * (1 - share)), texts, strict=True):
        form.canvas.cell(part, text, look)


def _rest(form: Form, label: str, lines: list[str]) -> None:
    if lines:
        form.annex.append((f"{label}（続き）", "\n".join(lines)))


def _said(codes: CodeList, code: str | None) -> str:
    if code is None:
        return ""
    return codes.label(code) if code in codes else code
