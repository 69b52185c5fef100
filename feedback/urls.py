"""Addresses of ratings and questions."""

from django.urls import path

from .views.questions import ask, follow, questions
from .views.rating import rate

urlpatterns = [
    path("danh-gia/<int:page_id>/", rate, name="feedback_rate"),
    path("hoi-dap/", questions, name="feedback_questions"),
    path("hoi-dap/gui/", ask, name="feedback_ask"),
    path("hoi-dap/<str:code>/", follow, name="feedback_question"),
]
