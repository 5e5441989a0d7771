"""Addresses of what is made of notes."""

from django.urls import path

from content import views

urlpatterns = [
    path("courses/<str:course>/compare/", views.compare, name="compare"),
    path("courses/<str:course>/glossary/", views.course_glossary, name="glossary"),
]
