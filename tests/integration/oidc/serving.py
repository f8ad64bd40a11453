"""A real socket on this machine whose application can be put in, and changed, while it runs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import requests
from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server


@contextmanager
def running_server() -> Iterator[BaseWSGIServer]:
    """Set `.app` to what shall answer: an issuer has to know its port before it is built."""
    server = make_server("127.0.0.1", 0, Flask("nothing yet"), threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()


def direct_session() -> requests.Session:
    """A session that ignores the machine's proxy settings."""
    session = requests.Session()
    session.trust_env = False
    return session
