from django.urls import path

from corrections.views.comparing import compare
from corrections.views.correcting import correct
from corrections.views.likeness import article_likeness, source_likeness

urlpatterns = [
    path("<int:pk>/correct/", correct, name="correct"),
    path("<int:pk>/compare/", compare, name="compare"),
    path("<int:pk>/likeness/<int:other>/", article_likeness, name="likeness"),
    path("sources/<int:pk>/likeness/<int:other>/", source_likeness, name="source_likeness"),
]
