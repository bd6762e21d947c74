"""Preview: letters on a page of the browser, made again whenever one of their files is saved.

`inputs.py` reads the files and knows which letter is meant; `making.py` makes it and `forms.py`
looks for names to ask about, each in a process of its own (`workers.py`); `app.py` answers the page
in `page/`, and `access.py` says who may ask; `server.py` runs it and watches the files.
"""
