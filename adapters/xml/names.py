"""The namespace of records in XML, shared by the schema, the reader and the writer."""

RECORDS = "urn:care-platform:records:v1"
ROOT = f"{{{RECORDS}}}records"


def tag(name: str) -> str:
    """An item's or kind's element name as lxml writes it."""
    return f"{{{RECORDS}}}{name}"
