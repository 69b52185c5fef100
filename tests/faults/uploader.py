"""Uploads as fast as it can and is killed again and again (run as a process by the test of fault 9)."""

import os
import random
import signal
import sys
import time

import django


def upload_forever() -> None:
    """Save pictures and documents one after the other."""
    from tests.factories.files import make_document, make_image

    while True:
        make_image(size=(400, 300))
        make_document(content=b"a" * random.randrange(1, 3_000_000), name="don.txt")


def main(kills: int) -> None:
    """Start an uploader and kill it after a moment, `kills` times."""

    rng = random.Random(9)
    for _ in range(kills):
        child = os.fork()
        if not child:
            upload_forever()
        time.sleep(rng.uniform(0.05, 1.0))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
