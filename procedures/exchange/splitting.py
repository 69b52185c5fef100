"""The dictionary of a record → rows of cells, for each sheet; `joining` is the way back."""

from collections.abc import Iterator
from typing import Any

from .columns import BASES, CHANNELS, FEES, FORMS, GROUPS, MAIN, PAPERS, RESULTS, STEPS, Sheet

Part = tuple[Sheet, dict[str, Any]]


def parts_of(record: dict[str, Any]) -> Iterator[Part]:
    """Yield (sheet, values by the names of its columns) for each row of `record`."""
    code = record["code"]
    yield MAIN, record
    for place, step in enumerate(record["steps"], 1):
        yield STEPS, {"code": code, "order": place, **step}
    for place, channel in enumerate(record["channels"], 1):
        yield CHANNELS, {"code": code, "order": place, **channel, **channel["time_limit"]}
        for number, fee in enumerate(channel["fees"], 1):
            yield FEES, {"code": code, "channel": place, "order": number, **fee}
    for place, group in enumerate(record["dossier"], 1):
        yield from _group(code, place, group)
    for place, result in enumerate(record["results"], 1):
        yield RESULTS, {"order": place, "text": result["text"], "result_code": result["code"], "code": code}
    for place, basis in enumerate(record["legal_bases"], 1):
        yield BASES, {"code": code, "order": place, **basis}


def _group(code: str, place: int, group: dict[str, Any]) -> Iterator[Part]:
    if group["name"] or group["text"] or not group["items"]:
        # The papers alone tell that there is a case; most procedures have one, without a name.
        yield GROUPS, {"code": code, "order": place, **group}
    for number, item in enumerate(group["items"], 1):
        yield PAPERS, {"code": code, "group": place, "order": number, **item}
        for count, form in enumerate(item["forms"], 1):
            yield FORMS, {"code": code, "group": place, "item": number, "order": count, **form}
