"""Addresses of notes and of what is made of them."""

from django.urls import path

from content import views

urlpatterns = [
    path("courses/<str:course>/compare/", views.compare, name="compare"),
    path("courses/<str:course>/glossary/", views.course_glossary, name="glossary"),
    path("courses/<str:course>/<str:slug>/<str:language>/", views.note, name="note"),
]
