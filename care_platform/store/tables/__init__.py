"""The tables that are not record kinds, one module per subject; importing this package knows them all."""

from care_platform.store.tables.access_log import AccessLog
from care_platform.store.tables.accounts import (
    AccountEvent,
    AuthorizationCode,
    ClientCertificate,
    ClientRedirect,
    RefreshToken,
    SignInSource,
    StaffAccount,
    StaffGrant,
    StaffSession,
)
from care_platform.store.tables.audit_seal import AuditSeal, SealKind
from care_platform.store.tables.clients import AccessToken, ApiClient, CareOffice, UsedAssertion
from care_platform.store.tables.consent import ConsentEvent, ConsentState, OpinionTie, PersonProxy
from care_platform.store.tables.exceptional import (
    AccessNotice,
    DisasterPeriod,
    EmergencyHospital,
    ExceptionalAccess,
    Mismatch,
)
from care_platform.store.tables.guard import GuardFigure, GuardHold, GuardProfile
from care_platform.store.tables.list_checks import ListCheck
from care_platform.store.tables.notices import AddressConfirmation, Notice, NoticeDelivery, NoticeRecipient
from care_platform.store.tables.people import PersonAccount, PersonSession, SignInAttempt
from care_platform.store.tables.programme import (
    DifferentialRequest,
    Programme,
    ProgrammeEvent,
    ProgrammeForecast,
    ProgrammeMember,
    ProgrammeMilestone,
    ProgrammeObstacle,
    ProgrammeReader,
    ProgrammeSandbox,
    Reconciliation,
    ReconciliationDifference,
    ReconciliationKey,
)
from care_platform.store.tables.registration import Registration
from care_platform.store.tables.schedule import (
    PullChangeSet,
    PullSource,
    ScheduleAlarm,
    ScheduleCapacity,
    ScheduleFreeze,
    SchedulePlan,
    ScheduleRun,
)
from care_platform.store.tables.senders import SeenSignature, SenderCertificate, SenderRequest
from care_platform.store.tables.sent_forms import SentForm
from care_platform.store.tables.sharing import InsurerSharing
from care_platform.store.tables.transfer import Finding, Transfer, TransferPart, TransferState
from care_platform.store.tables.usage import UsageDay, UsageDayCounted

__all__ = [
    "AccessLog",
    "AccessNotice",
    "AccessToken",
    "AccountEvent",
    "AddressConfirmation",
    "ApiClient",
    "AuditSeal",
    "AuthorizationCode",
    "CareOffice",
    "ClientCertificate",
    "ClientRedirect",
    "ConsentEvent",
    "ConsentState",
    "DifferentialRequest",
    "DisasterPeriod",
    "EmergencyHospital",
    "ExceptionalAccess",
    "Finding",
    "GuardFigure",
    "GuardHold",
    "GuardProfile",
    "InsurerSharing",
    "ListCheck",
    "Mismatch",
    "Notice",
    "NoticeDelivery",
    "NoticeRecipient",
    "OpinionTie",
    "PersonAccount",
    "PersonProxy",
    "PersonSession",
    "Programme",
    "ProgrammeEvent",
    "ProgrammeForecast",
    "ProgrammeMember",
    "ProgrammeMilestone",
    "ProgrammeObstacle",
    "ProgrammeReader",
    "ProgrammeSandbox",
    "PullChangeSet",
    "PullSource",
    "Reconciliation",
    "ReconciliationDifference",
    "ReconciliationKey",
    "RefreshToken",
    "Registration",
    "ScheduleAlarm",
    "ScheduleCapacity",
    "ScheduleFreeze",
    "SchedulePlan",
    "ScheduleRun",
    "SealKind",
    "SeenSignature",
    "SenderCertificate",
    "SenderRequest",
    "SentForm",
    "SignInAttempt",
    "SignInSource",
    "StaffAccount",
    "StaffGrant",
    "StaffSession",
    "Transfer",
    "TransferPart",
    "TransferState",
    "UsageDay",
    "UsageDayCounted",
    "UsedAssertion",
]
