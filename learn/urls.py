"""Every address of the site. Those open to people without an account are marked in their views."""

from django.urls import path

urlpatterns: list = []
