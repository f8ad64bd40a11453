"""Where a notice is read in full: behind the reader's own sign-in, with nothing of it in the address."""

from care_platform.notices.confirmation_mail import Request
from care_platform.notices.parcel import Told
from care_platform.reference.notices import Addressee

_PERSON, _STAFF = "/portal/", "/desk/sign-in"


def confirmation_link(base_url: str, request: Request) -> str:
    """The page that confirms an address: a random token that can be used once, and nothing else."""
    room = "portal" if request.recipient.organisation_kind == Addressee.PERSON else "desk"
    return f"{base_url}/{room}/confirm/{request.token}"


def link(base_url: str, told: Told) -> str:
    """The page where the reader begins."""
    return base_url + (_PERSON if told.addressee == Addressee.PERSON else _STAFF)
