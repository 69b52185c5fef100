"""What this database puts first; `test_agreement` compares what two of them write."""

import json
import os
from pathlib import Path

import pytest

from portal.search.engines import database_engine

from .asked import first_result, write_records


@pytest.mark.django_db
def test_every_query_has_a_first_result(shared_data):
    engine = database_engine()
    first = [first_result(query, engine) for query in write_records()]
    assert all(first)
    Path(os.environ["FIRST_RESULTS"]).write_text(json.dumps(first))
