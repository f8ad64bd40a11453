"""The project's own documents, as the tests of this folder read them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def tracked_files() -> list[Path]:
    """Every file git holds; the test is skipped where there is no git, as in an unpacked release."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git work tree: what is tracked is unknown")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [file for file in files if file.is_file()]


def pages() -> list[Path]:
    """Every Markdown page git holds."""
    return [file for file in tracked_files() if file.suffix == ".md"]


def without_code(text: str) -> str:
    """The page without its fenced blocks and its code in the line, where brackets are no links."""
    unfenced = re.sub(r"^(```|~~~).*?^\1\s*$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", "", unfenced)


def links(text: str) -> list[str]:
    """What the page's links and images point to."""
    return re.findall(r"\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)", without_code(text))


def shell_commands(text: str) -> list[str]:
    """The command lines of the blocks marked `sh`: prompts taken off, continued lines joined."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [line.strip().removeprefix("$ ") for line in lines if line.strip()]


def headings(text: str) -> set[str]:
    """The fragments a link may use: each heading as GitHub writes it, and each `id`."""
    found = {
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^#+ +(.+?)\s*$", text, flags=re.MULTILINE)
    }
    return found | set(re.findall(r'<a id="([^"]+)"', text))
