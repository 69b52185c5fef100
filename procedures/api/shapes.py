"""What the API gives and takes, as pydantic models; those of the record are made from the canonical schema."""

import typing
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, create_model

from .. import schema
from ..catalogue.definitions import FACETS, Facet
from ..opendata.meanings import meaning


def _a_day(text: str) -> str:
    date.fromisoformat(text)
    return text


#: a day of a record: "" where it isn't known
DAY_OR_NOTHING = Annotated[str, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", examples=["2026-07-01"])]
DAY = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_schema_extra={"format": "date"}),
    AfterValidator(_a_day),
]


@cache
def shape_of(cls: type) -> type[Schema]:
    """Return the model of a dataclass of `procedures.schema`: the same keys, in the same order, all there."""
    hints = typing.get_type_hints(cls)
    columns: dict[str, Any] = {}
    for item in fields(cls):
        kind = _kind(hints[item.name], item.metadata.get("choices"))
        columns[item.name] = (kind, Field(..., description=meaning(cls, item.name)))
    return create_model(
        f"{cls.__name__}Record", __base__=Schema, __config__=None, __doc__=_first_line(cls), **columns
    )


def _kind(hint: Any, choices: tuple[str, ...] | None) -> Any:
    if hint == (date | None):
        return DAY_OR_NOTHING
    if choices:
        return Literal[("", *choices)]
    if typing.get_origin(hint) is list:
        (inner,) = typing.get_args(hint)
        part: Any = _kind(inner, None)
        return list[part]
    if isinstance(hint, type) and is_dataclass(hint):
        return shape_of(hint)
    return hint


def _first_line(cls: type) -> str:
    return (cls.__doc__ or "").partition("\n")[0]


Record = shape_of(schema.Procedure)


class FormOut(Schema):
    """A form to fill in."""

    file_name: str = Field(description="Tên tệp như trong hồ sơ thủ tục")
    url: str = Field(description="Địa chỉ tải về; rỗng khi cổng chưa có tệp")


class VersionOut(Schema):
    """One dated version of a procedure."""

    valid_from: DAY = Field(description="Ngày bản này bắt đầu áp dụng")
    valid_to: DAY_OR_NOTHING = Field(description="Ngày cuối cùng bản này áp dụng; rỗng khi chưa có bản sau")
    change: Literal["", "new", "amended", "replaced", "abolished"] = Field(
        description="Bản này ban hành mới, sửa đổi, thay thế hay bãi bỏ thủ tục"
    )
    decision_number: str = Field(description="Số quyết định công bố bản này")
    url: str = Field(description="Trang của thủ tục vào ngày bản này bắt đầu áp dụng")


class ProcedureOut(Schema):
    """A procedure with its whole record."""

    code: str = Field(description="Mã thủ tục", examples=["1.003838"])
    url: str = Field(description="Trang của thủ tục")
    api_url: str = Field(description="Địa chỉ của chính bản ghi này")
    changed_at: str = Field(description="Lúc thay đổi gần nhất trên cổng, theo ISO 8601; rỗng khi không rõ")
    is_sample: bool = Field(description="Dữ liệu mẫu, không có giá trị pháp lý")
    valid_from: DAY_OR_NOTHING = Field(description="Bản được trả về áp dụng từ ngày này")
    ended: bool = Field(description="Thủ tục đã bị bãi bỏ hoặc thay thế vào ngày được hỏi")
    record: Record = Field(description="Bản ghi đầy đủ")  # type: ignore[valid-type]


class ProcedureDetail(ProcedureOut):
    """A procedure with its record, its forms and all its versions."""

    forms: list[FormOut] = Field(description="Biểu mẫu kèm địa chỉ tải về")
    versions: list[VersionOut] = Field(description="Các bản, mới nhất trước")


class ProcedureList(Schema):
    """A part of the catalogue."""

    count: int = Field(description="Số thủ tục thỏa điều kiện", ge=0)
    page: int = Field(description="Trang này, từ 1", ge=1)
    page_size: int = Field(description="Số thủ tục một trang", ge=1)
    pages: int = Field(description="Số trang", ge=1)
    next: str = Field(description="Địa chỉ trang sau; rỗng khi hết")
    previous: str = Field(description="Địa chỉ trang trước; rỗng khi không có")
    date: DAY = Field(description="Ngày mà danh mục được lập cho")
    results: list[ProcedureOut]


class Problem(Schema):
    """What is wrong with a parameter."""

    where: str = Field(description="Tên tham số")
    problem: str = Field(description="Điều cần sửa")


class Refusal(Schema):
    """An answer that isn't the one asked for."""

    detail: str = Field(description="Điều đã xảy ra")
    errors: list[Problem] = Field(default_factory=list, description="Từng tham số chưa đúng")


class Asked(Schema):
    """The parameters of the list, besides the facets."""

    model_config = ConfigDict(extra="ignore")

    ngay: DAY | None = Field(None, description="Danh mục vào ngày này (YYYY-MM-DD); không có thì là hôm nay")
    page: int = Field(1, ge=1, le=100_000, description="Trang, từ 1")
    page_size: int = Field(20, ge=1, le=100, description="Số thủ tục một trang")


def _field_of(facet: Facet) -> tuple[Any, Any]:
    """Return kind and description of the parameter of a facet: any of its values, up to 50."""
    value: Any = Literal[tuple(facet.choices)] if facet.choices else Annotated[str, Field(max_length=120)]
    return list[value], Field(
        default_factory=list, alias=facet.parameter, max_length=50, description=str(facet.label)
    )


_FIELDS: dict[str, Any] = {facet.name: _field_of(facet) for facet in FACETS}
#: the facets of the catalogue, by their names in addresses
Filters: Any = create_model("Filters", __base__=Asked, **_FIELDS)
