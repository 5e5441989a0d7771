"""Every address of the site. Those open to people without an account are marked in their views."""

from django.urls import include, path

from learn import health, views

urlpatterns = [
    path("", views.home, name="home"),
    path("sittings/", views.start_sitting, name="start_sitting"),
    path("language/", views.choose_language, name="set_language"),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("quizzes.urls")),
    path("", include("content.urls")),
]
