"""The municipality's side of the story: uploads by SOAP, reports, linking a citizen."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

import requests
from lxml import html
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from adapters.soap.client.service import MunicipalService
from adapters.soap.client.uploading import Announcement, Outcome, findings, upload
from adapters.xml.splitting import split_records
from care_platform.platform import Platform
from care_platform.records.registry import RECORD_KINDS
from care_platform.synthesis.citizen import Citizen
from commands.demonstration.cast import HIRAKATA

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """One line of the report as the municipality reads it."""

    part_number: int
    row_number: int
    item: str
    code: str
    remedy_ja: str
    remedy_en: str


@dataclass(slots=True)
class TownHall:
    """枚方市's care-insurance section and its system."""

    platform: Platform
    service: MunicipalService
    console: Console
    correction_file: Path
    base_date: date

    def upload(self, path: Path, kind: str, transfer_kind: str = "initial") -> Outcome:
        """Splits a file, sends what is missing, and waits for the report, with a progress bar."""
        announcement = Announcement(
            insurer_number=HIRAKATA, record_kind=kind, transfer_kind=transfer_kind, base_date=self.base_date
        )
        with tempfile.TemporaryDirectory() as folder, path.open("rb") as file:
            split = split_records(_pieces(file), RECORD_KINDS[kind], Path(folder))
            with _bars(self.console) as bars:
                total = sum(part.size for part in split.parts)
                sending = bars.add_task(f"{kind}: sending", total=total)
                checking = bars.add_task(f"{kind}: checking", total=split.row_count)
                return upload(self.service, announcement, split, _Watch(bars, sending, checking))

    def upload_correction(self) -> Outcome:
        """Uploads the file with the corrected certificate."""
        return self.upload(self.correction_file, "copay_certificate", "differential")

    def findings(self, transfer_id: str) -> list[ReportedFinding]:
        """The transfer's whole report."""
        return [
            ReportedFinding(
                part_number=f["partNumber"], row_number=f["rowNumber"], item=f["item"], code=f["code"],
                remedy_ja=f["remedyJa"], remedy_en=f["remedyEn"],
            )
            for f in findings(self.service, transfer_id)
        ]  # fmt: skip

    @contextmanager
    def quietly(self, doing: str) -> Iterator[None]:
        """Uploads within the block say only what is being done."""
        shown, self.console = self.console, Console(quiet=True)
        try:
            with shown.status(doing):
                yield
        finally:
            self.console = shown

    def link(self, browser: requests.Session, base_url: str, citizen: Citizen) -> bool:
        """Fills in the form that links the signed-in account to the insured person; True if it was taken."""
        page = browser.get(f"{base_url}/portal/link", timeout=30)
        form = html.document_fromstring(page.content).find(".//form[@method='post']")
        if form is None:
            return False
        fields = {f.get("name"): f.get("value") or "" for f in form.iterfind(".//input") if f.get("name")}
        fields |= {"insurer": HIRAKATA, "insurer_number": HIRAKATA, "insured_number": citizen.insured_number}
        answer = browser.post(f"{base_url}/portal/link", data=fields, timeout=30)
        return answer.ok and re.search(r"/portal/certificates$", answer.url) is not None


@dataclass(frozen=True, slots=True)
class _Watch:
    bars: Progress
    sending: TaskID
    checking: TaskID

    def sent(self, size: int) -> None:
        self.bars.update(self.sending, advance=size)

    def processed(self, rows: int) -> None:
        self.bars.update(self.checking, completed=rows)


def _bars(console: Console) -> Progress:
    return Progress(TextColumn("   {task.description}"), BarColumn(), MofNCompleteColumn(), console=console)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
