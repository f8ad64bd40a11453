"""What a municipality's console takes and answers. Insured numbers stand in bodies, never in an address."""

from marshmallow import Schema, fields, validate

from care_platform.api.schemas.fields import insured_number, text
from care_platform.api.schemas.lookups import PersonSchema, WhenSchema
from care_platform.intake.outside_characters import REPERTOIRES
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.numbers import MEDICAL_CODE_PATTERN
from care_platform.store.tables import TransferState

_DIFFERENCES = ("bucket", "count", "missing_here", "only_here", "other_version", "other_content")


def _reason(about: str) -> fields.String:
    return text(
        at_most=200, about=about, required=True, metadata={"example": "抽出条件を見直し、正しいと確認した"}
    )


def _kind(*, required: bool = False) -> fields.String:
    choices = validate.OneOf(sorted(RECORD_KINDS))
    return fields.String(required=required, validate=choices, metadata={"example": "copay_certificate"})


def _count() -> fields.Integer:
    return fields.Integer(required=True)


class TransfersQuerySchema(Schema):
    """Which transfers."""

    state = fields.String(validate=validate.OneOf([state.value for state in TransferState]))
    record_kind = _kind()
    before = fields.Integer(
        validate=validate.Range(1, 2**63 - 1), metadata={"description": "`next` of the last answer"}
    )
    page_size = fields.Integer(load_default=100, validate=validate.Range(1, 500))


class TransferQuerySchema(Schema):
    """Which transfer."""

    transfer_id = fields.UUID(required=True)


