"""Rosters that are hostile, broken or odd. A letter goes to `--to a` where there is one."""

from __future__ import annotations

import io
import json
import zipfile

from tests.hostile.case import Case, Content, Link, Pipe
from tests.hostile.spreadsheets import ods, ods_row, row, xlsx, zipped

TWO = "id,name\na,Aigul Nurkina\nb,Bob Ross\n"
HEADINGS = row(1, "id", "name")
PERSON = row(2, "a", "Aigul Nurkina")
DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "lol">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)

XML = "<r><p><id>a</id><name>Aigul Nurkina</name></p><p><id>b</id><name>Bob Ross</name></p></r>"
INCLUDING = (
    '<r xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd" parse="text"/>'
)
VCARD = "BEGIN:VCARD\nVERSION:3.0\nUID:a\nFN:Aigul Nurkina\nEND:VCARD\n"


def roster(name: str, content: Content, says: str = "") -> Case:
    """A roster of that name; the letter is to the deputy `a`."""
    return Case(says, {name: content}, ("-d", name, "--to", "a"))


def csv(content: Content, says: str = "") -> Case:
    """A CSV file."""
    return roster("roster.csv", content, says)


def people(*persons: object, **more: object) -> str:
    """A Popolo document."""
    return json.dumps({"persons": list(persons), **more})


def many(count: int) -> list[tuple[str, str]]:
    """Ids and names of that many deputies; the first is `a`."""
    return [("a", "Aigul Nurkina"), *((f"n{n}", f"Name Surname{n}") for n in range(1, count))]


def forged_sizes() -> bytes:
    """A workbook whose sheet is far longer than the archive says."""
    honest = xlsx(HEADINGS + PERSON + " " * 5_000_000)
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    return honest.replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))


