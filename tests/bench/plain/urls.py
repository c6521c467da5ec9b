from django.urls import path

from tests.bench.plain import views

urlpatterns = [path("p/<slug:slug>/", views.first_page), path("p/<slug:slug>/submit/", views.submit)]
