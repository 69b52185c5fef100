"""Collects the texts that people see into each room's Vietnamese catalogue, then compiles all catalogues."""

import os
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ["home", "legal", "news", "procedures", "media_assets", "feedback"]
LOWER_ROOMS = ["files", "organisations", "core", "search", "editorial", "operations"]


def collect(folder: Path, ignore: tuple[str, ...] = ()) -> None:
    """Run makemessages in one room; `-P`, since a module of the room may be named as one of Python's."""
    (folder / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "-P", "-m", "django", "makemessages", "-l", "vi", "--no-wrap", "--no-location"]
    for pattern in ignore:
        command += ["--ignore", pattern]
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=folder, env=environment, check=True)


def compile_all() -> None:
    """Write every `.mo` from its `.po` and say what has no translation."""
    for source in sorted(ROOT.glob("**/locale*/vi/LC_MESSAGES/*.po")):
        if ".venv" in source.parts:
            continue
        catalogue = polib.pofile(str(source))
        catalogue.save_as_mofile(str(source.with_suffix(".mo")))
        missing = [entry.msgid for entry in catalogue if not entry.translated() and not entry.obsolete]
        print(f"{source.relative_to(ROOT)}: {len(catalogue)} texts, {len(missing)} without translation")


if __name__ == "__main__":
    for room in ROOMS:
        collect(ROOT / room)
    for room in LOWER_ROOMS:
        collect(ROOT / "site" / "portal" / room)
    collect(ROOT / "site" / "portal", ignore=tuple(f"{room}/*" for room in LOWER_ROOMS))
    compile_all()