class ReportQuerySchema(TransferQuerySchema):
    """Which page of its report."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, 1_000_000))
    page_size = fields.Integer(load_default=200, validate=validate.Range(1, 1000))


class DecisionSchema(Schema):
    """A transfer, and why it is released or cancelled; kept with the name of who says so."""

    transfer_id = fields.UUID(required=True)
    reason = _reason("Kept for good with the name of the account")


class CountsSchema(Schema):
    """received = inserted + superseding + unchanged + rejected, always."""

    received, inserted, superseding = _count(), _count(), _count()
    unchanged, rejected, warnings = _count(), _count(), _count()


class TransferSchema(Schema):
    """A transfer."""

    transfer_id = fields.UUID(required=True)
    record_kind = _kind(required=True)
    transfer_kind = fields.String(required=True, metadata={"example": "differential"})
    carrier = fields.String(required=True, metadata={"example": "xml"})
    base_date = fields.Date(format="iso", required=True)
    state = fields.String(required=True, validate=validate.OneOf([state.value for state in TransferState]))
    part_count = _count()
    opened_at = fields.AwareDateTime(format="iso", required=True)
    sealed_at = fields.AwareDateTime(format="iso", required=True, allow_none=True)
    finished_at = fields.AwareDateTime(format="iso", required=True, allow_none=True)
    processed_records = _count()
    counts = fields.Nested(CountsSchema, required=True)
    failure_code = fields.String(required=True, allow_none=True, metadata={"example": None})
    cancel_reason = fields.String(required=True, allow_none=True, metadata={"example": None})
    cancelled_by = fields.String(
        required=True, allow_none=True,
        metadata={"example": None, "description": "Who; null where the sending system did"},
    )  # fmt: skip


class TransfersSchema(Schema):
    """Transfers, newest first."""

    transfers = fields.List(fields.Nested(TransferSchema), required=True)
    next = fields.Integer(
        required=True, allow_none=True, metadata={"description": "`before` of the next page"}
    )


class TransferStatusSchema(TransferSchema):
    """A transfer and the parts it still waits for, the first thousand of them."""

    missing_parts = fields.List(fields.Integer(), required=True)


class LineSchema(Schema):
    """One finding in one row, and how to mend it; `found` only where that names nobody."""

    part_number, row_number = _count(), _count()
    item = fields.String(required=True, metadata={"example": "rate"})
    code = fields.String(required=True, metadata={"example": "row.code_unknown"})
    rejects = fields.Boolean(required=True)
    found = fields.String(required=True, allow_none=True, metadata={"example": "5"})
    title_ja = fields.String(required=True, metadata={"example": "コードが正しくありません"})
    title_en = fields.String(required=True, metadata={"example": "Not a code of the list"})
    remedy_ja = fields.String(required=True, metadata={"example": "公式のコードに直してください。"})
    remedy_en = fields.String(required=True, metadata={"example": "Use an official code."})
    vendor_ja = fields.String(required=True, metadata={"example": "コード表を確かめてください。"})
    vendor_en = fields.String(required=True, metadata={"example": "Check the code list."})


class ReportSchema(Schema):
    """One page of a report."""

    transfer = fields.Nested(TransferSchema, required=True)
    page, page_count, finding_count = _count(), _count(), _count()
    lines = fields.List(fields.Nested(LineSchema), required=True)


class CharactersQuerySchema(TransferQuerySchema):
    """For which repertoire, and where to go on."""

    repertoire = fields.String(load_default="jisx0213", validate=validate.OneOf(list(REPERTOIRES)))
    after_part = fields.Integer(load_default=0, validate=validate.Range(0, 2**31 - 1))
    after_row = fields.Integer(load_default=0, validate=validate.Range(0, 2**31 - 1))
    page_size = fields.Integer(
        load_default=200, validate=validate.Range(1, 1000),
        metadata={"description": "A page ends with the row that fills it, so it may hold a few more"},
    )  # fmt: skip


class CharacterSchema(Schema):
    """One character the repertoire does not hold, and where it stands. The record itself stays as sent."""

    part_number, row_number = _count(), _count()
    item = fields.String(required=True, metadata={"example": "name"})
    item_name = fields.String(required=True, metadata={"example": "氏名"})
    position = fields.Integer(
        required=True, metadata={"description": "In characters as one reads them, from 1", "example": 1}
    )
    code_points = fields.String(required=True, metadata={"example": "U+845B U+E0100"})
    usual_form = fields.String(
        required=True, allow_none=True,
        metadata={"description": "What may stand for it on a screen; null if none is known", "example": "葛"},
    )  # fmt: skip
    candidates = fields.List(
        fields.String(), required=True, allow_none=True,
        metadata={"description": "Of the official shrink map; null if none is loaded", "example": ["葛"]},
    )  # fmt: skip


class RowPlaceSchema(Schema):
    """A row."""

    part_number, row_number = _count(), _count()


class CharactersSchema(Schema):
    """One page of characters. An unchanged row is listed with the transfer that brought its version."""

    repertoire = fields.String(required=True, metadata={"example": "jisx0213"})
    shrink_map_loaded = fields.Boolean(required=True)
    characters = fields.List(fields.Nested(CharacterSchema), required=True)
    next = fields.Nested(
        RowPlaceSchema, required=True, allow_none=True,
        metadata={"description": "`after_part` and `after_row` of the next page; null at the end"},
    )  # fmt: skip


class FigureSchema(Schema):
    """One figure that caused a hold."""

    code = fields.String(required=True, metadata={"example": "guard.share_moved"})
    item = fields.String(required=True, metadata={"example": "periods[].rate"})
    value = fields.String(required=True, allow_none=True, metadata={"example": "2"})
    unit = fields.String(required=True, metadata={"example": "percent"})
    expected = fields.String(required=True, metadata={"example": "5.1"})
    found = fields.String(required=True, metadata={"example": "31.0"})
    bound = fields.String(required=True, metadata={"example": "3.0"})
    title_ja = fields.String(required=True, metadata={"example": "内訳がいつもと大きく異なります"})
    title_en = fields.String(required=True, metadata={"example": "A share departs from the usual"})
    desk_ja = fields.String(required=True, metadata={"example": "元になる取り込みを確かめてください。"})
    desk_en = fields.String(required=True, metadata={"example": "Check the data behind it."})
    vendor_ja = fields.String(required=True, metadata={"example": "計算を確かめてください。"})
    vendor_en = fields.String(required=True, metadata={"example": "Check the computation."})


class HoldSchema(Schema):
    """Why a transfer is or was held, and who released it."""

    transfer = fields.Nested(TransferSchema, required=True)
    held_at = fields.AwareDateTime(format="iso", required=True)
    figures = fields.List(fields.Nested(FigureSchema), required=True)
    released_at = fields.AwareDateTime(format="iso", required=True, allow_none=True)
    released_by = fields.String(required=True, allow_none=True, metadata={"example": "見本 承認者 (P-1)"})
    reason = fields.String(required=True, allow_none=True, metadata={"example": "制度改正による"})


class DifferenceSchema(Schema):
    """One difference between the municipality's statement and what the platform holds."""

    id = fields.Integer(required=True)
    record_kind = _kind(required=True)
    what = fields.String(
        required=True, validate=validate.OneOf(_DIFFERENCES), metadata={"example": "other_version"}
    )
    subject = fields.String(required=True, metadata={"example": ""})
    insured_number = fields.String(required=True, allow_none=True, metadata={"example": "0000000001"})
    business_key = fields.String(required=True, allow_none=True, metadata={"example": "2026"})
    stated = fields.String(required=True, allow_none=True, metadata={"example": "3:9f86d081"})
    held = fields.String(required=True, allow_none=True, metadata={"example": "2:60303ae2"})
    accepted_by = fields.String(required=True, allow_none=True, metadata={"example": None})
    accepted_at = fields.AwareDateTime(
        format="iso", required=True, allow_none=True, metadata={"example": None}
    )
    accepted_why = fields.String(required=True, allow_none=True, metadata={"example": None})


