"""Is the portal alive, is it able to serve."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.core.readiness import reports


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """Answer that the process runs; asks nothing else."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, else 503; tell of the parts that the portal can do without.

    Without its search server the portal serves, so that is no reason to take it out of a load balancer.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        parts = reports()
    except DatabaseError:
        return JsonResponse({"database": False}, status=503)
    return JsonResponse({"database": True, **parts})
