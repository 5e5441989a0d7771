"""The addresses that are measured; the others only so that names resolve."""

from django.urls import path

from learn import health
from learn.views import reading
from tests.bench.reference import views

urlpatterns = [
    path("", views.home, name="home"),
    path("study/", views.start, name="start_study"),
    path("study/<str:course>/", views.study, name="study"),
    path("study/<str:course>/answer/", views.answer, name="answer"),
    path("study/<str:course>/undo/", views.study, name="undo"),
    path("study/<str:course>/aside/", views.study, name="set_aside"),
    path("readyz", health.readyz, name="readyz"),
    path("courses/<str:course>/<str:slug>/<str:language>/", reading.note, name="note"),
]
