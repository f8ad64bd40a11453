"""Writes every file that follows from the code; `python -m tools.generate --check` tells which are stale.

To add one: a function without arguments that returns the whole text, and a line in GENERATORS.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tools import catalogue_page, formats, records_schema, security_page, settings_page

ROOT = Path(__file__).resolve().parent.parent

GENERATORS: dict[str, Callable[[], str]] = {
    "adapters/soap/wsdl/records_v1.xsd": records_schema.render,
    "docs/catalogue.md": catalogue_page.render,
    "docs/security.md": security_page.render,
    "docs/settings.md": settings_page.render,
    **formats.GENERATORS,
}


def stale(path: str, root: Path = ROOT) -> bool:
    """Whether the file at `path` (relative to the root) is missing or not what its generator makes now."""
    file = root / path
    return not file.is_file() or file.read_bytes() != GENERATORS[path]().encode()


def write(path: str, root: Path = ROOT) -> bool:
    """Write the file when it is stale, and tell whether it was."""
    if not stale(path, root):
        return False
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(GENERATORS[path]().encode())
    return True


def main(arguments: list[str]) -> int:
    """Exit code 1 when `--check` finds a stale file; it is named on standard output."""
    parser = argparse.ArgumentParser(prog="python -m tools.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail when a file is stale")
    only_check: bool = parser.parse_args(arguments).check
    changed = [path for path in GENERATORS if (stale(path) if only_check else write(path))]
    for path in changed:
        print(f"{path} is stale: run 'make generate'." if only_check else f"Wrote {path}.")
    return 1 if only_check and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
