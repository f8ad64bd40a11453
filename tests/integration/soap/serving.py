"""The web application on a real port, for clients that speak HTTP."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import Flask
from werkzeug.serving import make_server

from app import create_app
from care_platform.platform import Platform


@contextmanager
def served(platform: Platform) -> Iterator[str]:
    """The address of the platform's web application, which knows itself by it; a thread per request."""
    server = make_server("127.0.0.1", 0, Flask("not yet"), threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"
    settings = platform.settings.model_copy(update={"base_url": address})
    server.app = create_app(replace(platform, settings=settings))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        thread.join(timeout=5)
        server.server_close()
