"""A submission to findings: one file per rule under :mod:`audit.rules`, registered by :func:`audit.registry.rule`."""
