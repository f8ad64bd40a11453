"""Renders `docs/security.md`: the prose of `security.md.in` with matrix, duties and events from the code."""

from collections import defaultdict
from functools import reduce
from pathlib import Path

from care_platform.access.matrix import MATRIX, NO_JOB, OFFICE_JOBS, Line, viewers_of_services
from care_platform.reference.codes import JOB_TYPE, SERVICE_TYPE
from tools.audit_events import account_events, actions, duties
from tools.markdown import note, table

_PROSE = Path(__file__).with_name("security.md.in")
_HEADING = ["Record kind", "Viewer", "Jobs", "Tie", "Consent", "Deadline", "Sharing", "In force", "Source"]
_STAFF = frozenset(JOB_TYPE.codes)


def render() -> str:
    """The whole page."""
    prose = _PROSE.read_text(encoding="utf-8")
    parts = {
        "<!-- matrix -->": _matrix(), "{services}": _services(), "<!-- duties -->": duties(),
        "<!-- actions -->": actions(), "<!-- account events -->": account_events(),
    }  # fmt: skip
    text = reduce(lambda page, part: page.replace(*part), parts.items(), prose)
    return note("care_platform/access/matrix.csv and tools/security.md.in") + "\n\n" + text


def _matrix() -> str:
    jobs: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for line in MATRIX:
        jobs[_cell(line)].add(line.job)
    rows = [[cell[0], cell[1], _jobs(found), *cell[2:]] for cell, found in sorted(jobs.items())]
    return table(_HEADING, rows)


def _cell(line: Line) -> tuple[str, ...]:
    days = f"{line.valid_from} – {line.valid_to or ''}".strip()
    conditions = ["needed" if needed else "–" for needed in (line.consent, line.deadline, line.sharing)]
    return (line.record_kind, line.viewer, line.tie, *conditions, days, line.source)


def _jobs(found: set[str]) -> str:
    if found == set(OFFICE_JOBS):
        return "every"
    if found == _STAFF:
        return "any member of staff"
    return "–" if found == {NO_JOB} else ", ".join(sorted(found))


def _services() -> str:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for code in SERVICE_TYPE.codes:
        [viewer] = viewers_of_services(frozenset({code}))
        groups[viewer].append(code)
    named = "; ".join(f"{viewer}: {', '.join(codes)}" for viewer, codes in sorted(groups.items()))
    return f"{named}; institution: none."
