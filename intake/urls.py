from django.urls import path

from intake.views import arrivals, bringing_in, selected, waiting

urlpatterns = [
    path("add/", bringing_in.bring_in, name="bring_in"),
    path("arrivals/", arrivals.arrivals, name="arrivals"),
    path("arrivals/next/", waiting.read_next, name="read_next"),
    path("arrivals/waiting/", waiting.read_some, name="read_waiting"),
    path("arrivals/waiting/drop/", waiting.stop, name="stop_reading"),
    path("arrivals/selected/", selected.decide, name="decide_arrivals"),
    path("arrivals/settled/", selected.clear, name="clear_arrivals"),
    path("arrivals/<int:pk>/", arrivals.preview, name="arrival"),
    path("arrivals/<int:pk>/likeness/<int:other>/", arrivals.compare, name="arrival_likeness"),
    path("arrivals/<int:pk>/draft/", arrivals.draft, name="draft_arrival"),
    path("arrivals/<int:pk>/drop/", arrivals.drop, name="drop_arrival"),
    path("arrivals/<int:pk>/restoration/", arrivals.restore, name="restore_arrival"),
]