class ComparisonSchema(Schema):
    """The last comparison; every member is null or empty before the first."""

    state = fields.String(
        required=True, allow_none=True,
        metadata={"description": "exact, narrowing or different", "example": "different"},
    )  # fmt: skip
    base_date = fields.Date(format="iso", required=True, allow_none=True)
    compared_at = fields.AwareDateTime(format="iso", required=True, allow_none=True)
    compared_by = fields.String(required=True, allow_none=True, metadata={"example": "見本 職員"})
    totals = fields.Dict(required=True, metadata={"description": "Both sides' counts per record kind"})
    differences = fields.List(fields.Nested(DifferenceSchema), required=True)


class AcceptSchema(Schema):
    """Which differences are accepted, all open ones without a list, and why."""

    differences = fields.List(fields.Integer(), validate=validate.Length(min=1, max=10_000))
    reason = _reason("Kept with the name of the account")


class AcceptedSchema(Schema):
    """The differences that are accepted now."""

    accepted = fields.List(fields.Integer(), required=True)


class InsuredSchema(Schema):
    """One of the municipality's insured."""

    insured_number = insured_number()


class InsuredLookupSchema(WhenSchema):
    """Look up one of the municipality's insured."""

    insured_number = insured_number()


class ConsentFormSchema(InsuredSchema):
    """What the person's form says."""

    given = fields.Boolean(required=True, metadata={"description": "False: withdrawn"})


class ProxySchema(Schema):
    """An account that may see and change the person's consent."""

    account = fields.UUID(
        required=True, metadata={"description": "The number the proxy is shown after signing in"}
    )
    relation = text(at_most=40, about="続柄 or kind of proxy", required=True, metadata={"example": "長女"})


class NewProxySchema(ProxySchema):
    """A proxy the person, or who cares for them, named on paper."""

    insured_number = insured_number()


class EndProxySchema(InsuredSchema):
    """A proxy whose right ends."""

    account = fields.UUID(required=True)


class StoredProxySchema(ProxySchema):
    """A proxy as registered."""

    registered_at = fields.AwareDateTime(format="iso", required=True)
    ended_at = fields.AwareDateTime(format="iso", required=True, allow_none=True, metadata={"example": None})


class HistoryLineSchema(Schema):
    """One change of a consent."""

    at = fields.AwareDateTime(format="iso", required=True)
    change = fields.String(required=True, metadata={"example": "given"})
    subject = fields.String(required=True, allow_none=True, metadata={"example": None})
    by = fields.String(
        required=True, metadata={"description": "insurer, person or proxy", "example": "insurer"}
    )


class InsuredConsentSchema(Schema):
    """A consent as it stands, its history, newest first, and the proxies."""

    given = fields.Boolean(required=True)
    closed_kinds = fields.List(fields.String(), required=True, metadata={"example": ["physician_opinion"]})
    closed_offices = fields.List(fields.String(), required=True, metadata={"example": []})
    history = fields.List(fields.Nested(HistoryLineSchema), required=True)
    proxies = fields.List(fields.Nested(StoredProxySchema), required=True)


class OpinionSchema(InsuredSchema):
    """Whom an opinion is about, and which institution is asked."""

    institution_code = text(
        MEDICAL_CODE_PATTERN, about="医療機関コード in ten places", required=True,
        metadata={"example": "2710000001"},
    )  # fmt: skip


class RequestedSchema(OpinionSchema):
    """The institution may see what the matrix opens until the day; null once withdrawn."""

    view_until = fields.Date(format="iso", required=True, allow_none=True)


class PageSchema(Schema):
    """Which page."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, 100_000))
    page_size = fields.Integer(load_default=200, validate=validate.Range(1, 500))


class OpinionRequestSchema(PersonSchema):
    """A request for an opinion."""

    institution_code = fields.String(required=True, metadata={"example": "2710000001"})
    requested_at = fields.AwareDateTime(format="iso", required=True)
    view_until = fields.Date(format="iso", required=True)


class OpinionRequestsSchema(Schema):
    """Requests, newest first."""

    requests = fields.List(fields.Nested(OpinionRequestSchema), required=True)
    page = fields.Integer(required=True)
    more = fields.Boolean(required=True, metadata={"example": False})


class CaseSchema(Schema):
    """A mix-up that waits; the person is not named before it is settled."""

    case = fields.Integer(required=True)
    reported_at = fields.AwareDateTime(format="iso", required=True)
    reported_by = fields.String(required=True, metadata={"example": "office"})


class CasesSchema(Schema):
    """The mix-ups that wait, oldest first."""

    cases = fields.List(fields.Nested(CaseSchema), required=True)


class NewCaseSchema(InsuredSchema):
    """Whose records are another's."""

    reason = text(
        at_most=1000,
        about="What does not fit; no names",
        required=True,
        metadata={"example": "宛名の統合誤り"},
    )


class SettleSchema(Schema):
    """Which case is settled, and what was found."""

    case = fields.Integer(required=True, validate=validate.Range(1, 2**63 - 1))
    note = text(
        at_most=1000, about="What was found; no names", required=True, metadata={"example": "訂正を送信済み"}
    )
