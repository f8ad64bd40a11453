"""What reading the access log takes and answers. It has reason codes, never the content of a record."""

from marshmallow import Schema, fields, validate

from care_platform.api.schemas.fields import text
from care_platform.api.schemas.lookups import PersonSchema
from care_platform.audit.findings import Pattern
from care_platform.reference.numbers import INSURED_NUMBER_PATTERN


def _moment(about: str, *, required: bool = False) -> fields.AwareDateTime:
    metadata = {"description": about, "example": "2026-11-01T00:00:00+09:00"}
    return fields.AwareDateTime(format="iso", required=required, metadata=metadata)


class SearchSchema(Schema):
    """What to find; everything named must hold."""

    since = _moment("From this moment")
    until = _moment("Before this moment")
    only_refused = fields.Boolean(load_default=False, metadata={"example": False})
    only_emergency = fields.Boolean(load_default=False, metadata={"example": False})
    before = fields.Integer(
        validate=validate.Range(1, 2**63 - 1),
        metadata={"description": "`next` of the last answer", "example": 4711},
    )
    page_size = fields.Integer(load_default=100, validate=validate.Range(1, 500), metadata={"example": 100})


class InsuredSearchSchema(SearchSchema):
    """A municipality's search: one of its insured, or a period of at most 31 days."""

    insured_number = text(INSURED_NUMBER_PATTERN, about="被保険者番号", metadata={"example": "0000000001"})


class StaffSearchSchema(SearchSchema):
    """An administrator's search of what the own staff did."""

    person = fields.Nested(PersonSchema)
    staff_id = text(at_most=64, about="One member of staff", metadata={"example": "S-001"})


class AuditSearchSchema(StaffSearchSchema):
    """The auditor's search: a person, an organisation, or a period of at most 31 days."""

    organisation = text(at_most=10, about="Office or insurer number", metadata={"example": "2775000001"})
    correlation_id = text(at_most=100, about="One request", metadata={"example": "0f6a5b1c2d3e4f60"})


class AccessSchema(Schema):
    """One access; `reasons` has the catalogue code per record kind."""

    id = fields.Integer(required=True, metadata={"example": 4712})
    at = fields.AwareDateTime(format="iso", required=True)
    correlation_id = fields.String(required=True, metadata={"example": "0f6a5b1c2d3e4f60"})
    action = fields.String(required=True, metadata={"example": "look_up"})
    actor_kind = fields.String(required=True, metadata={"example": "office"})
    organisation = fields.String(required=True, allow_none=True, metadata={"example": "2775000001"})
    client_id = fields.String(required=True, allow_none=True, metadata={"example": "care-software-1"})
    staff_id = fields.String(required=True, allow_none=True, metadata={"example": "S-001"})
    purpose = fields.String(required=True, metadata={"example": "care_provision"})
    person = fields.Nested(PersonSchema, required=True, allow_none=True)
    allowed = fields.Boolean(required=True)
    emergency = fields.Boolean(required=True, metadata={"example": False})
    reasons = fields.Dict(
        keys=fields.String(), values=fields.String(), required=True,
        metadata={"example": {"copay_certificate": "access.allowed"}},
    )  # fmt: skip


class AccessesSchema(Schema):
    """Accesses, newest first."""

    accesses = fields.List(fields.Nested(AccessSchema), required=True)
    next = fields.Integer(
        required=True, allow_none=True, metadata={"description": "`before` of the next page", "example": 4712}
    )  # fmt: skip


class FindingsPeriodSchema(Schema):
    """A period of at most 31 days."""

    since = fields.AwareDateTime(
        format="iso", required=True, metadata={"example": "2026-11-01T00:00:00+09:00"}
    )
    until = fields.AwareDateTime(
        format="iso", required=True, metadata={"example": "2026-12-01T00:00:00+09:00"}
    )
    include_persons = fields.Boolean(
        load_default=False, metadata={"description": "Name the person where the pattern is about one"}
    )


class FindingSchema(Schema):
    """A pattern in the log. It proves nothing: look at the rows between the two ids."""

    pattern = fields.String(required=True, validate=validate.OneOf([one.value for one in Pattern]))
    organisation = fields.String(required=True, allow_none=True, metadata={"example": "2775000001"})
    count = fields.Integer(required=True, metadata={"example": 31})
    first_at = fields.AwareDateTime(format="iso", required=True)
    last_at = fields.AwareDateTime(format="iso", required=True)
    from_id = fields.Integer(required=True, metadata={"example": 4711})
    to_id = fields.Integer(required=True, metadata={"example": 4799})
    person = fields.Nested(PersonSchema, required=True, allow_none=True)


class FindingsSchema(Schema):
    """The findings, and the patterns that cannot be looked for yet."""

    findings = fields.List(fields.Nested(FindingSchema), required=True)
    not_yet = fields.List(fields.String(), required=True, metadata={"example": ["look_ups_without_service"]})
