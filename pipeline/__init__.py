"""Conducts the four stages over one file or a thousand: command line, workers, limits."""
