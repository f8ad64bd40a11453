"""The published schema of the records, made from their descriptions."""

from adapters.xml.schema import records_xsd


def render() -> str:
    """The whole file."""
    return records_xsd().decode("utf-8")
