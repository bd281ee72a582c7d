from django.urls import path

from search.views import matches, results, saved, suggestions

urlpatterns = [
    path("search/", results.search, name="search"),
    path("search/suggestions/", suggestions.suggestions, name="search-suggestions"),
    path("search/saved/", saved.searches, name="saved-searches"),
    path("search/saved/restoration/", saved.restoration, name="saved-restoration"),
    path("search/saved/<str:token>/", saved.saved_search, name="saved-search"),
    path("search/saved/<str:token>/edit/", saved.edit, name="saved-edit"),
    path("search/saved/<str:token>/deletion/", saved.deletion, name="saved-deletion"),
    path("articles/<int:pk>/matches/", matches.matches, name="matches"),
]
