"""Figures for whoever watches the server; they name no unit."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Requests, what became of packages, and what is under way."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "dxdesk_requests", "Requests", ("operation", "status"), registry=self._registry
        )
        self.seconds = Histogram(
            "dxdesk_request_seconds", "Time to answer", ("operation",), registry=self._registry
        )
        self.packages = Counter(
            "dxdesk_packages", "Packages by what became of them", ("outcome",), registry=self._registry
        )
        self.running = Gauge("dxdesk_running_requests", "Requests under way", registry=self._registry)

    def text(self) -> bytes:
        """Return all figures in the text format of Prometheus."""
        return generate_latest(self._registry)
