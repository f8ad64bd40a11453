"""What the token endpoint takes and gives."""

from marshmallow import Schema, fields, validate

from care_platform.api.client_assertion import ASSERTION_TYPE
from care_platform.api.schemas.fields import text
from care_platform.api.schemas.problem import ProblemSchema


class TokenRequestSchema(Schema):
    """Client credentials, proven by a signed assertion."""

    grant_type = fields.String(required=True, validate=validate.Equal("client_credentials"))
    client_assertion_type = fields.String(required=True, validate=validate.Equal(ASSERTION_TYPE))
    client_assertion = text(at_most=16_384, about="A JWT signed with ES256, RS256 or PS256", required=True)
    client_id = text(at_most=200, about="May be left out; else the same as iss and sub")
    scope = text(at_most=200, about="Space separated; without it all the client's scopes")


class TokenAnswerSchema(Schema):
    """A bearer token."""

    access_token = fields.String(required=True)
    token_type = fields.String(required=True, validate=validate.Equal("Bearer"))
    expires_in = fields.Integer(required=True, metadata={"description": "Seconds"})
    scope = fields.String(required=True)


class TokenErrorSchema(ProblemSchema):
    """RFC 6749 section 5.2, with the members of a problem document."""

    error = fields.String(
        required=True,
        validate=validate.OneOf(
            ["invalid_request", "invalid_client", "unsupported_grant_type", "invalid_scope"]
        ),
    )
    error_description = fields.String(required=True)
