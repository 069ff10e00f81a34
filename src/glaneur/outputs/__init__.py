"""Sheets on disk and before eyes: JSON, rows, page and terminal; checks, scores, and what wrote a sheet."""
