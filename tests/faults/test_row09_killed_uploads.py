"""Fault 9, for uploads: after kill -9 every row has its whole file, and the sweep takes what has no row."""

import hashlib
import json
import subprocess
import sys

import pytest

from tests.faults.test_row07_writers import ROOT, environment

KILLS = 30
REPORT = """
import django, json
django.setup()
from datetime import timedelta
from portal.files.models import PortalDocument, PortalImage
from portal.files.orphans import sweep
swept = sweep(timedelta(0))
documents = [[d.file.name, d.sha256] for d in PortalDocument.objects.all()]
images = [[i.file.name, i.width, i.height] for i in PortalImage.objects.all()]
print(json.dumps({"swept": swept, "documents": documents, "images": images}))
"""


@pytest.mark.slow
def test_after_thirty_kills_rows_and_files_agree(tmp_path):
    values = environment(tmp_path)
    subprocess.run(
        [sys.executable, "manage.py", "migrate"], cwd=ROOT, env=values, check=True, stdout=subprocess.PIPE
    )
    subprocess.run(
        [sys.executable, "-m", "tests.faults.uploader", str(KILLS)], cwd=ROOT, env=values, check=True
    )
    done = subprocess.run(
        [sys.executable, "-c", REPORT], cwd=ROOT, env=values, check=True, capture_output=True, text=True
    )
    report = json.loads(done.stdout)
    media = tmp_path / "media"
    files = {path.relative_to(media).as_posix() for path in media.rglob("*") if path.is_file()}
    rows = {name for name, *_ in [*report["documents"], *report["images"]]}
    assert rows
    assert files == rows
    for name, checksum in report["documents"]:
        assert hashlib.sha256((media / name).read_bytes()).hexdigest() == checksum
