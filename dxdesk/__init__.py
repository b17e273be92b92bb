"""Core of dxdesk: guidance, plans, their findings, documents and packages. No window, no Qt."""

__version__ = "0.1.0"
