"""The letterhead of an office's own document as a template."""
