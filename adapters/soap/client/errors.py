"""How an upload can fail before the platform has judged the rows."""

from adapters.soap.messages.fault import PlatformFault


class RefusedError(Exception):
    """The platform answered with a fault; sending the same again will not help."""

    def __init__(self, fault: PlatformFault) -> None:
        self.fault = fault
        super().__init__(fault.code)


class CannotConnectError(Exception):
    """The platform could not be reached, or what answers there is not the platform; the text says which."""
