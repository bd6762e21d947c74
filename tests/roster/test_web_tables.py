"""Web pages and Excel's old XML, as exporters save them under the name of a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli import load_deputies
from appeal_cli.problems import AppealError
from tests.conftest import Appeal
from tests.roster.lists import messages, read, rows

EXPORT = """\
<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv=Content-Type content="text/html; charset=windows-1251">
<style>td {mso-number-format:"\\@"}</style><script>var rows = 3;</script></head>
<body><table border=1>
<tr><th>№</th><th>ФИО</th><th>Пол</th><th>E-mail</th><th>Адрес</th></tr>
<tr><td>1</td><td>Образцова<br>Анна
  Сергеевна</td><td>ж</td><td><a href="mailto:a@example.org">написать</a></td>
  <td rowspan=2>г. Астана,<br>ул. Абая 5</td></tr>
<tr><td>2</td><td>Шаблонов&nbsp;Иван  Петрович<span style="display:none">x</span></td><td>м</td>
  <td>b@example.org</td></tr>
<tr style="display:none"><td>3</td><td>Скрытый Пётр Петрович</td><td>м</td><td></td><td></td></tr>
</table></body></html>
"""

PAGE = """\
<!DOCTYPE html><meta charset=utf-8><title>Council</title><a href=/>Home</a>
<h2>Green</h2><table><tr><th>Name<th>E-mail<tr><td>Ms Ann Sample<td>ann@example.org</table>
<h2>Blue</h2><table><tr><th>Name<th>E-mail<tr><td>Mr Bob Test<td>bob@example.org</table>
"""

XML = """\
<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="z"><NumberFormat ss:Format="00000"/></Style>
<Style ss:ID="d"><NumberFormat ss:Format="dd\\.mm\\.yyyy"/></Style></Styles>
<Worksheet ss:Name="Mitglieder"><Table>
<Row>{headings}</Row>
<Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">Grüne</Data></Cell>
 <Cell><Data ss:Type="String">Anna Muster</Data></Cell>
 <Cell ss:StyleID="z"><Data ss:Type="Number">1067</Data></Cell>
 <Cell><Data ss:Type="String">Dresden</Data></Cell>
 <Cell ss:Index="6" ss:StyleID="d"><Data ss:Type="DateTime">2024-03-05T00:00:00.000</Data></Cell>
</Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">Bernd Probe</Data></Cell>
 <Cell ss:Index="4" ss:StyleID="z"/>
 <Cell ss:HRef="mailto:b@example.org"><Data ss:Type="String">Mail</Data></Cell></Row>
<Row ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="String">Clara Test</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="Leer"><Table/></Worksheet></Workbook>
""".replace(
    "{headings}",
    "".join(
        f'<Cell><Data ss:Type="String">{word}</Data></Cell>'
        for word in ("Fraktion", "Name", "PLZ", "Ort", "E-Mail", "Seit")
    ),
)


def test_a_page_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    """As web exports have it: cells, links, merged and hidden rows are read as those of a sheet."""
    path = tmp_path / "d.xls"
    path.write_bytes(EXPORT.encode("cp1251"))
    roster = load_deputies(path)
    assert rows(roster, "name", "gender", "email", "address") == [
        ("Образцова Анна Сергеевна", "female", "a@example.org", "г. Астана,\nул. Абая 5"),
        ("Шаблонов Иван Петрович", "male", "b@example.org", "г. Астана,\nул. Абая 5"),
    ]
    assert [deputy.line for deputy in roster] == [2, 3]
    assert [aside.words for aside in roster.account.aside] == ["3 · Скрытый Пётр Петрович · м"]


def test_tables_of_a_page_go_by_their_headings(tmp_path: Path) -> None:
    """Tables that are alike are one roster; what stands outside is reported."""
    roster = read(tmp_path, PAGE, "members.html")
    assert rows(roster, "name", "group", "email") == [
        ("Ann Sample", "Green", "ann@example.org"),
        ("Bob Test", "Blue", "bob@example.org"),
    ]
    assert "of this web page its tables alone are read, and not `Home Green Blue`" in messages(
        roster
    )


def test_excels_old_xml(tmp_path: Path) -> None:
    """With numbers and dates as the sheet shows them."""
    roster = read(tmp_path, XML, "d.xls")
    assert rows(roster, "name", "group", "address", "email", "seit") == [
        ("Anna Muster", "Grüne", "01067 Dresden", "", "05.03.2024"),
        ("Bernd Probe", "Grüne", "", "b@example.org", ""),
    ]
    assert [deputy.line for deputy in roster] == [3, 4]
    assert [aside.words for aside in roster.account.aside] == ["Clara Test"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "text",
    ["Name\tE-mail\nAnn Sample\tann@example.org\n", f"\n{PAGE}", "Name;E-mail\nAnn Sample;x\n"],
)
def test_text_under_the_name_of_a_workbook(tmp_path: Path, encoding: str, text: str) -> None:
    """As programs save it that know no other name for a list."""
    path = tmp_path / "d.xls"
    path.write_bytes(text.encode(encoding))
    assert rows(load_deputies(path), "name")[0] == ("Ann Sample",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!DOCTYPE html><p>Ann Sample", "a web page without a table"),
        ("<html></html>", "a web page without a table"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related\n", "a web page in one file"),
        (XML.replace("1067", "x"), "the file is damaged"),
        (XML[:900], "no well-formed XML"),
        (XML.replace("<Workbook", "<!DOCTYPE a [<!ENTITY b 'c'>]><Workbook"), "a document type"),
        (XML.replace('ss:Index="3"', 'ss:Index="999999"'), "a cell stands in row 999,999"),
        (XML.replace('ss:Type="Number">1067', 'ss:Type="Error">#N/A'), "holds an error, #N/A"),
    ],
)
def test_what_can_not_be_read(tmp_path: Path, text: str, message: str) -> None:
    """It is said as that, with what to do."""
    with pytest.raises(AppealError) as raised:
        read(tmp_path, text, "d.xls")
    [problem] = raised.value.problems
    assert message in problem.message


def test_spans_to_the_end_of_the_world(tmp_path: Path) -> None:
    """A heading over very many columns is one; nobody stands beside more columns than there are."""
    head = "<table><tr><td colspan=99999999{}>Name<tr><td>Ann Sample</table>"
    assert rows(read(tmp_path, head.format(""), "d.xls"), "name") == [("Ann Sample",)]
    with pytest.raises(AppealError, match="a cell stands in row 2, column 501"):
        read(tmp_path, head.format(" rowspan=99999999"), "d.xls")


def test_a_list_of_whom_not_to_write_to_in_a_page(tmp_path: Path, appeal: Appeal) -> None:
    """It is read as a roster is, in every form."""
    (tmp_path / "d.csv").write_text("Name\nAnn Sample\nBob Test\nEva Probe\n", encoding="utf-8")
    table = "<table><tr><th>Name<tr><td>Bob Test</table>"
    (tmp_path / "not.xls").write_text(table, encoding="utf-8")
    line = ("deputies", "list", "d.csv", "--exclude", "not.xls")
    done = appeal(*line, cwd=tmp_path)
    assert done.returncode == 0
    assert b"Bob Test" not in done.stdout
    assert b"Ann Sample" in done.stdout
