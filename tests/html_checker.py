"""What the Nu Html Checker finds wrong with whole pages."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

CHECKER = ROOT / ".tools" / "vnu.jar"

# A table whose rows turn into cards on a phone says its roles itself: with another `display` some browsers
# forget them. The checker counts what is needless without CSS.
TABLE_ROLES = re.compile(
    r"The “role” attribute must not be used on a “(?:tr|td|th)” element which has a “table” ancestor"
    r"|The “(?:table|rowgroup|row|rowheader|columnheader|cell)” role is unnecessary for element"
)


def complaints(pages: dict[str, str], folder: Path) -> list[str]:
    """Return the errors and warnings in `pages` (name → HTML), in one run of the checker; `folder` takes its files."""
    if not CHECKER.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail("the checker is missing and CI may skip nothing")
        pytest.skip("the checker is missing: run deploy/install-test-tools")
    names = {}
    for number, (name, html) in enumerate(pages.items()):
        (folder / f"{number}.html").write_text(html, encoding="utf-8")
        names[f"{number}.html"] = name
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(CHECKER), "--format", "json", "--exit-zero-always", str(folder)],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return [
        f"{names[found['url'].rsplit('/', 1)[1]]}: {found['message']} {found.get('extract', '')[:160]!r}"
        for found in json.loads(done.stderr)["messages"]
        if found["type"] == "error" or found.get("subType") == "warning"
        if not TABLE_ROLES.match(found["message"])
    ]
