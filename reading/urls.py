from django.urls import path

from reading import corrections, pictures, views

urlpatterns = [
    path("", views.library, name="library"),
    path("articles/<int:pk>/", views.article, name="article"),
    path("articles/<int:pk>/corrections/", corrections.corrections, name="corrections"),
    path("articles/<int:pk>/revisions/<int:number>/", corrections.revision, name="revision"),
    path("pictures/<str:name>", pictures.picture, name="picture"),
    path("articles/<int:pk>/position/", views.position, name="position"),
]
