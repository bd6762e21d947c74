"""What the XML of a spreadsheet holds, checked before a spreadsheet library reads it.

The library makes a table as large as the furthest cell asks for, returns nothing for a
formula that was never calculated, and reports neither. So each part is parsed
here first, as a stream: how far its cells reach, and which of them have no value.
"""

from __future__ import annotations

from xml.parsers import expat

from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster.readers.ods_survey import OdsSurveyor
from appeal_cli.roster.readers.sheet_survey import Forbidden, Survey, TooLarge
from appeal_cli.roster.readers.xlsx_survey import XlsxSurveyor


def survey(part: bytes, name: str, file: str) -> list[Survey]:
    """The sheets in one part: one in an XLSX worksheet, all in the content of an ODS.

    Raises AppealError where the part is broken, declares entities, or has too many
    rows, columns or cells.
    """
    surveyor = OdsSurveyor() if name == "content.xml" else XlsxSurveyor()
    try:
        surveyor.parse(part)
    except TooLarge as error:
        raise AppealError(Problem(str(error), file=file, kind=Kind.TOO_LARGE)) from None
    except Forbidden:
        message = f"`{name}` in it declares a document type, which no spreadsheet does"
        raise AppealError(Problem(message, file=file, kind=Kind.BROKEN_FILE)) from None
    except (expat.ExpatError, ValueError, LookupError):
        raise damaged(name, file) from None
    return surveyor.sheets


def damaged(name: str, file: str) -> AppealError:
    """What to raise where the part of that name can't be read."""
    message = f"the file is damaged: `{name}` in it can't be read"
    hint = "open it in a spreadsheet program and save it again, or as CSV"
    return AppealError(Problem(message, file=file, hint=hint, kind=Kind.BROKEN_FILE))
