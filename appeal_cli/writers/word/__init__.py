"""Parts of the Word writer, docx.py: what a Word file is made of, one thing a module."""
