"""When a CSV file is in another encoding than was said: which one it could be."""

import codecs
from pathlib import Path

from care_platform.reference.catalogue import CataloguedError, files
from commands.record_bytes import pieces_of

_NAMES = {"utf-8": "UTF-8", "cp932": "Shift_JIS (MS932)"}
_OPTIONS = {"utf-8": "utf-8", "cp932": "ms932"}


def encoding_hint(path: Path, refusal: CataloguedError) -> CataloguedError | None:
    """A note that the file can be read in the other encoding; None where that is not the trouble."""
    if refusal.entry is not files.WRONG_ENCODING:
        return None
    expected = refusal.details["encoding"]
    other = next(codec for codec, name in _NAMES.items() if name != expected)
    if not _readable(path, other):
        return None
    details = {"found": _NAMES[other], "option": _OPTIONS[other], "expected": expected}
    return CataloguedError(files.OTHER_ENCODING, details)


def _readable(path: Path, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for piece in pieces_of(path):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
