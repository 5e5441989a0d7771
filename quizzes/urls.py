"""Addresses of sittings."""

from django.urls import path

from quizzes import views

urlpatterns = [
    path("sittings/<uuid:uuid>/", views.sitting, name="sitting"),
    path("sittings/<uuid:uuid>/<int:number>/", views.item, name="item"),
    path("sittings/<uuid:uuid>/result/", views.result, name="result"),
]
