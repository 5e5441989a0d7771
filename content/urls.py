"""Addresses of notes."""

from django.urls import path

from content import views

urlpatterns = [
    path("courses/<str:course>/<str:slug>/<str:language>/", views.note, name="note"),
]
