"""`make run`: what it prepares once is not prepared again."""

import importlib.util

from tests.conftest import ROOT


def load_run():
    spec = importlib.util.spec_from_file_location("deploy_run", ROOT / "deploy" / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_collected_files_are_no_reason_to_collect_again(tmp_path):
    for name in ("news/static", "site/portal/static", "site/portal/search/static", "var/static"):
        (tmp_path / name).mkdir(parents=True)
    found = load_run().static_folders(tmp_path, tmp_path / "var")
    assert sorted(str(folder.relative_to(tmp_path)) for folder in found) == [
        "news/static",
        "site/portal/search/static",
        "site/portal/static",
    ]


def test_the_feeder_runs_where_there_is_a_search_server(monkeypatch):
    run = load_run()
    monkeypatch.delenv("SEARCH_URL", raising=False)
    without = run.commands()
    monkeypatch.setenv("SEARCH_URL", "elasticsearch://127.0.0.1:9200")
    assert [command[-1] for command in run.commands() if command not in without] == ["feed_search_server"]
