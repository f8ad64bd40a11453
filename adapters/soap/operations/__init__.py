"""What each SOAP operation does: one transaction, and an answer that a repetition gets again."""

from adapters.soap.operations.performing import perform

__all__ = ["perform"]
