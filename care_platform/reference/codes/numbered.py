"""Lists whose code is the place in the printed form: 1, 2, 3 …"""

from care_platform.reference.codes.code_list import CodeList, CodeValue, Evidence


def numbered(
    name: str,
    official_name: str,
    source: str,
    *texts: tuple[str, str],
    evidence: Evidence = Evidence.KNOWLEDGE,
) -> CodeList:
    """A list of (Japanese, English) texts in the order of the form; the first has code 1."""
    values = {str(place): CodeValue(ja, en) for place, (ja, en) in enumerate(texts, 1)}
    return CodeList(name=name, official_name=official_name, source=source, evidence=evidence, values=values)
