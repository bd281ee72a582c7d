from django.urls import path

from corrections.views.comparing import compare
from corrections.views.correcting import correct

urlpatterns = [
    path("<int:pk>/correct/", correct, name="correct"),
    path("<int:pk>/compare/", compare, name="compare"),
]
