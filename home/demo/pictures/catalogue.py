"""Every illustration by its key: how it is drawn and what it shows."""

import io
from collections.abc import Callable
from dataclasses import dataclass

from . import culture, indoors, landscapes
from .canvas import Canvas

CREDIT = "Tranh minh họa, dữ liệu mẫu của cổng"


@dataclass(frozen=True)
class Picture:
    """An illustration, its title and what it shows, for those who can't see it."""

    key: str
    title: str
    alt: str
    paint: Callable[[Canvas], None]

    def png(self) -> bytes:
        """Draw it: the bytes of a PNG of 1600 × 900, the same every time."""
        canvas = Canvas()
        self.paint(canvas)
        buffer = io.BytesIO()
        canvas.finish().save(buffer, "PNG", compress_level=6)
        return buffer.getvalue()


_ALL = (
    Picture(
        "nui-da-voi",
        "Núi đá vôi bên dòng nước",
        "Những ngọn núi đá vôi nối nhau bên dòng nước màu ngọc, một người chèo thuyền nan.",
        landscapes.limestone_and_water,
    ),
    Picture(
        "ruong-bac-thang",
        "Ruộng bậc thang và nhà sàn",
        "Ruộng bậc thang xanh và vàng uốn theo sườn đồi, giữa ruộng có một ngôi nhà sàn mái xám.",
        landscapes.terraces,
    ),
    Picture(
        "xe-tuyen-truyen",
        "Xe tuyên truyền lưu động",
        "Chiếc xe nhỏ gắn hai loa trên nóc chạy trên con đường giữa thung lũng núi đá.",
        landscapes.loudspeaker_car,
    ),
    Picture(
        "san-tap",
        "Buổi tập ngoài trời",
        "Ba người tập yoga trên thảm, chắp tay trên đầu và đứng một chân, phía sau là mặt trời và núi.",
        landscapes.exercise_ground,
    ),
    Picture(
        "dien-thoai",
        "Điện thoại và tờ khai",
        "Màn hình điện thoại hiện một danh sách, ba dòng đã đánh dấu; hai bên là tờ khai giấy.",
        indoors.telephone_with_form,
    ),
    Picture(
        "to-khai",
        "Tờ khai và danh sách kiểm",
        "Tờ giấy kẹp trên bìa gỗ có năm dòng, bốn dòng đã đánh dấu; bên cạnh là cây bút và cuốn sổ.",
        indoors.form_with_checklist,
    ),
    Picture(
        "ban-viet",
        "Bàn viết bên cửa sổ",
        "Bàn gỗ bên cửa sổ nhìn ra núi, trên bàn có cuốn sổ mở, cây bút, phong thư và đèn bàn.",
        indoors.writing_desk,
    ),
    Picture(
        "goc-dich-vu-cong",
        "Góc dịch vụ công",
        "Chiếc bàn có máy tính và máy in, hai ghế hai bên, trên tường là bảng tin và đồng hồ.",
        indoors.service_corner,
    ),
    Picture(
        "cuoc-hop",
        "Bàn họp",
        "Bàn họp nhìn từ trên xuống, quanh bàn là ghế và giấy tờ, giữa bàn có biểu đồ và danh sách việc.",
        indoors.meeting,
    ),
    Picture(
        "khoa-an-toan",
        "Thẻ thông tin và ổ khóa",
        "Tấm thẻ có hình chân dung và những dòng chữ đã che, phía trước là ổ khóa đỏ.",
        indoors.safe_lock,
    ),
    Picture(
        "phong-doc",
        "Kệ sách phòng đọc",
        "Kệ sách ba tầng trong phòng đọc, một ngăn gắn nhãn đỏ; trên bàn có cuốn sách đang mở.",
        culture.reading_room,
    ),
    Picture(
        "san-khau",
        "Sân khấu tiểu phẩm",
        "Sân khấu màn đỏ vén hai bên, giữa sàn là đạo cụ điện thoại và con dấu lớn, phông vẽ núi và trăng.",
        culture.stage,
    ),
    Picture(
        "ap-phich",
        "Ba tấm áp phích",
        "Ba tấm áp phích trên tường: chiếc điện thoại có dấu tích, cánh cửa mở và chiếc loa cầm tay.",
        culture.poster_frames,
    ),
    Picture(
        "dai-tho-cam",
        "Dải thổ cẩm",
        "Hai dải thổ cẩm hoa văn hình thoi trên nền vải chàm, ở giữa là biểu tượng núi trong khung thoi.",
        culture.brocade_cloth,
    ),
    Picture(
        "dan-tinh",
        "Đàn tính",
        "Cây đàn tính bầu tròn, cần dài buộc tua đỏ và xanh, trên dưới là hai dải thổ cẩm.",
        culture.lute,
    ),
)

PICTURES: dict[str, Picture] = {picture.key: picture for picture in _ALL}
