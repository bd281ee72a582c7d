from django.urls import path

from reading import views

urlpatterns = [
    path("", views.library, name="library"),
    path("articles/<int:pk>/", views.article, name="article"),
    path("articles/<int:pk>/position/", views.position, name="position"),
]
