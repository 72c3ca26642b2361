"""Drafts of berita acara: what an audit's results prove is filled in, the rest is left to the officer."""
