"""The site's table of contents; docs/architecture.md says what each address takes and answers."""

from django.contrib import admin
from django.urls import include, path

from newsroom import views

urlpatterns = [
    path("", include("reading.urls")),
    path("", include("annotations.urls")),
    path("appearance/", views.appearance, name="appearance"),
    path("accounts/", include("django.contrib.auth.urls")),
    path("admin/", admin.site.urls),
]

handler400 = views.bad_request
handler404 = views.not_found
handler403 = views.forbidden
handler500 = views.broken
