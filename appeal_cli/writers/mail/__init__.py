"""Mail: the headers of a draft, and the web page in it."""
