"""Findings to files: JSON, workpaper XLSX, evidence HTML."""
