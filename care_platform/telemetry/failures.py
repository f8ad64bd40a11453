"""An exception told without its text and without local values: either may hold personal data.

PostgreSQL, for one, repeats the row in its message when a constraint fails.
"""

import traceback
from types import TracebackType
from typing import NotRequired, TypedDict

from care_platform.reference.catalogue import CataloguedError

_MAX_CHAIN = 8
_MAX_FRAMES = 40


class Failure(TypedDict):
    """One exception: its class, the catalogue's code or PostgreSQL's SQLSTATE, and `file:line function`."""

    type: str
    code: NotRequired[str]
    frames: list[str]


def describe(error: BaseException) -> list[Failure]:
    """The exception and those that led to it, the outermost first; in each the innermost frame is last."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain and len(chain) < _MAX_CHAIN:
        chain.append(link)
        link = _cause(link)
    return [_describe_one(each) for each in chain]


def as_text(described: list[Failure]) -> str:
    """The same for a person's eyes."""
    lines: list[str] = []
    for each in described:
        lines.append(f"{each['type']} {each.get('code', '')}".rstrip())
        lines.extend(f"    {frame}" for frame in each["frames"])
    return "\n".join(lines)


def _cause(error: BaseException) -> BaseException | None:
    if isinstance(error, BaseExceptionGroup):
        first: BaseException = error.exceptions[0]
        return first
    if error.__cause__ is not None:
        return error.__cause__
    return None if error.__suppress_context__ else error.__context__


def _describe_one(error: BaseException) -> Failure:
    kind = type(error)
    told = Failure(type=f"{kind.__module__}.{kind.__qualname__}", frames=_frames(error.__traceback__))
    code = _code(error)
    if code is not None:
        told["code"] = code
    return told


def _code(error: BaseException) -> str | None:
    if isinstance(error, CataloguedError):
        return error.entry.code
    state = getattr(error, "sqlstate", None)
    return state if isinstance(state, str) else None


def _frames(trace: TracebackType | None) -> list[str]:
    # Sources are not looked up: a source line is harmless, but reading files while failing is not.
    found = traceback.StackSummary.extract(traceback.walk_tb(trace), lookup_lines=False)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in found[-_MAX_FRAMES:]]
