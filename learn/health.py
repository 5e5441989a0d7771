"""Is it alive, is it ready: what a supervisor or a load balancer asks."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

LEAST_FREE_BYTES = 100 * 1024 * 1024
PATIENCE_SECONDS = 1.5

# One thread: while a probe hangs on a database that is gone, later ones wait in line and give up as well,
# so that probes never pile up connections or threads.
_prober = ThreadPoolExecutor(max_workers=1, thread_name_prefix="readyz")


@login_not_required
@require_safe
@never_cache
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing: neither database nor session nor disk."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether requests can be served: 200, or 503 with the reasons, within two seconds."""
    reasons = [*disk_faults(), *database_faults()]
    return JsonResponse(
        {"ready": not reasons, "reasons": reasons},
        status=503 if reasons else 200,
        json_dumps_params={"ensure_ascii": False},
    )


def disk_faults() -> list[str]:
    """A sentence when the disk that holds ``KAODIAN_HOME`` is nearly full or unreadable."""
    try:
        free = shutil.disk_usage(settings.HOME).free
    except OSError as error:
        return [f"The directory {settings.HOME} cannot be examined: {error.strerror}."]
    if free < LEAST_FREE_BYTES:
        return [f"Only {free // 1024**2} MB are free on the disk of {settings.HOME}; free some space."]
    return []


def database_faults(patience: float = PATIENCE_SECONDS) -> list[str]:
    """A sentence when the database does not answer in time or waits for migrations."""
    try:
        pending = _prober.submit(probe_database).result(timeout=patience)
    except TooSlow:
        return [f"The database did not answer within {patience} seconds."]
    except Error as error:
        return [f"The database cannot be used: {type(error).__name__}."]
    if pending:
        return [f"{len(pending)} migrations are pending, first {pending[0]}; run `manage.py migrate`."]
    return []


def probe_database() -> list[str]:
    """Open a connection of this thread's own, and return the pending migrations; the connection is closed."""
    try:
        return pending_migrations()
    finally:
        connection.close()


def pending_migrations() -> list[str]:
    """The names of the migrations that the database has not seen, in the order in which they would run."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
