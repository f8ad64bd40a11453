"""What the token endpoint takes and gives."""

from marshmallow import Schema, fields, validate

from care_platform.api.client_assertion import ASSERTION_TYPE
from care_platform.api.schemas.fields import text
from care_platform.api.schemas.problem import ProblemSchema

GRANT_TYPES = ("client_credentials", "authorization_code", "refresh_token")


class ClientProofSchema(Schema):
    """How the client proves itself: an assertion, or client_id alone beside its TLS certificate."""

    client_assertion_type = fields.String(validate=validate.Equal(ASSERTION_TYPE))
    client_assertion = text(at_most=16_384, about="A JWT signed with ES256, RS256 or PS256")
    client_id = text(at_most=200, about="With an assertion it may be left out; else the same as iss and sub")


class TokenRequestSchema(ClientProofSchema):
    """What a token is asked for with; `code`, `redirect_uri` and `code_verifier` go together."""

    grant_type = fields.String(required=True, validate=validate.OneOf(GRANT_TYPES))
    scope = text(at_most=200, about="Space separated; without it all that may be had")
    code = text(at_most=200, about="authorization_code: the code, used within a minute and once")
    redirect_uri = text(at_most=2000, about="authorization_code: the address the code came to")
    code_verifier = text(
        "[A-Za-z0-9._~-]{43,128}", about="authorization_code: what the challenge was made of"
    )
    refresh_token = text(at_most=200, about="refresh_token: used once; the answer holds the next")


class RevocationSchema(ClientProofSchema):
    """A token to be revoked."""

    token = text(at_most=200, about="An access or refresh token", required=True)
    token_type_hint = text(at_most=50, about="Not needed")


class RevokedSchema(Schema):
    """Nothing: the answer is the same whatever the token was."""


class TokenAnswerSchema(Schema):
    """A bearer token."""

    access_token = fields.String(required=True)
    token_type = fields.String(required=True, validate=validate.Equal("Bearer"))
    expires_in = fields.Integer(required=True, metadata={"description": "Seconds"})
    scope = fields.String(required=True)
    refresh_token = fields.String(metadata={"description": "Where a member of staff let the software act"})


class TokenErrorSchema(ProblemSchema):
    """RFC 6749 section 5.2, with the members of a problem document."""

    error = fields.String(
        required=True,
        validate=validate.OneOf(
            ["invalid_request", "invalid_client", "invalid_grant", "unsupported_grant_type", "invalid_scope"]
        ),
    )
    error_description = fields.String(required=True)
