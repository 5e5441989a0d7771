"""Every address of the site. Those open to people without an account are marked in their views."""

from django.urls import include, path

from learn import health
from learn.views import home, progress, study

urlpatterns = [
    path("", home.home, name="home"),
    path("sittings/", home.start_sitting, name="start_sitting"),
    path("study/", study.start, name="start_study"),
    path("study/<str:course>/", study.study, name="study"),
    path("study/<str:course>/answer/", study.answer, name="answer"),
    path("study/<str:course>/undo/", study.undo, name="undo"),
    path("study/<str:course>/aside/", study.set_aside, name="set_aside"),
    path("progress/", progress.progress, name="progress"),
    path("progress/drill/<int:pair>/", progress.drill, name="drill"),
    path("language/", home.choose_language, name="set_language"),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("quizzes.urls")),
    path("", include("content.urls")),
]
