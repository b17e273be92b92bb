"""What the system says of the network: whether there is a connection, and whether it costs by what goes over it."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QNetworkInformation

_SETTLED: Final = 1_500  # milliseconds; a connection that comes up changes its mind a few times

_Reachability = QNetworkInformation.Reachability


class ConnectionWatch(QObject):
    """Follows the network. `changed` tells that something is other than before.

    Where the system says nothing, one is taken to be online: whoever sends finds out.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin to follow it."""
        super().__init__(parent)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self._tell)
        QNetworkInformation.loadDefaultBackend()
        self._network = QNetworkInformation.instance()
        self._told = self._now()
        if self._network is not None:
            for signal in (
                self._network.reachabilityChanged,
                self._network.isMeteredChanged,
                self._network.isBehindCaptivePortalChanged,
            ):
                signal.connect(self._settled.start)

    @property
    def is_online(self) -> bool:
        """Whether what is sent may get beyond this place."""
        return self._told[0]

    @property
    def is_metered(self) -> bool:
        """Whether the line costs by what goes over it."""
        return self._told[1]

    def _now(self) -> tuple[bool, bool]:
        network = self._network
        if network is None:
            return (True, False)  # type: ignore[unreachable] # the stubs know no system that says nothing
        is_away = network.reachability() in {_Reachability.Disconnected, _Reachability.Local}
        return (not is_away and not network.isBehindCaptivePortal(), network.isMetered())

    def _tell(self) -> None:
        before, self._told = self._told, self._now()
        if before != self._told:
            self.changed.emit()
