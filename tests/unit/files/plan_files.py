"""Sound files of the care-plan standard: say only what the test is about, the rest is plausible."""

from typing import Any, get_args

from adapters.files.care_plan.fields import Layout, PlanField
from adapters.files.care_plan.layouts import LAYOUTS
from adapters.files.care_plan.names import PlanFileName
from adapters.files.care_plan.reading import PlanFile, read_plan_file
from adapters.files.findings import Finding, Language, Mode, Voice

PLANNER, HELPERS, OTHERS = "2775000009", "2775000017", "2775000025"
SERIAL = "20260825093000"
_SAMPLES = {
    "202407": "202407",
    "数字 6 桁": "272104",
    "フリーテキスト": "見本",
    "YYYYMMDD": "20260803",
    "YYYYMMDD|00000000": "20260803",
    "YYYYMM": "202608",
    "YYYYMM|000000": "000000",
    "HHMM|9999": "0930",
    "英数字 6 桁": "111111",
    "英数字 10 桁": "9999999999",
}
_NAMED = {"insured_number": "0000000001", "service_code": "111111"}


def cells_of(file_id: str, **changes: str) -> dict[str, str]:
    """One sound row as texts, required fields filled; for 第7表 it is the total row."""
    filled = {f.name: _sample(f) if f.required else "" for f in LAYOUTS[file_id].fields} | _special(file_id)
    unknown = set(changes) - set(filled)
    assert not unknown, f"no such field: {unknown}"
    return filled | changes


def _special(file_id: str) -> dict[str, str]:
    if file_id == "UPSIKYU":
        return {
            "office_number": "9999999999",
            "service_code": "999999",
            "units": "0",
            "input_code": "9999999999",
        }
    if file_id in {"UPPLAN", "UPJSK"}:
        return {"plan_office_number": PLANNER, "office_number": HELPERS}
    return {}


def _sample(field: PlanField) -> str:
    if field.name in _NAMED:
        return _NAMED[field.name]
    expected = field.form.expected
    if expected.startswith("事業所番号"):
        return HELPERS
    return _SAMPLES.get(expected) or ("1" if expected.startswith("整数") else expected.split("|")[0])


def line_of(layout: Layout, cells: dict[str, str]) -> str:
    """One row as the standard writes it: free texts quoted, nothing for NULL."""
    texts = [
        '"' + cells[f.name].replace('"', '""') + '"' if f.form.free_text and cells[f.name] else cells[f.name]
        for f in layout.fields
    ]
    return ",".join(texts) + "\r\n"


def content_of(file_id: str, *rows: dict[str, str]) -> bytes:
    """A file of these rows, one sound row without any."""
    return "".join(line_of(LAYOUTS[file_id], cells) for cells in rows or (cells_of(file_id),)).encode("cp932")


def name_of(file_id: str, **changes: str) -> str:
    """A sound file name, from the planner to the helpers; results go the other way."""
    back = file_id in {"UPJSK", "DLTJSK"}
    rule = LAYOUTS[file_id].month if file_id in LAYOUTS else "none"
    stated: dict[str, str] = {
        "file_id": file_id,
        "month": {"none": "", "month": "202608", "month_or_zero": "000000"}[rule],
        "source": HELPERS if back else PLANNER, "source_type": "11" if back else "43",
        "target": PLANNER if back else HELPERS, "target_type": "43" if back else "11",
        "serial": SERIAL,
    }  # fmt: skip
    return str(PlanFileName(**(stated | changes)))


def read(file_id: str, *rows: dict[str, str], mode: Mode = "strict", **name: str) -> PlanFile:
    """These rows written and read."""
    return read_plan_file(name_of(file_id, **name), [content_of(file_id, *rows)], mode)


def codes(findings: Any) -> list[str]:
    """The codes of the findings, in order; every finding must have its words in both voices and languages."""
    found: list[Finding] = list(findings)
    assert all(
        finding.words(voice, language)
        for finding in found
        for voice in get_args(Voice)
        for language in get_args(Language)
    )
    return [finding.entry.code for finding in found]
