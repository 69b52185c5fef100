"""What every private server of tests and benchmarks needs: an ordinary user, a free port, a folder of its own."""

import os
import pwd
import shutil
import socket
from pathlib import Path
from typing import TypedDict

#: who runs servers where we are root: they refuse root, and need nothing but their folder
USER = "nobody"


class Identity(TypedDict, total=False):
    """The arguments of `subprocess.Popen` that make a process an ordinary user's."""

    user: int
    group: int
    extra_groups: list[int]


def identity() -> Identity:
    """Return how a server is started: as `USER` when we are root, else as ourselves."""
    if os.geteuid():
        return {}
    user = pwd.getpwnam(USER)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def own_folder(folder: Path) -> Path:
    """Return `folder`, made and given to the user of the server; what lies in it too."""
    folder.mkdir(parents=True, exist_ok=True)
    if not os.geteuid():
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, USER, pwd.getpwnam(USER).pw_gid)
    return folder


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
