"""/health/: a few words for compose and for whoever is called at night; open to strangers, so it names no host."""

from django.conf import settings
from django.http import HttpResponse
from health_check.views import HealthCheckView
from redis.asyncio import Redis

DATABASE = "health_check.checks.Database"
BROKER = ("health_check.contrib.redis.Redis", {"client_factory": lambda: Redis.from_url(settings.CELERY_BROKER_URL)})


class HealthView(HealthCheckView):  # type: ignore[misc]  # the package has no types
    checks = (DATABASE, BROKER)

    def render_to_response(self, context: dict[str, object], **options: int) -> HttpResponse:
        return self.render_to_response_text(options["status"])

    def render_to_response_text(self, status: int) -> HttpResponse:
        lines = [f"{type(result.check).__name__}: {'away' if result.error else 'OK'}\n" for result in self.results]
        return HttpResponse("".join(sorted(lines)), content_type="text/plain; charset=utf-8", status=status)

    def render_to_response_json(self, status: int) -> HttpResponse:
        return self.render_to_response_text(status)
