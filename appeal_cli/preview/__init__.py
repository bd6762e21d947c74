"""Preview: letters on a page of the browser, made again whenever one of their files is saved.

`sources.py` reads the files and knows which letter is meant; `making.py` makes it in a process
of its own; `app.py` answers the page in `page/`; `server.py` runs it and watches the files.
"""
