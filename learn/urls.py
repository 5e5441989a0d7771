"""Every address of the site. Those open to people without an account are marked in their views."""

from django.urls import include, path

from learn import health
from learn.exams import answer_and_review
from learn.views import accounts, data, exams, home, mistakes, papers, preferences, progress, quizzes, study
from quizzes.views import item

urlpatterns = [
    path("", home.home, name="home"),
    path("sittings/", home.start_sitting, name="start_sitting"),
    path("sittings/<uuid:uuid>/<int:number>/", item, {"store": answer_and_review}, name="item"),
    path("sittings/<uuid:uuid>/finish/", quizzes.finish, name="finish_quiz"),
    path("quizzes/<str:course>/new/", quizzes.new, name="quiz_new"),
    path("papers/<uuid:uuid>/", papers.paper, name="paper"),
    path("papers/<uuid:uuid>/key/", papers.key, name="paper_key"),
    path("mistakes/", mistakes.mistakes, name="mistakes"),
    path("mistakes/<str:course>/drill/", mistakes.drill, name="mistakes_drill"),
    path("mistakes/<str:course>/mistakes.<str:kind>", mistakes.export, name="mistakes_export"),
    path("mistakes/<str:course>/<int:fact>/", mistakes.remark, name="mistakes_remark"),
    path("exams/", exams.exams, name="exams"),
    path("exams/new/<str:course>/<str:slug>/", exams.start, name="exam_start"),
    path("exams/new/<str:course>/<str:slug>/practice/", exams.practise, name="exam_practice"),
    path("exams/<uuid:uuid>/", exams.exam, name="exam"),
    path("exams/<uuid:uuid>/<int:number>/", exams.item, name="exam_item"),
    path("exams/<uuid:uuid>/paper/", exams.paper, name="exam_paper"),
    path("exams/<uuid:uuid>/clock/", exams.clock, name="exam_clock"),
    path("exams/<uuid:uuid>/review/", exams.review, name="exam_review"),
    path("exams/<uuid:uuid>/submit/", exams.submit, name="exam_submit"),
    path("exams/<uuid:uuid>/abandon/", exams.abandon, name="exam_abandon"),
    path("exams/<uuid:uuid>/result/", exams.result, name="exam_result"),
    path("study/", study.start, name="start_study"),
    path("study/<str:course>/", study.study, name="study"),
    path("study/<str:course>/answer/", study.answer, name="answer"),
    path("study/<str:course>/undo/", study.undo, name="undo"),
    path("study/<str:course>/aside/", study.set_aside, name="set_aside"),
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
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("quizzes.urls")),
    path("", include("content.urls")),
]
