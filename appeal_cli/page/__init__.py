"""A letter in its template: the HTML that every format is made of."""
