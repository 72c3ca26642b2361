"""The rules, one module each, named after their code; loaded by :mod:`audit.registry`."""
