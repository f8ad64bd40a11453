"""The first acts: 枚方市 goes through every gate, and each gate is tried before its proof is there."""

from dataclasses import dataclass, field

from cryptography import x509

from adapters.soap.client.uploading import Outcome
from adapters.soap.signing import SigningKey
from care_platform.migration.differences import Difference
from care_platform.migration.milestones import Milestone
from care_platform.migration.reconciliation import DIFFERENT, NARROWING, Comparison
from care_platform.reference.calendar import JAPAN, japan_day
from commands.demonstration.cast import CITY_KINDS
from commands.demonstration.municipal_system import EXTRA_KINDS, MunicipalSystem, Prepared
from commands.demonstration.programme_office import LEADER, OFFICE, ProgrammeOffice
from commands.demonstration.stage import Stage
from commands.demonstration.town_hall import TownHall
from commands.demonstration.trial import Trial

KIND_NAMES = {
    "insured_certificate": "被保険者証",
    "certification": "要介護認定",
    "copay_certificate": "負担割合証",
}


@dataclass(slots=True)
class GatesStory:
    """枚方市's way to sharing; `transfers` are the first transfers of the load by kind."""

    stage: Stage
    office: ProgrammeOffice
    town_hall: TownHall
    system: MunicipalSystem
    trial: Trial
    key: SigningKey
    certificate: x509.Certificate
    transfers: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        """① and ②: documents, and a registered certificate."""
        self.stage.act(1, "枚方市 begins its programme: the gates ① and ②")
        self._tried("without a document the gate ① stays shut", "migration.evidence_missing")
        self._tried("① its system meets the standard", "standard", "適合確認書 第12号")
        self._tried(
            "② its system is adapted to send, with a registered certificate", "adapted", "試験成績書 D7"
        )

    def test_connection(self) -> None:
        """The connection test in the sandbox."""
        self.stage.act(2, "The connection test, in the sandbox")
        self._tried(
            "the gate stays shut until the platform has seen an upload", "migration.connection_not_proven"
        )
        self.office.open_sandbox()
        for path, kind in self.trial.files():
            result = self.town_hall.upload(path, kind)
            self.stage.check(
                f"{KIND_NAMES[kind]} of people on trial: received, checked, reported clean",
                holds=result.state == "applied"
                and result.counts["rejected"] == 0 < result.counts["received"],
            )
        self._tried("the signed upload opens the gate", "connection_test")
        self.stage.check("and nothing of the trial is left", holds=self.trial.records_left() == 0)

    def load(self) -> None:
        """The initial load of every record kind, announced before; the reports name every wrong row."""
        self.stage.act(3, "The initial load: every record kind by SOAP, in parts, signed")
        for kind in CITY_KINDS:
            self._load(self.system.prepared(kind))
        self._tried("the gate stays shut while nothing was announced", "migration.expectations_missing")
        self._load_extras([self.system.prepared(kind) for kind in EXTRA_KINDS])
        self._show_report()
        everything = [self.system.prepared(kind) for kind in (*CITY_KINDS, *EXTRA_KINDS)]
        self.office.expect({one.kind: one.row_count - one.refused + 1 for one in everything[:1]})
        self._tried("with one record fewer than announced it stays shut", "migration.load_incomplete")
        self.office.expect({one.kind: one.row_count - one.refused for one in everything})
        self._tried("all announced transfers of the base date are applied", "initial_load")

    def reconcile(self) -> None:
        """Corrections, the signed control file, the differences down to the record, and who accepts them."""
        self.stage.act(4, "The reconciliation: a signed statement of what 枚方市 holds")
        self._tried("the gate stays shut without a statement", "migration.reconciliation_missing")
        made = [self.system.prepared(kind) for kind in CITY_KINDS]
        for one in made:
            if one.corrections is not None:
                result = self.town_hall.upload(one.corrections, one.kind, "differential")
                self.stage.check(
                    f"{KIND_NAMES[one.kind]}: the {one.sent_again} refused rows are sent again, corrected, and taken",
                    holds=result.state == "applied" and result.counts["inserted"] == one.sent_again,
                )
        left_out = sum(one.left_out for one in made)
        now = self.town_hall.platform.clock()
        made_at = now.astimezone(JAPAN).isoformat(timespec="seconds")
        payload = self.system.control(japan_day(now), made_at)
        run, _ = self.office.compare(payload, self.key, self.certificate)
        self._show(run)
        if left_out:
            self._narrow(run, left_out, made_at)
        self.stage.check(
            "counts, codes and checksums of all kinds agree but for that",
            holds=all(_agree(run, kind) for kind in run.totals if kind != "insured_certificate"),
        )
        self._tried("everything is equal or accepted by name", "reconciliation")

    def share(self) -> None:
        """The switch, by consent of somebody else than the one who switches."""
        code = self.office.share(consent_by=OFFICE)
        self.stage.check(
            "who switches cannot be the one who consents", holds=code == "migration.consent_missing"
        )
        code = self.office.share(consent_by=LEADER)
        self.stage.check(f"{LEADER} consents, {OFFICE} switches: shared from now on", holds=code == "sharing")
        self.stage.check(
            "whoever subscribed is told of each of the six gates",
            holds=self.office.gates_told() == len(Milestone),
        )

    def _tried(self, statement: str, expected: str, document: str = "") -> None:
        self.stage.check(statement, holds=self.office.advance(document) == expected)

    def _load(self, prepared: Prepared) -> None:
        result = self.town_hall.upload(prepared.path, prepared.kind)
        self.transfers[prepared.kind] = result.transfer_id
        counts, name = result.counts, KIND_NAMES[prepared.kind]
        self.stage.tell(
            f"{name}: received {counts['received']:,} = inserted {counts['inserted']:,} + superseding "
            f"{counts['superseding']:,} + unchanged {counts['unchanged']:,} + rejected {counts['rejected']:,}"
        )
        self.stage.check(
            f"every row of the {prepared.kind} file is accounted for",
            holds=counts["received"] == prepared.row_count == total(counts),
        )
        self.stage.check(
            f"each of the {prepared.refused} wrong rows was refused, and no other",
            holds=counts["rejected"] == prepared.refused,
        )

    def _load_extras(self, extras: list[Prepared]) -> None:
        results: list[Outcome] = []
        with self.town_hall.quietly(f"Sending {len(extras)} more record kinds …"):
            results.extend(self.town_hall.upload(one.path, one.kind) for one in extras)
        rows = sum(result.counts.get("received", 0) for result in results)
        self.stage.check(
            f"{len(extras)} more record kinds, {rows:,} rows of the first people: all taken",
            holds=rows == sum(one.row_count for one in extras)
            and all(r.state == "applied" and not r.counts["rejected"] for r in results),
        )

    def _show_report(self) -> None:
        findings = self.town_hall.findings(self.transfers["insured_certificate"])
        self.stage.table(
            "The report of 被保険者証",
            ["part", "row", "item", "code", "what to do"],
            [
                [str(f.part_number), str(f.row_number), f.item, f.code, f"{f.remedy_ja}\n{f.remedy_en}"]
                for f in findings[:4]
            ],
        )
        whole = all(f.item and f.code and f.remedy_ja and f.remedy_en for f in findings)
        self.stage.check(
            "each finding says what to do in Japanese and English", holds=bool(findings) and whole
        )

    def _show(self, run: Comparison) -> None:
        rows = [
            [kind, f"{sides['stated']['count']:,}", f"{sides['held']['count']:,}", "=" if _agree(run, kind) else "≠"]
            for kind, sides in run.totals.items()
        ]  # fmt: skip
        self.stage.table("Stated and held", ["record kind", "stated", "held", ""], rows)

    def _narrow(self, run: Comparison, left_out: int, made_at: str) -> None:
        self.stage.check(
            "one record was not sent again: its bucket differs, and is asked for in detail",
            holds=run.state == NARROWING,
        )
        detail = self.system.detail(run.request, made_at)
        run, differences = self.office.compare(detail, self.key, self.certificate, detail=True)
        named = [one for one in differences if one.insured_number is not None]
        self.stage.check(
            "the difference is named down to the record: it is missing here",
            holds=run.state == DIFFERENT and _what(named) == ["missing_here"] * left_out,
        )
        self._tried("with an open difference the gate stays shut", "migration.reconciliation_open")
        accepted = self.office.accept()
        self.stage.check("the municipality's approver accepts it by name", holds=accepted == len(differences))


def total(counts: dict[str, int]) -> int:
    """What the parts of the received rows come to."""
    return sum(counts[name] for name in ("inserted", "superseding", "unchanged", "rejected"))


def _agree(run: Comparison, kind: str) -> bool:
    sides = run.totals[kind]
    return bool(sides["stated"] == sides["held"])


def _what(differences: list[Difference]) -> list[str]:
    return [one.what for one in differences]
