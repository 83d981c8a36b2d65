"""The room's addresses, by noun."""

from congress.delegates.urls import allocation, credentials, imports, lists

app_name = "delegates"

urlpatterns = [*allocation.urlpatterns, *lists.urlpatterns, *imports.urlpatterns, *credentials.urlpatterns]
