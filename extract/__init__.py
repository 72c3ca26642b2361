"""PDF bytes to a :class:`extract.models.Document`: words with boxes, prose, tables as grids, marks of signing."""
