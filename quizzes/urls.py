"""Addresses of sittings. That of an item is in ``learn.urls``: an answer is also a review."""

from django.urls import path

from quizzes import views

urlpatterns = [
    path("sittings/<uuid:uuid>/", views.sitting, name="sitting"),
    path("sittings/<uuid:uuid>/result/", views.result, name="result"),
]
