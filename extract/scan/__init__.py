"""Scanned pages: from the picture of a page to the same :class:`extract.engines.base.RawPage` other engines deliver."""
