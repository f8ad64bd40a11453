"""A web worker ends with the process that started it."""

import multiprocessing
import os
import signal
import threading
import time

LOOK_EVERY_SECONDS = 0.5


def end_with_parent() -> None:
    """Ends this process soon after its parent has gone, however the parent ended.

    Does nothing outside a child process made by `multiprocessing`, which is how the HTTP server makes workers.
    A worker left behind would go on answering on the shared port, beside the workers of the next start.
    Call it in the main thread, early: until the server sets its own, SIGTERM then ends the worker at once.
    """
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        # A forked worker has its parent's handler, which only takes a note for the parent's own loop.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        threading.Thread(target=_watch, args=(parent.pid,), name="parent-watch", daemon=True).start()


def _watch(parent_pid: int) -> None:
    while os.getppid() == parent_pid:
        time.sleep(LOOK_EVERY_SECONDS)
    # No clean-up: the server's own loop would wait for a parent that cannot answer. Open transactions roll back.
    os._exit(1)
