"""An address is taken by one platform alone."""

import socket
from collections.abc import Iterator

import click
import pytest

from commands.serve import require_free


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Somebody who listens, ready to share the port as a web server's workers do."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0"])
def test_where_somebody_listens_nobody_else_may(listener: socket.socket, host: str) -> None:
    port = listener.getsockname()[1]
    with pytest.raises(click.ClickException, match=f"listens on {host} port {port} already"):
        require_free(host, port)


def test_a_port_whose_listener_has_gone_is_free(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    with socket.create_connection(("127.0.0.1", port)):
        listener.accept()[0].close()
    listener.close()
    require_free("127.0.0.1", port)


def test_an_address_of_another_machine_is_said_to_be_one() -> None:
    with pytest.raises(click.ClickException, match=r"Cannot listen on 203\.0\.113\.1"):
        require_free("203.0.113.1", 8480)


def test_a_port_that_is_held_without_being_shared_is_not_free() -> None:
    with socket.socket() as alone:
        alone.bind(("127.0.0.1", 0))
        with pytest.raises(click.ClickException, match="Cannot listen"):
            require_free("127.0.0.1", alone.getsockname()[1])
