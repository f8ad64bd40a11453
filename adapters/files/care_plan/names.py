"""The names of care-plan files: `UPPLAN_202608_src10_type2_dst10_type2_YYYYMMDDHHMMSS.CSV` and its sisters.

Source: ケアプランデータ連携標準仕様 4.1, 別紙, ファイル名規約. No part of a name is about a person.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from adapters.files.care_plan.layouts import LAYOUTS
from adapters.files.findings import Finding
from care_platform.reference.catalogue import care_plan, files
from care_platform.reference.numbers import OFFICE_NUMBER_PATTERN

_IMAGE = "UPKIHON_IMAGE"
_IDS = "|".join(sorted([*LAYOUTS, _IMAGE], key=len, reverse=True))
_NAME = re.compile(
    rf"(?P<file>{_IDS})_(?:(?P<month>[0-9]{{6}})_)?"
    rf"(?P<source>{OFFICE_NUMBER_PATTERN})_(?P<source_type>[0-9A-Z]{{2}})_"
    rf"(?P<target>{OFFICE_NUMBER_PATTERN})_(?P<target_type>[0-9A-Z]{{2}})_"
    r"(?P<serial>[0-9]{14})(?:_(?P<branch>[0-9]{4}))?\.(?P<extension>[A-Za-z]{3})"
)
_MONTH = re.compile("[0-9]{4}(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFileName:
    """What a name says: from which office and service type to which, the unit's serial, and a month if any.

    `month` is YYYYMM, "000000" beside 1表 and 2表, "" where the file's name has none. `branch` is an image's.
    """

    file_id: str
    source: str
    source_type: str
    target: str
    target_type: str
    serial: str
    month: str = ""
    branch: str = ""

    def __str__(self) -> str:
        parts = [self.file_id, self.month, self.source, self.source_type, self.target, self.target_type]
        extension = "jpg" if self.file_id == _IMAGE else "CSV"
        return "_".join([*filter(None, parts), self.serial, *filter(None, [self.branch])]) + f".{extension}"

    @property
    def unit(self) -> tuple[str, str, str, str, str]:
        """What the files of one send unit share."""
        return self.source, self.source_type, self.target, self.target_type, self.serial


def parse_name(name: str) -> tuple[PlanFileName | None, list[Finding]]:
    """Reads a file name; None when it cannot be used, with the findings that say why."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None, [_refusal(name)]
    file_id = match["file"]
    found = list(_departures(match, name))
    if any(finding.entry is files.NAME_INVALID for finding in found):
        return None, found
    month = "" if _month_rule(file_id) == "none" else match["month"]
    parsed = PlanFileName(
        file_id=file_id, source=match["source"], source_type=match["source_type"], target=match["target"],
        target_type=match["target_type"], serial=match["serial"], month=month, branch=match["branch"] or "",
    )  # fmt: skip
    return parsed, found


def _refusal(name: str) -> Finding:
    file_id = next(
        (known for known in sorted(LAYOUTS, key=len, reverse=True) if name.startswith(f"{known}_")), None
    )
    if file_id is None:
        return Finding(entry=care_plan.FILE_UNKNOWN, file=name, details={"expected": ", ".join(LAYOUTS)})
    return _invalid(name, file_id)


def _invalid(name: str, file_id: str) -> Finding:
    return Finding(entry=files.NAME_INVALID, file=name, details={"expected": convention(file_id)})


def convention(file_id: str) -> str:
    """The form of one file's name, in the words of the layout book."""
    month = {"none": "", "month": "{YYYYMM}_", "month_or_zero": "{YYYYMM|000000}_"}[_month_rule(file_id)]
    end = "_{0001}.jpg" if file_id == _IMAGE else ".CSV"
    return f"{file_id}_{month}{{src10}}_{{type2}}_{{dst10}}_{{type2}}_{{YYYYMMDDHHMMSS}}{end}"


def _month_rule(file_id: str) -> str:
    return "none" if file_id == _IMAGE else LAYOUTS[file_id].month


def _departures(match: re.Match[str], name: str) -> Iterator[Finding]:
    file_id = match["file"]
    if not (_month_fits(file_id, match["month"]) and _serial_fits(match["serial"]) and _end_fits(match)):
        yield _invalid(name, file_id)
        return
    if match["month"] == "000000" and _month_rule(file_id) == "none":
        yield Finding(
            entry=care_plan.NAME_MONTH_PLACEHOLDER, file=name, rejects=False, details={"file": file_id}
        )
    if file_id != _IMAGE and match["extension"] != "CSV":
        yield Finding(entry=care_plan.NAME_EXTENSION, file=name)


def _month_fits(file_id: str, month: str | None) -> bool:
    rule = _month_rule(file_id)
    if rule == "none":
        return month is None or month == "000000"
    return month is not None and (
        _MONTH.fullmatch(month) is not None or (rule == "month_or_zero" and month == "000000")
    )


def _serial_fits(serial: str) -> bool:
    try:
        datetime.strptime(serial, "%Y%m%d%H%M%S")  # noqa: DTZ007 - only whether it is a time at all
    except ValueError:
        return False
    return True


def _end_fits(match: re.Match[str]) -> bool:
    image = match["file"] == _IMAGE
    return (match["branch"] is not None) == image and match["extension"].lower() == (
        "jpg" if image else "csv"
    )
