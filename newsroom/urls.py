"""The site's table of contents; docs/architecture.md says what each address takes and answers."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, PasswordResetView
from django.urls import include, path
from django.views.generic import RedirectView

from newsroom import views

urlpatterns = [
    path("", include("reading.urls")),
    path("", include("annotations.urls")),
    path("", include("search.urls")),
    path("account/", views.account, name="account"),
    path("appearance/", views.appearance, name="appearance"),
    # Django would call the site by its host, here and in the letter.
    path("accounts/login/", LoginView.as_view(extra_context={"site_name": settings.SITE_NAME}), name="login"),
    path(
        "accounts/password_reset/",
        PasswordResetView.as_view(extra_email_context={"site_name": settings.SITE_NAME}),
        name="password_reset",
    ),
    path("accounts/", include("django.contrib.auth.urls")),
    # One sign-in page for everybody.
    path("admin/login/", login_not_required(RedirectView.as_view(pattern_name="login", query_string=True))),
    path("admin/articles/article/", include("corrections.urls")),
    path("admin/articles/article/", include("intake.urls")),
    path("admin/", admin.site.urls),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.broken
