"""Every address of the site. Those open to people without an account are marked in their views."""

from django.urls import include, path

from learn import health
from learn.views import (
    about,
    accounts,
    course,
    custom_study,
    data,
    home,
    installing,
    preferences,
    progress,
    reading,
    study,
    suspended,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("sittings/", home.start_sitting, name="start_sitting"),
    path("courses/<str:course>/", course.course, name="course"),
    path("courses/<str:course>/<str:slug>/<str:language>/", reading.note, name="note"),
    path("study/", study.start, name="start_study"),
    path("study/<str:course>/", study.study, name="study"),
    path("study/<str:course>/answer/", study.answer, name="answer"),
    path("study/<str:course>/undo/", study.undo, name="undo"),
    path("study/<str:course>/aside/", study.set_aside, name="set_aside"),
    path("study/<str:course>/choose/", custom_study.choose, name="choose"),
    path("study/<str:course>/suspended/", suspended.suspended, name="suspended"),
    path("study/<str:course>/suspend/", suspended.suspend, name="suspend"),
    path("study/<str:course>/resume/", suspended.resume, name="resume"),
    path("study/<str:course>/slipping/<int:fact>/", suspended.slipping, name="slipping"),
    path("progress/", progress.progress, name="progress"),
    path("progress/drill/<int:pair>/", progress.drill, name="drill"),
    path("language/", preferences.choose_language, name="set_language"),
    path("account/", accounts.account, name="account"),
    path("account/sign-up/", accounts.sign_up_page, name="sign_up"),
    path("account/log-in/", accounts.log_in, name="log_in"),
    path("account/log-out/", accounts.log_out, name="log_out"),
    path("account/recover/", accounts.recover, name="recover"),
    path("account/reset/<uuid:uuid>/<str:token>/", accounts.reset_password, name="reset_password"),
    path("account/password/", accounts.change_password, name="change_password"),
    path("account/recovery-codes/", accounts.recovery_codes, name="recovery_codes"),
    path("account/export.json", data.export_as_json, name="export_json"),
    path("account/export.zip", data.export_as_csv, name="export_csv"),
    path("account/delete/", data.erase, name="erase"),
    path("settings/", preferences.settings_page, name="settings"),
    path("settings/<str:course>/", preferences.course_settings, name="course_settings"),
    path("about/data/", about.stored_data, name="stored_data"),
    path("offline/", installing.offline, name="offline"),
    path("service-worker.js", installing.service_worker, name="service_worker"),
    path("robots.txt", installing.robots, name="robots"),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("quizzes.urls")),
]

handler400 = "learn.views.errors.bad_request"
