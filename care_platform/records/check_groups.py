"""Row rules about repeated groups. Items are named `group[place].item`, counted from 1."""

from collections.abc import Iterator

from care_platform.records.description import Check, Problem, Values
from care_platform.reference.catalogue import row_rules


def distinct(group: str, item: str) -> Check:
    """No two members of the group hold the same value: a choice is made once."""

    def check(values: Values) -> Iterator[Problem]:
        members = values.get(group, ())
        if len(members) < 2:
            return
        seen = set()
        for place, member in enumerate(members, 1):
            if member[item] in seen:
                yield Problem(row_rules.CHOICE_REPEATED, f"{group}[{place}].{item}", found=member[item])
            seen.add(member[item])

    return check


def alone(group: str, item: str, code: str, *, rejects: bool = True) -> Check:
    """The code, which says there is nothing to choose, stands alone in its group."""

    def check(values: Values) -> Iterator[Problem]:
        members = values.get(group, ())
        if len(members) > 1 and any(member[item] == code for member in members):
            details = {"because": f"{group}.{item}"}
            yield Problem(row_rules.ITEM_NOT_ALLOWED, group, rejects=rejects, details=details)

    return check
