"""Row rules about amounts: what must add up is refused, what law gives is compared and warned about."""

from collections.abc import Callable, Iterator

from care_platform.records.description import Check, Problem, Values
from care_platform.reference.catalogue import row_rules


def adds_up(total: str, *parts: str) -> Check:
    """The total is the sum of the parts; a part that was not sent counts 0."""

    def check(values: Values) -> Iterator[Problem]:
        expected = sum(int(values.get(part) or 0) for part in parts)
        yield from sum_problem(values, total, expected)

    return check


def adds_up_members(total: str, group: str, item: str) -> Check:
    """The total is the sum of an item over the members of a group."""

    def check(values: Values) -> Iterator[Problem]:
        yield from sum_problem(values, total, sum(int(member[item]) for member in values.get(group, ())))

    return check


def balance_left(balance: str, ceiling: str, used: str) -> Check:
    """The balance is what the ceiling leaves; so no more can be used than the ceiling allows."""

    def check(values: Values) -> Iterator[Problem]:
        yield from sum_problem(values, balance, int(values[ceiling]) - int(values[used]))

    return check


def sum_problem(values: Values, item: str, expected: int) -> Iterator[Problem]:
    """A refusal if the item was sent and is not what it should come to."""
    sent = values.get(item)
    if sent is not None and int(sent) != expected:
        yield Problem(row_rules.SUM_DIFFERS, item, found=sent, details={"expected": expected})


def differs(item: str, sent: str | None, expected: int | None) -> Iterator[Problem]:
    """A warning with both values if an amount was sent, law gives one for that day, and they differ."""
    if sent is not None and expected is not None and int(sent) != expected:
        details: dict[str, str | int] = {"found": sent, "expected": expected}
        yield Problem(row_rules.AMOUNT_DIFFERS, item, rejects=False, found=sent, details=details)


def as_law(item: str, expected: Callable[[Values], int | None]) -> Check:
    """The item is what law gives for the row; `expected` gives None where no rule is known."""

    def check(values: Values) -> Iterator[Problem]:
        if item in values:
            yield from differs(item, values[item], expected(values))

    return check
