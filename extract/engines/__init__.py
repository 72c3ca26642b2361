"""Libraries that read pages, each behind the protocol of :mod:`extract.engines.base`."""
