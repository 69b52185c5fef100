"""What people write into one cell where the portal keeps a table: read only where it can mean one thing."""

from typing import Any

from portal.core.importing.notices import Notice
from portal.text import fold

from ..importing.amounts import free_is_doubtful, money_fee, read_number, read_time
from ..importing.lists import parse_steps
from ..schema import Fee, LegalBasis, Procedure, Result, SubmissionChannel, to_dict
from . import words

_FREE = ("mien phi", "khong", "khong thu phi", "khong co", "khong mat phi")


def read_texts(tables: dict[str, str], time_limit: str, fees: str) -> tuple[dict[str, Any], list[Notice]]:
    """Return what the texts of `tables` and the loose columns say, by the names of the record's fields."""
    record, notices = Procedure(), []
    if text := tables.get("steps", "").strip():
        record.steps = parse_steps(text)
    if text := tables.get("results", "").strip():
        record.results = [Result(line) for line in _lines(text)]
    if text := tables.get("legal_bases", "").strip():
        record.legal_bases = [LegalBasis(title=line) for line in _lines(text)]
    if text := tables.get("dossier", "").strip():
        record.dossier_text = text
        notices.append(Notice("dossier", "dossier_not_split"))
    record.channels, record.channels_text, found = _channels(
        tables.get("channels", "").strip(), time_limit.strip(), fees.strip()
    )
    return {name: value for name, value in to_dict(record).items() if value}, notices + found


def _lines(text: str) -> list[str]:
    return [line for part in text.splitlines() if (line := part.strip().lstrip("-+•").strip())]


def _channels(methods: str, time_limit: str, fees: str) -> tuple[list[SubmissionChannel], str, list[Notice]]:
    """Return a row for each way to submit, all with the one time limit and fee that the list gives."""
    notices: list[Notice] = []
    parts = [
        part.strip(" -+•.") for line in methods.splitlines() for part in line.replace(",", ";").split(";")
    ]
    read = [words.read_choice("method", part) for part in parts if part]
    kinds = [kind for kind in read if kind and kind != "other"]
    rest = ""
    if len(kinds) != len(read):
        kinds, rest = [], methods
        notices.append(Notice("channels", "channels_not_split"))
    if not kinds and (time_limit or fees):
        kinds = [""]
    limit = read_time(time_limit)
    if time_limit and limit.number is None:
        notices.append(Notice("channels", "channel_time_in_words", time_limit))
    fee, found = _fee(fees) if fees else (None, [])
    rows = [SubmissionChannel(kind, "", limit, [fee] if fee else []) for kind in kinds]
    return rows, rest, notices + found


def _fee(text: str) -> tuple[Fee, list[Notice]]:
    if fold(text).strip(" .") in _FREE and not free_is_doubtful(text):
        return Fee(free=True, text=text), []
    fee = money_fee(text)
    if fee.amount is None:
        fee.amount = read_number(text)
    return fee, [] if fee.amount is not None else [Notice("channels", "amount_not_read", text)]
