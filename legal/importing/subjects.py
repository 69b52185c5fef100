"""The subjects of the codification of law (Pháp điển), by the addresses that lists of others use for them."""

from portal.text import slugify_vi

# Ordinance 03/2012/UBTVQH13 on codification, Article 7: 45 subjects, in the order of the alphabet.
_NAMES = """
An ninh quốc gia
Bảo hiểm
Bổ trợ tư pháp
Bưu chính, viễn thông
Cán bộ, công chức, viên chức
Chính sách xã hội
Công nghiệp
Dân số, gia đình, trẻ em, bình đẳng giới
Dân sự
Dân tộc
Doanh nghiệp, hợp tác xã
Đất đai
Giáo dục, đào tạo
Giao thông, vận tải
Hành chính tư pháp
Hình sự
Kế toán, kiểm toán
Khiếu nại, tố cáo
Khoa học, công nghệ
Lao động
Môi trường
Ngân hàng, tiền tệ
Ngoại giao, điều ước quốc tế
Nông nghiệp, nông thôn
Quốc phòng
Tài chính
Tài nguyên
Tài sản công, nợ công, dự trữ nhà nước
Thi đua, khen thưởng, các danh hiệu vinh dự nhà nước
Thi hành án
Thống kê
Thông tin, báo chí, xuất bản
Thuế, phí, lệ phí, các khoản thu khác
Thương mại, đầu tư, chứng khoán
Tổ chức bộ máy nhà nước
Tổ chức chính trị - xã hội, hội
Tố tụng và các phương thức giải quyết tranh chấp
Tôn giáo, tín ngưỡng
Trật tự, an toàn xã hội
Tương trợ tư pháp
Văn hóa, thể thao, du lịch
Văn thư, lưu trữ
Xây dựng pháp luật và thi hành pháp luật
Xây dựng, nhà ở, đô thị
Y tế, dược
"""
SUBJECTS = {slugify_vi(name): name for name in _NAMES.strip().splitlines()}


def subject_name(text: str) -> str:
    """Return the name of the subject that `text` is (its address or its name); `text` when it is none of these."""
    return SUBJECTS.get(slugify_vi(text), text)
