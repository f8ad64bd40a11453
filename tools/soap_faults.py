"""Keeps the faults in `docs/soap.md` what the catalogue says; `python -m tools.soap_faults` rewrites them."""

from pathlib import Path
from typing import Final

from adapters.soap.envelope import SoapVersion
from adapters.soap.faults import fault, fault_code
from care_platform.reference.catalogue import CATALOGUE, CataloguedError, Entry
from tools.markdown import table

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "soap.md"
_BEGIN: Final = "<!-- faults: made by `python -m tools.soap_faults`, do not edit -->"
_END: Final = "<!-- end of faults -->"
_HEADING: Final = ["Code", "SOAP 1.1", "SOAP 1.2", "HTTP (1.1, 1.2)", "Again", "意味", "Meaning"]


def fault_table() -> str:
    """Every entry of the area `soap`, in the order of its code."""
    entries = [entry for code, entry in sorted(CATALOGUE.items()) if code.startswith("soap.")]
    return table(_HEADING, [_row(entry) for entry in entries])


def render(page: str) -> str:
    """The page with its table as it should be now; raises ValueError when the page has no place for it."""
    before, begin, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError("the page has no place for the faults")
    return f"{before}{_BEGIN}\n\n{fault_table()}\n\n{_END}{after}"


def _row(entry: Entry) -> list[str]:
    error = CataloguedError(entry, {"header": "any"})
    statuses = [str(fault(version, error, "").http_status) for version in SoapVersion]
    return [
        f"[`{entry.code}`](catalogue.md#soap)",
        fault_code(SoapVersion.V11, entry),
        fault_code(SoapVersion.V12, entry),
        ", ".join(statuses),
        "yes" if entry.retry else "no",
        entry.title_ja,
        entry.title_en,
    ]


if __name__ == "__main__":
    PAGE.write_text(render(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
