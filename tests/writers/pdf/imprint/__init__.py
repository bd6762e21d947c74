"""Tests of the quick way to make many PDF files."""
