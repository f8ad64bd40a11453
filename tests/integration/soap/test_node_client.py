"""The example for Node.js in the documentation, run as it stands there.

It needs `node` and the package `soap`, installed anywhere: CARE_TEST_NODE_PATH names its `node_modules`.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from adapters.soap.address import SERVICE_PATH
from care_platform.platform import Platform
from care_platform.reference.calendar import system_clock
from tests.builders.records import HIRAKATA, copay_row
from tests.builders.transfers import xml_of
from tests.integration.soap.senders import registered
from tests.integration.soap.serving import served
from tests.unit.soap.senders import a_city

PAGE = Path(__file__).parents[3] / "docs" / "soap.md"


def environment() -> dict[str, str]:
    return {**os.environ, "NODE_PATH": os.environ.get("CARE_TEST_NODE_PATH", "")}


@pytest.fixture
def node() -> str:
    """The program `node` where the package is installed."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("node is not installed")
    asked = subprocess.run(
        [found, "-e", "require('soap')"], env=environment(), capture_output=True, check=False
    )
    if asked.returncode:
        pytest.skip("the Node.js package soap is not installed; CARE_TEST_NODE_PATH can name its folder")
    return found


def example() -> str:
    (script,) = re.findall(r"^```javascript\n(.*?)^```", PAGE.read_text(), flags=re.MULTILINE | re.DOTALL)
    return str(script)


@pytest.fixture
def uploads(node: str, platform: Platform, tmp_path: Path) -> Callable[[str], Any]:
    """Runs the example against an address; gives what it prints."""
    city = registered(platform, a_city())
    key = city.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "key.pem").write_bytes(key)
    (tmp_path / "certificate.pem").write_bytes(city.certificate.public_bytes(Encoding.PEM))
    (tmp_path / "copay.xml").write_bytes(xml_of("copay_certificate", [copay_row(), copay_row("2", sex="9")]))
    (tmp_path / "upload.js").write_text(example())
    arguments = ["key.pem", "certificate.pem", HIRAKATA, "copay_certificate", "copay.xml"]

    def run(address: str) -> Any:
        command = [node, "--no-deprecation", "upload.js", address + SERVICE_PATH, *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def test_another_toolkit_uploads_and_reads_the_report(
    platform: Platform, uploads: Callable[[str], Any]
) -> None:
    def process(transfer_id: int, insurer_number: str, record_kind: str) -> None:
        working.processor().process(transfer_id)

    working = replace(platform, clock=system_clock, enqueue=process)
    with served(working) as address:
        told, again = uploads(address), uploads(address)
    counts = told["report"]["counts"]
    assert (told["status"]["state"], counts["inserted"], counts["rejected"]) == ("applied", "1", "1")
    assert told["report"]["finding"][0]["severity"] == "rejection"
    assert again["opened"]["repeated"] is True
    assert again["report"] == told["report"]
