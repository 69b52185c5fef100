"""Words that belong to the page of the national portal, not to a record: heads of tables, empty cells, buttons."""

#: what the portal prints in an empty cell
NOTHING = "Không có thông tin"
CHANNELS_HEAD = "Hình thức nộpThời gianPhí, lệ phíMô tả"
DOSSIER_HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
#: stands for the name of a case where there is none
NO_CASE = "--"
BASES_HEAD = "Tên văn bản pháp lýMã văn bản"
RELATED_HEAD = "#Tên thủ tục"
#: labels of what follows the results on the page
KEYWORDS_LABEL = "Từ khóa"
DESCRIPTION_LABEL = "Mô tả"
RESULT_CODE_LABEL = "Mã:"
#: the form under the record by which a visitor chooses where to submit
CHOOSER_HEAD = "Chọn cơ quan thực hiện"
CHOOSER = (
    CHOOSER_HEAD,
    "Tỉnh/ Thành phố",
    "Bộ ngành",
    "-- Chọn Tỉnh/ Thành phố --",
    "-- Chọn Bộ ngành --",
    "-- Chọn Phường/ Xã --",
    "-- Chọn Cơ sở --",
    "Phường/ Xã",
    "Sở",
    "Đơn vị",
    "Hệ thống chỉ hiển thị những cơ quan đã áp dụng dịch vụ công trực tuyến",
    "Nộp hồ sơ",
)


def without_nothing(text: str) -> str:
    """Return `text`, or "" where it only says that there is no information."""
    return "" if text.strip() in ("", NOTHING) else text.strip()
