"""What a token may let software do. Each name belongs to one kind of organisation; the rights behind it are duties."""

RECORDS_READ = "records.read"
USERS_WRITE = "users.write"
STAFF_MANAGE = "staff.manage"
AUDIT_READ = "audit.read"
MUNICIPAL_READ = "municipal.read"
MUNICIPAL_WRITE = "municipal.write"
PROGRAMME_READ = "programme.read"
OPERATOR_WRITE = "operator.write"

SOFTWARE_SCOPES = frozenset({RECORDS_READ, USERS_WRITE})
"""What software may do for its office alone; everything else needs a member of staff who let it."""

SCOPE_WORDS: dict[str, str] = {
    RECORDS_READ: "Look up records of registered users",
    USERS_WRITE: "Register, list and end users",
    STAFF_MANAGE: "Look after the accounts and notices of the own organisation and read what happened to them",
    AUDIT_READ: "Read the access log, as far as the member of staff may",
    MUNICIPAL_READ: "See the municipality's transfers, comparisons, cases and own insured",
    MUNICIPAL_WRITE: "Act for the municipality: consents, requests, releases, confirmations",
    PROGRAMME_READ: "See the programme of the country or the prefecture",
    OPERATOR_WRITE: "Open and close disaster periods, review emergencies",
}
"""Every scope with its meaning, for the descriptions."""

OFFICE_SCOPES = SOFTWARE_SCOPES | {STAFF_MANAGE, AUDIT_READ}
INSURER_SCOPES = frozenset({STAFF_MANAGE, AUDIT_READ, MUNICIPAL_READ, MUNICIPAL_WRITE})
OPERATOR_SCOPES = frozenset({STAFF_MANAGE, AUDIT_READ, PROGRAMME_READ, OPERATOR_WRITE})