CASES: dict[str, Case] = {
    # CSV
    "an empty CSV": csv(b"", "the file is empty"),
    "white space": csv(b" \n\n", "the file is empty"),
    "headings alone": csv("id,name\n", "nothing under it"),
    "byte order mark": csv(b"\xef\xbb\xbf" + TWO.encode()),
    "sep=": csv("sep=;\n" + TWO.replace(",", ";")),
    "semicolons": csv(TWO.replace(",", ";")),
    "bars": csv(TWO.replace(",", "|")),
    "tabs": roster("roster.tsv", TWO.replace(",", "\t")),
    "lines of Windows": csv(TWO.replace("\n", "\r\n")),
    "lines of an old Mac": csv(TWO.replace("\n", "\r")),
    "an open quote": csv(TWO.replace("Bob", '"Bob'), "roster.csv:3"),
    "text after a quote": csv(TWO.replace("Bob", '"Bob"x'), "roster.csv:3"),
    "a short row": csv("id,name,group\na,A B,x\nb\n", "roster.csv:3"),
    "a long row": csv("id,name\na,A B,x\n", "roster.csv:2"),
    "a heading twice": csv("id,name,name\na,A B,C D\n", "roster.csv:1"),
    "a blank name": csv("id,name\na, \n", "roster.csv:2"),
    "a name of a zero width space": csv("id,name\na,\u200b\n", "roster.csv:2"),
    "no name": csv("id,group\na,x\n", "roster.csv:1"),
    "a first person without anything": roster(
        "roster.yaml", "- {id: , name: }\n- {id: a, name: A B}\n- {id: b, name: C D}\n"
    ),
    "a heading of one long word": csv(
        "id,name,Bezirksverordnetenversammlungsvorsteherinnen2025\na,A B,x\n"
    ),
    "a cell of brackets": csv(
        TWO.replace("name\n", "name,note\n")
        .replace("na\n", f"na,{'(' * 120_000}\n")
        .replace("ss\n", "ss,\n")
    ),
    "no delimiter": csv("id name\na A\n", "roster.csv"),
    "Windows-1251": csv("id,name\na,Нуркина Айгуль\n".encode("cp1251")),
    "Latin-1 without letters": csv(b"id,name\na,\x81\x8d\x8f\n", "roster.csv"),
    "UTF-16": csv(TWO.encode("utf-16")),
    "a nul": csv(TWO.replace("Bob", "B\0b"), "roster.csv:3:"),
    "a control": csv(TWO.replace("Bob", "B\x1bb"), "U+001B"),
    "a surrogate": csv(TWO.replace("Bob", "B\ud800b"), "roster.csv"),
    "a noncharacter": csv(TWO.replace("Bob", "B\ufffeb"), "roster.csv:3:"),
    "an override": csv(TWO.replace("Bob", "B\u202eb")),
    "a field of 200,000 letters": csv(lambda: f"id,name\na,{'x' * 200_000}\n", "roster.csv"),
    "a name of 100,000 letters": csv(lambda: f"id,name\na,{'x' * 100_000}\n", "longer than"),
    "a name with a line break": csv('id,name\na,"Aigul\nNurkina"\n'),
    "a name that is a placeholder": csv("id,name\na,{{ 7*7 }}\n"),
    "a name that is markup": csv("id,name\na,**A** <b>B</b> [x](http://y)\n"),
    "a name that is a formula": csv("id,name\na,=cmd|'/C calc'!A0\n"),
    "a name that is a path": csv("id,name\na,../../etc/passwd\n"),
    "10,000 rows": csv(lambda: "id,name\n" + "".join(f"{i},{n}\n" for i, n in many(10_000))),
    "40,000 rows": csv(
        lambda: "id,name\n" + "".join(f"{i},{n}\n" for i, n in many(40_000)), "roster.csv:3"
    ),
    "10,000 columns": csv(
        lambda: "id,name," + ",".join(f"c{n}" for n in range(10_000)) + "\na,A B" + "," * 10_000,
        "more than 500 columns",
    ),
    "100,000 columns": csv(lambda: "," * 100_000 + "\n" + "," * 100_000 + "\n", "roster.csv"),
    "30 MB": csv(lambda: TWO + "x,y\n" * 7_500_000, "larger than"),
    "19 MB of quotes": csv(lambda: 'id,name\na,"' + '""' * 9_500_000, "roster.csv"),
    "19 MB of blank lines": csv(lambda: TWO + "\n" * 19_000_000, "more than 300,000 lines"),
    "10,000 repeated ids": csv(
        lambda: "id,name\n" + "".join(f"a,Name{n} Other{n}\n" for n in range(10_000)), "roster.csv"
    ),
    "10,000 rows of one person": csv(lambda: "id,name\n" + "a,Aigul Nurkina\n" * 10_000),
    "one id, two people": csv("id,name\na,Aigul Nurkina\na,Bob Ross\n", "roster.csv:3"),
    "a gender unheard of": csv("id,name,gender\na,A B,dragon\n"),
    "a language unheard of": csv("id,name,language\na,A B,../../x\n"),
    # XML
    "a small XML": roster("r.xml", XML),
    "an XML with entities": roster(
        "r.xml", f"{DOCTYPE}{XML.replace('Nurkina', '&e;')}", "document type"
    ),
    "an XML that laughs": roster("r.xml", f"{LAUGHS}{XML}", "document type"),
    "an XML that includes": roster("r.xml", XML.replace("<r>", INCLUDING)),
    "an endless depth of XML": roster("r.xml", lambda: "<a>" * 1_000_000, "levels deep"),
    "a million elements": roster(
        "r.xml", lambda: f"<r>{'<p/>' * 1_000_000}</r>", "more than 600,000 elements"
    ),
    "half an XML": roster("r.xml", XML[:-3], "not well-formed"),
    "an XML in no encoding": roster("r.xml", '<?xml version="1.0" encoding="x-y"?>' + XML, "x-y"),
    # vCard
    "a small vCard": roster("r.vcf", VCARD),
    "half a vCard": roster("r.vcf", VCARD[:-12], "never ends"),
    "a vCard of nothing": roster("r.vcf", "hello", "not `NAME:value`"),
    "a vCard of quotes": roster(
        "r.vcf", lambda: VCARD.replace("END", 'X;A="' + '";"' * 100_000 + ":\nEND")
    ),
    "a vCard of folds": roster("r.vcf", lambda: VCARD + "NOTE:a\n" + " b\n" * 300_000, "outside"),
    # XLSX
    "a small workbook": roster("r.xlsx", xlsx(HEADINGS + PERSON)),
    "an empty workbook": roster("r.xlsx", xlsx(""), "r.xlsx"),
    "a workbook of headings": roster("r.xlsx", xlsx(HEADINGS), "nothing under it"),
    "a file that is no workbook": roster("r.xlsx", b"hello", "r.xlsx"),
    "an empty file as a workbook": roster("r.xlsx", b"", "r.xlsx"),
    "half a workbook": roster("r.xlsx", lambda: xlsx(HEADINGS + PERSON)[:700], "r.xlsx"),
    "a zip of nothing": roster("r.xlsx", zipped({}), "r.xlsx"),
    "a zip of other things": roster("r.xlsx", zipped({"a.txt": "a"}), "r.xlsx"),
    "a zip that climbs out": roster("r.xlsx", zipped({"../../pwned": "a"}), "r.xlsx"),
    "a zip bomb": roster(
        "r.xlsx", lambda: xlsx(HEADINGS + PERSON + " " * 300_000_000), "would unpack to"
    ),
    "a zip bomb below the limits": roster(
        "r.xlsx", lambda: xlsx(HEADINGS + PERSON + " " * 40_000_000), "would unpack to"
    ),
    "forged sizes": roster("r.xlsx", forged_sizes, "r.xlsx"),
    "a bomb in another part": roster(
        "r.xlsx",
        lambda: xlsx(HEADINGS + PERSON, **{"xl/media/image1.png": b"\0" * 200_000_000}),
        "would unpack to",
    ),
    "a workbook with entities": roster("r.xlsx", xlsx(HEADINGS + PERSON, DOCTYPE), "document type"),
    "a workbook that laughs": roster("r.xlsx", xlsx(HEADINGS + PERSON, LAUGHS), "document type"),
    "a far cell": roster(
        "r.xlsx",
        xlsx(HEADINGS + PERSON + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "a cell stands in row 1,048,576",
    ),
    "a cell beyond all": roster(
        "r.xlsx", xlsx(HEADINGS + '<row r="9"><c r="ZZZZZZZ999999999"><v>1</v></c></row>'), "r.xlsx"
    ),
    "a cell that is nowhere": roster(
        "r.xlsx", xlsx(HEADINGS + '<row r="2"><c r="hello"><v>1</v></c></row>'), "r.xlsx"
    ),
    "a row that is no number": roster("r.xlsx", xlsx(HEADINGS + '<row r="x"/>'), "r.xlsx"),
    "a formula without a value": roster(
        "r.xlsx",
        xlsx(HEADINGS + '<row r="2"><c r="A2"><f>1+1</f></c></row>'),
        "A2: a formula without its value",
    ),
    "an error in a cell": roster(
        "r.xlsx", xlsx(HEADINGS + '<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>'), "#REF!"
    ),
    "a shared string that is not there": roster(
        "r.xlsx", xlsx(HEADINGS + '<row r="2"><c r="A2" t="s"><v>99999</v></c></row>'), "r.xlsx"
    ),
    "a control in a cell": roster("r.xlsx", xlsx(HEADINGS + row(2, "a", "A&#7;B")), "r.xlsx"),
    "an escaped control in a cell": roster(
        "r.xlsx", xlsx(HEADINGS + row(2, "a", "A _x0007_ B")), "r.xlsx"
    ),
    "XML nested deep": roster("r.xlsx", xlsx(HEADINGS + PERSON + "<x>" * 50_000), "r.xlsx"),
    "10,000 rows of a workbook": roster(
        "r.xlsx",
        lambda: xlsx(HEADINGS + "".join(row(k, *p) for k, p in enumerate(many(10_000), 2))),
    ),
    "an old workbook": roster(
        "r.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"
    ),
    # ODS
    "a small ODS": roster("r.ods", ods(ods_row("id", "name") + ods_row("a", "Aigul Nurkina"))),
    "an ODS of a million rows": roster(
        "r.ods",
        ods(
            ods_row("id", "name")
            + ods_row("a", "A B", times=' table:number-rows-repeated="1048570"')
        ),
        "r.ods",
    ),
    "an ODS of a million blank rows": roster(
        "r.ods",
        ods(
            ods_row("id", "name")
            + ods_row("a", "Aigul Nurkina")
            + '<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>'
        ),
    ),
    "an ODS of many columns": roster(
        "r.ods",
        ods(
            ods_row("id", "name")
            + ods_row("a", cell_times=' table:number-columns-repeated="99999999999999999999"')
        ),
        "r.ods",
    ),
    "an ODS with entities": roster("r.ods", ods(ods_row("id", "name"), DOCTYPE), "document type"),
    "an ODS whose repeats are no number": roster(
        "r.ods", ods(ods_row("id", "name", times=' table:number-rows-repeated="-5"')), "r.ods"
    ),
    "10,000 rows of an ODS": roster(
        "r.ods",
        lambda: ods(ods_row("id", "name") + "".join(ods_row(*p) for p in many(10_000))),
    ),
    # JSON and Popolo
    "a JSON list": roster("r.json", json.dumps([{"id": "a", "name": "Aigul Nurkina"}])),
    "an empty JSON": roster("r.json", b"", "the file is empty"),
    "an empty list": roster("r.json", "[]", "r.json:1:1"),
    "an empty object": roster("r.json", "{}", "r.json:1: no roster"),
    "a number": roster("r.json", "12", "r.json:1: no roster"),
    "a key twice in JSON": roster(
        "r.json", '[{"id":"a","name":"A B","name":"C D"}]', "second time"
    ),
    "NaN": roster("r.json", '[{"id":"a","name":NaN}]', "`NaN` is not a value in JSON"),
    "a name that is a list": roster(
        "r.json", '[{"id":"a","name":["A"]}]', "[0].name: text belongs"
    ),
    "a name that is an object": roster("r.json", '[{"id":"a","name":{"a":1}}]', "[0].name"),
    "a name that is a number": roster("r.json", '[{"id":"a","name":12}]', "[0].name"),
    "half a JSON": roster("r.json", '[{"id":"a","na', "r.json:1:"),
    "a comma too many": roster("r.json", '[{"id":"a","name":"A B"},]', "r.json:1:"),
    "something after the end": roster("r.json", '[{"id":"a","name":"A B"}] x', "r.json:1:"),
    "single quotes": roster("r.json", "[{'id':'a'}]", "r.json:1:"),
    "JSON nested 100,000 deep": roster("r.json", lambda: "[" * 100_000, "nested more than"),
    "JSON objects nested deep": roster("r.json", lambda: '{"a":' * 100_000, "nested more than"),
    "a number of 5,000 digits": roster(
        "r.json", lambda: '[{"id":"a","name":"A B","x":' + "1" * 5_000 + "}]"
    ),
    "a number beyond floats": roster("r.json", '[{"id":"a","name":"A B","x":1e999999999}]'),
    "a surrogate in JSON": roster("r.json", '[{"id":"a","name":"A \\ud800 B"}]', "r.json"),
    "a control in JSON": roster("r.json", '[{"id":"a","name":"A \\u0007 B"}]', "r.json"),
    "a control in a key": roster("r.json", '[{"id":"a","name":"A B","\\u001b[31m":"x"}]', ""),
    "JSON in Windows-1251": roster(
        "r.json", '[{"id":"a","name":"Нуркина"}]'.encode("cp1251"), "looks like Windows-1251"
    ),
    "10,000 rows of JSON": roster(
        "r.json", lambda: json.dumps([{"id": i, "name": n} for i, n in many(10_000)])
    ),
    "300,000 small objects": roster(
        "r.json", lambda: "[" + "{}," * 300_000 + "{}]", "more than 30,000 deputies"
    ),
    "a Popolo": roster("r.json", people({"id": "a", "name": "Aigul Nurkina"})),
    "a membership that dangles": roster(
        "r.json",
        people(
            {"id": "a", "name": "A B"}, memberships=[{"person_id": "z", "organization_id": "o"}]
        ),
        "has the id `z`",
    ),
    "persons that are no list": roster("r.json", '{"persons": 12}', "r.json:1:"),
    "persons that are texts": roster(
        "r.json", '{"persons": ["a"]}', "r.json:1: no roster can be read from this"
    ),
    "a person of 50,000 fields": roster(
        "r.json",
        lambda: json.dumps([{"id": "a", "name": "A B", **{f"k{n}": "x" for n in range(50_000)}}]),
        "more than 500 columns",
    ),
    "memberships that are no list": roster(
        "r.json", people({"id": "a", "name": "A B"}, memberships={"a": 1}), "memberships"
    ),
    "10,000 persons of a Popolo": roster(
        "r.json",
        lambda: people(
            *({"id": i, "name": n} for i, n in many(10_000)),
            organizations=[{"id": "o", "name": "O", "classification": "legislature"}],
            memberships=[{"person_id": i, "organization_id": "o"} for i, _ in many(10_000)],
        ),
    ),
    # YAML
    "a YAML list": roster("r.yaml", "- {id: a, name: Aigul Nurkina}\n"),
    "a YAML bomb": roster(
        "r.yaml",
        "\n".join(
            [
                "- &a0 {name: x}",
                *(f"- &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)),
            ]
        ),
        "more than",
    ),
    "a YAML tag": roster("r.yaml", "- !!python/name:os.system {}\n", "tags such as"),
    "10,000 rows of YAML": roster(
        "r.yaml", lambda: "".join(f"- {{id: {i}, name: {n}}}\n" for i, n in many(10_000))
    ),
    # Files
    "no such roster": Case("can't be read", {}, ("-d", "nowhere.csv", "--to", "a")),
    "a named pipe": roster("r.csv", Pipe(), "it is not a file"),
    "a device": Case("it is not a file", {}, ("-d", "/dev/zero", "--to", "a")),
    "a link in a circle": roster("r.csv", Link("r.csv"), "can't be read"),
    "an empty folder": Case("no YAML file", {"f/x.txt": b""}, ("-d", "f", "--to", "a")),
    "a folder of one person": Case(
        "", {"f/a.yaml": "id: a\nname: Aigul Nurkina\n"}, ("-d", "f", "--to", "a")
    ),
    "a link out of the folder": Case(
        "leads out of the folder",
        {"f/a.yaml": Link("/etc/passwd")},
        ("-d", "f", "--to", "a"),
    ),
    "a pipe in the folder": Case(
        "it is not a file",
        {"f/a.yaml": Pipe(), "f/b.yaml": "id: a\nname: A B\n"},
        ("-d", "f", "--to", "a"),
    ),
    "6,000 files": Case(
        "more than 5,000 files",
        {f"f/{n}.yaml": b"" for n in range(6_000)},
        ("-d", "f", "--to", "a"),
    ),
    "a web page": roster("r.csv", "<!DOCTYPE html><p>a</p>", "a web page"),
    "a web page of many tables": roster(
        "r.xls",
        f"<html>{'<table><tr><td>name</td></tr><tr><td>Ann Lee</td></tr></table>' * 9_000}",
        "more than 500",
    ),
    "a cell of a web page that covers all": roster(
        "r.xls",
        "<table><tr><td>name<tr><td colspan=999999999 rowspan=999999999>A<td>B</table>",
        "column 501",
    ),
    "tables of a web page in each other": roster(
        "r.xls", f"<html>{'<table><tr><td>' * 20_000}Ann", "without a table"
    ),
    "blank merged cells of old XML": roster(
        "r.xls",
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:s="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row>'
        + '<Cell s:MergeAcross="500"/>' * 100_000
        + "</Row></Table></Worksheet></Workbook>",
        "the file is empty",
    ),
    "an entity of a web page": roster(
        "r.xls",
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        "<table><tr><td>id<td>name<tr><td>a<td>A &x;</table>",
    ),
    "a PDF": roster("r.csv", b"%PDF-1.4\n", "a document"),
}
