from django.urls import path

from annotations.views import affected, anchors, cards, mine, themes

urlpatterns = [
    path("articles/<int:article_id>/annotations/", cards.cards, name="cards"),
    path("annotations/", mine.mine, name="mine"),
    path("annotations/affected/", affected.affected, name="affected"),
    path("annotations/<int:pk>/", cards.annotation, name="annotation"),
    path("annotations/<int:pk>/edit/", cards.edit, name="edit"),
    path("annotations/<int:pk>/deletion/", cards.deletion, name="deletion"),
    path("annotations/<int:pk>/restoration/", cards.restoration, name="restoration"),
    path("annotations/<int:pk>/flag/", cards.flag, name="flag"),
    path("annotations/<int:pk>/anchor/", anchors.anchor, name="anchor"),
    path("annotations/<int:pk>/confirmation/", anchors.confirmation, name="confirmation"),
    path("themes/", themes.codebook, name="codebook"),
    path("suggestions/", themes.suggestions, name="suggestions"),
    path("themes/<str:slug>/", themes.theme, name="theme"),
]
