"""Pages: PDF that archives and screen readers take, laid out by WeasyPrint."""
