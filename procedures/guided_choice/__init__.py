"""“Bạn cần làm gì?”: questions that lead to procedures."""
