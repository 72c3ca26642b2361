"""Documents to a :class:`normalize.models.Submission`: segments, typed tables and rows, numbers, names, dates."""
