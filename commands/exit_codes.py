"""What `validate` and `upload` tell a script: 2 for wrong use is click's own."""

from typing import Final

ALL_TAKEN: Final = 0
SOME_REJECTED: Final = 1
WHOLE_REFUSED: Final = 3
CANNOT_CONNECT: Final = 4
HELD: Final = 5
INTERRUPTED: Final = 130
