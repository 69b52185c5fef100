"""What a newcomer is told: every command and file that README and docs name is there."""

import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
#: a path in words: `site/portal/core`, `news/models/page.py`, `roles.py`
FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)+/?|[\w-]+\.(?:py|md|txt|toml|in)")
#: names of what isn't in the repository: what running makes, and what lies beside it
ELSEWHERE = ("var/", "DATA_DIR/", "../", "bench/results")


def code_words(text: str) -> list[str]:
    """Return what stands between backticks on one line; blocks of code are not running text."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def named_files(text: str) -> set[str]:
    """Return the paths that a text names: in backticks, and as targets of links and pictures."""
    words = [word for word in code_words(text) if not re.search(r"[\s*…<>:{}\[\]]|^/|//|-", word)]
    links = [target.split("#")[0] for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    return {word for word in words if FILE.fullmatch(word)} | {link for link in links if link}


@cache
def project() -> str:
    """Return every file and folder of the project, each on a line that begins with a slash."""
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [
            name for name in folders if not name.startswith(".") and name not in ("var", "__pycache__")
        ]
        place = Path(folder).relative_to(ROOT)
        found += [f"/{place / name}\n" for name in files] + [f"/{place / name}/\n" for name in folders]
    return "".join(found)


def is_there(name: str) -> bool:
    return f"/{name.removeprefix('./')}\n" in project() or f"/{name.rstrip('/')}/\n" in project()


@pytest.mark.parametrize("document", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_is_named_exists(document: Path) -> None:
    names = named_files(document.read_text(encoding="utf-8"))
    missing = [name for name in names if not name.startswith(ELSEWHERE) and not is_there(name)]
    assert missing == []


def test_make_lists_its_commands() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for command in ("run", "dev", "test", "test-fast", "lint", "bench"):
        assert re.search(rf"^\s+make {command}\s+\w", listed, re.MULTILINE), command


def test_every_make_command_that_is_named_exists() -> None:
    rules = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for document in DOCS:
        named = set(re.findall(r"\bmake ([a-z-]+)", " ".join(code_words(document.read_text()))))
        assert named <= rules, document


def test_readme_begins_with_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text()
    assert readme.index("make run") < readme.index("make test") < readme.index("\n## ")


def test_readme_names_every_variable_of_the_environment() -> None:
    readme = (ROOT / "README.md").read_text()
    settings = "".join(path.read_text() for path in (ROOT / "site/portal/settings").glob("*.py"))
    read = set(re.findall(r"""env(?:\.\w+)?\(\s*"([A-Z_]+)\"""", settings))
    assert read
    assert {name for name in read if f"`{name}`" not in readme} == set()
