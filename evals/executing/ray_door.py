"""The door to Ray: found or named as missing, its cluster joined or started, and left again.

Nothing else imports Ray, and this only when it is asked for.
"""

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from negotiation.errors import UsageError
from negotiation.settings import quiet_ray

__all__ = ["joined_cluster", "n_cpus_of"]

CONNECT_SECONDS = 10.0
"""How long the head of a cluster may take to answer."""


@contextmanager
def joined_cluster(address: str | None) -> Iterator[Any]:
    """Yield Ray, connected to a cluster while the context is open.

    A cluster that is started here is of this machine's loopback only, without a dashboard, and ends
    with the context. A cluster that was there before goes on, and where this program is connected
    already, it stays so.

    Args:
        address: ``HOST:PORT``, or ``auto`` for one that runs on this machine; ``None`` starts one.

    Raises:
        UsageError: Ray is not installed, or there is no cluster at the address.
    """
    ray = _imported(alone=address is None)
    if ray.is_initialized():
        yield ray
        return
    _check_answers(address)
    try:
        ray.init(
            address=address or "local",
            include_dashboard=False,
            log_to_driver=False,
            configure_logging=False,
        )
    except (ConnectionError, RuntimeError, ValueError) as exc:
        raise UsageError(
            f"no cluster of Ray can be used at {address or 'this machine'}: {exc} "
            "(one that asks for a token needs RAY_AUTH_MODE=token here too)"
        ) from exc
    try:
        yield ray
    finally:
        ray.shutdown()  # leaves a cluster that it did not start as it is


def n_cpus_of(ray: Any) -> int:
    """Return how many processors a cluster has, at least 1."""
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


def _check_answers(address: str | None) -> None:
    """Raise ``UsageError`` if nobody listens at an address: Ray itself would wait for hours."""
    host, _, port = (address or "").rpartition("://")[2].rpartition(":")
    if not host or not port.isdecimal():
        return
    try:
        with socket.create_connection((host.strip("[]"), int(port)), CONNECT_SECONDS):
            return
    except (OSError, OverflowError) as exc:
        raise UsageError(f"no cluster of Ray can be used at {address}: {exc}") from exc


def _imported(*, alone: bool) -> Any:
    """Return Ray, which says nothing but errors from now on."""
    quiet_ray(alone=alone)
    try:
        import ray  # noqa: PLC0415 - an extra, and heavy
    except ImportError as exc:
        raise UsageError("Ray is not installed: pip install 'haggle[ray]'") from exc
    logging.getLogger("ray").setLevel(logging.ERROR)
    return ray
