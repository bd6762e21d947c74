"""Readers of letters, one a format: bytes in, a Document out."""
