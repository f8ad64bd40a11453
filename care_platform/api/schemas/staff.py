"""What looking after accounts takes and answers. Names and passwords stand in bodies, never in an address."""

from marshmallow import Schema, fields, validate

from care_platform.accounts.kinds import Level, Role
from care_platform.api.schemas.fields import text
from care_platform.reference.codes import JOB_TYPE

_LEVELS = [Level.STAFF.value, Level.ADMINISTRATOR.value]


def staff_id() -> fields.String:
    """The organisation's own name for a member of staff."""
    return text(
        at_most=64, about="The organisation's own name for the member of staff", required=True,
        metadata={"example": "S-001"},
    )  # fmt: skip


class RightsSchema(Schema):
    """What an account may do: a job in an office, a role on a console."""

    job_type = fields.String(
        load_default=None, allow_none=True, validate=validate.OneOf(JOB_TYPE.codes),
        metadata={"description": "職種, for people of an office; without it no records", "example": "nurse"},
    )  # fmt: skip
    role = fields.String(
        load_default=None, allow_none=True, validate=validate.OneOf([role.value for role in Role]),
        metadata={"description": "For people of a municipality or the operator", "example": None},
    )  # fmt: skip
    emergency_right = fields.Boolean(
        load_default=False,
        metadata={"description": "Of medical institutions only, for people with a job", "example": False},
    )


class NewColleagueSchema(RightsSchema):
    """An account to be made in one's own organisation."""

    login_name = text(
        at_most=64, about="Lower case, unique on the platform", required=True, metadata={"example": "mihon-s001"}
    )  # fmt: skip
    staff_id = staff_id()
    name = text(at_most=100, about="氏名", required=True, metadata={"example": "見本 職員"})
    level = fields.String(load_default=Level.STAFF.value, validate=validate.OneOf(_LEVELS))


class ColleagueRightsSchema(RightsSchema):
    """Other rights for a colleague; what is left out is taken away."""

    staff_id = staff_id()


class ColleagueSchema(Schema):
    """Which colleague."""

    staff_id = staff_id()


class FirstPasswordSchema(Schema):
    """A first password, shown this once; it works for seven days and must be changed."""

    staff_id = staff_id()
    first_password = fields.String(required=True, metadata={"example": "xxxx-xxxx-xxxx-xxxx"})


class AccountSchema(Schema):
    """An account one looks after."""

    staff_id = staff_id()
    login_name = fields.String(required=True, metadata={"example": "mihon-s001"})
    name = fields.String(required=True, metadata={"example": "見本 職員"})
    level = fields.String(required=True, validate=validate.OneOf(_LEVELS))
    role = fields.String(required=True, allow_none=True, metadata={"example": None})
    job_type = fields.String(required=True, allow_none=True, metadata={"example": "nurse"})
    emergency_right = fields.Boolean(required=True, metadata={"example": False})
    must_change_password = fields.Boolean(required=True)
    code_enrolled = fields.Boolean(required=True)
    locked = fields.Boolean(required=True, metadata={"example": False})


class AccountsSchema(Schema):
    """The accounts one looks after, by staff id."""

    accounts = fields.List(fields.Nested(AccountSchema), required=True)


class DoneSchema(Schema):
    """It is done, and holds from now on."""

    done = fields.Boolean(required=True)


class EventsPageSchema(Schema):
    """Which events."""

    before = fields.Integer(
        validate=validate.Range(1, 2**63 - 1), metadata={"description": "`next` of the last answer"}
    )
    page_size = fields.Integer(load_default=100, validate=validate.Range(1, 500))


class EventSchema(Schema):
    """Something that happened to an account."""

    at = fields.AwareDateTime(format="iso", required=True)
    event = fields.String(required=True, metadata={"example": "account_made"})
    staff_id = fields.String(required=True, allow_none=True, metadata={"example": "S-001"})
    by_staff_id = fields.String(required=True, allow_none=True, metadata={"example": "A-1"})
    client_id = fields.String(required=True, allow_none=True, metadata={"example": None})
    details = fields.Dict(required=True, metadata={"description": "Codes; never a name or a secret"})


class EventsSchema(Schema):
    """Events, newest first."""

    events = fields.List(fields.Nested(EventSchema), required=True)
    next = fields.Integer(
        required=True, allow_none=True, metadata={"description": "`before` of the next page; null on the last"}
    )  # fmt: skip
