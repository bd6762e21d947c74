"""Bytes and text: files read within bounds, with places, and saved whole or not at all."""
