"""What each field of a record means, in the words of the data dictionary and of the API's description.

They are part of the published format, so they are Vietnamese whatever the site speaks.
"""

from .. import schema

MEANINGS: dict[type, dict[str, str]] = {
    schema.Procedure: {
        "code": "Mã thủ tục hành chính, không kèm đuôi của tỉnh",
        "name": "Tên đầy đủ theo quyết định công bố",
        "decision_number": "Số quyết định công bố",
        "announced_on": "Ngày công bố",
        "effective_from": "Có hiệu lực từ ngày",
        "effective_to": "Có hiệu lực đến hết ngày",
        "reviewed_on": "Ngày rà soát gần nhất",
        "state": "Tình trạng theo quyết định công bố gần nhất",
        "kind": "Loại thủ tục",
        "field": "Lĩnh vực",
        "levels": "Cấp thực hiện",
        "audiences": "Đối tượng thực hiện",
        "implementing_agency": "Cơ quan thực hiện",
        "competent_agency": "Cơ quan có thẩm quyền quyết định",
        "receiving_address": "Địa chỉ tiếp nhận hồ sơ",
        "delegated_agency": "Cơ quan được ủy quyền",
        "coordinating_agency": "Cơ quan phối hợp",
        "steps": "Trình tự thực hiện, từng bước",
        "channels": "Cách thức thực hiện, từng hình thức nộp",
        "channels_text": "Phần cách thức thực hiện chưa tách được thành bảng, nguyên văn",
        "dossier": "Thành phần hồ sơ, từng trường hợp",
        "dossier_text": "Phần thành phần hồ sơ chưa tách được thành bảng, nguyên văn",
        "dossier_sets": "Số bộ hồ sơ",
        "results": "Kết quả thực hiện",
        "results_text": "Phần kết quả chưa tách được, nguyên văn",
        "legal_bases": "Căn cứ pháp lý",
        "legal_bases_text": "Phần căn cứ pháp lý chưa tách được, nguyên văn",
        "conditions": "Yêu cầu, điều kiện thực hiện",
        "related": "Tên các thủ tục liên quan",
        "related_text": "Phần thủ tục liên quan chưa tách được, nguyên văn",
        "keywords": "Từ khóa",
        "description": "Mô tả",
        "online_level": "Mức độ dịch vụ công trực tuyến",
        "partial_reason": "Lý do chỉ cung cấp trực tuyến một phần",
        "submission_url": "Địa chỉ nộp hồ sơ trực tuyến",
        "source_url": "Địa chỉ nguồn của bản ghi",
        "responsible": "Phòng, đơn vị hoặc chức vụ phụ trách bản ghi",
    },
    schema.Step: {"label": "Tên bước, ví dụ “Bước 1:”", "text": "Nội dung bước"},
    schema.SubmissionChannel: {
        "method": "Hình thức nộp",
        "method_text": "Tên hình thức khi là hình thức khác",
        "time_limit": "Thời hạn giải quyết theo hình thức này",
        "fees": "Phí, lệ phí theo hình thức này",
        "description": "Mô tả cách nộp",
    },
    schema.TimeLimit: {
        "number": "Số, khi đọc được chắc chắn",
        "unit": "Đơn vị của số",
        "text": "Thời hạn bằng lời, nguyên văn",
    },
    schema.Fee: {
        "kind": "Phí hay lệ phí",
        "amount": "Số tiền bằng đồng, khi đọc được chắc chắn",
        "free": "Không phải nộp",
        "text": "Mức thu bằng lời, nguyên văn",
        "note": "Ghi chú",
    },
    schema.DossierGroup: {
        "name": "Tên trường hợp; rỗng khi chỉ có một",
        "items": "Các giấy tờ phải nộp",
        "text": "Phần hồ sơ chưa tách được, nguyên văn",
    },
    schema.DossierItem: {
        "name": "Tên giấy tờ",
        "forms": "Mẫu đơn, tờ khai của giấy tờ này",
        "originals": "Số bản chính; không có giá trị khi văn bản không nêu",
        "copies": "Số bản sao; không có giá trị khi văn bản không nêu",
        "note": "Ghi chú",
    },
    schema.FormFile: {
        "file_name": "Tên tệp biểu mẫu",
        "document": "Luôn rỗng ngoài cổng này; địa chỉ tải về nằm ở mục forms của bản ghi",
    },
    schema.Result: {
        "text": "Kết quả nhận được",
        "code": "Mã kết quả trong Cơ sở dữ liệu quốc gia về thủ tục hành chính",
    },
    schema.LegalBasis: {
        "number": "Số, ký hiệu văn bản",
        "title": "Trích yếu",
        "issued_on": "Ngày ban hành",
        "issuer": "Cơ quan ban hành",
        "note": "Phần của dòng chưa tách được, nguyên văn",
    },
}


def meaning(cls: type, name: str) -> str:
    """Return what the field `name` of a dataclass of the schema means."""
    return MEANINGS[cls][name]
