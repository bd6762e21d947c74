"""Preview: a page in the browser that shows the letter while one writes it."""
