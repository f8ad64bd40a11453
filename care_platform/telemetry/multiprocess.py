"""Several web workers on one machine answer one set of metrics.

prometheus-client decides at its own import whether to share through files, so the environment has to be
ready before a worker starts. That is why this module imports nothing of it.
"""

import os
from collections.abc import MutableMapping
from pathlib import Path

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


def share_metrics(directory: Path, environ: MutableMapping[str, str] | None = None) -> None:
    """Let the workers started from now on share their metrics in `directory`, emptied first.

    Call it once in the parent, before any worker: the figures of an earlier run would be added otherwise.
    """
    directory.mkdir(parents=True, exist_ok=True)
    for left_over in directory.glob("*.db"):
        left_over.unlink()
    (os.environ if environ is None else environ)[VARIABLE] = str(directory)
