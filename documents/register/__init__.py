"""Sổ văn bản: numbers, the book of what went out and came in, and the proof of what was issued."""
