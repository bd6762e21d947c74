"""A page that is known from another is the page that the template writes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appeal_cli import Appeal, Deputy, Letter, load_appeal, load_deputies, load_template
from appeal_cli.letter.addressing import Addresser, language_of
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.rendering import Renderer
from appeal_cli.page.template import Template, shipped_templates
from appeal_cli.problems import AppealError
from tests.conftest import DATA

APPEAL = """\
language: en
date: 2013-10-17
title: An appeal to {{ deputy.name }}
letterhead: {names: [The Foundation], address: 1 High Street}
addressee:
  address: 1 Abai Avenue
  lines: ["{{ deputy.name_to }}", "{% if deputy.group %}{{ deputy.group }}{% endif %}"]
body:
  - "You, **{{ deputy.name }}**, may [read *this*](https://example.org) again."
  - {when: deputy.group, paragraph: "All of {{ deputy.group }} may."}
  - {heading: A heading}
  - list: ["for {{ deputy.name }}", for all]
  - quote: "{{ deputy.name }} said so."
signature: {name: Somebody}
"""

TABLE = """\
  - table: {header: [Who], rows: [["{{ deputy.name }}"], [others]]}
"""

PAGE = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{{{ letter.document_title }}}}</title>
<meta name="mine" content="{{{{ letter.recipient.name }}}}"></head>
<body><p>{{{{ letter.salutation }}}}</p>{}</body></html>
"""

NAME = "letter.recipient.name"

PRINTING = {
    "a name": f"<p>{{{{ {NAME} }}}}, {{{{ letter.title }}}}</p>",
    "a macro": f"{{% macro m(x) %}}<li>{{{{ x }}}}</li>{{% endmacro %}}{{{{ m({NAME}) }}}}",
    "a set block": f"{{% set x %}}<p>{{{{ {NAME} }}}}</p>{{% endset %}}{{{{ x }}}}{{{{ x }}}}",
    "a call": f"{{% macro m() %}}<p>{{{{ caller() }}}}</p>{{% endmacro %}}"
    f"{{% call m() %}}{{{{ {NAME} }}}}{{% endcall %}}",
    "lines": "{% for line in letter.addressee %}<p>{{ loop.index }} {{ line }}</p>{% endfor %}",
    "whether there is one": f"{{% if {NAME} and letter.salutation %}}<p>yes</p>{{% endif %}}",
    "a choice of what is the same": '{% if letter.language == "en" %}<p>{{ letter.title }}</p>'
    "{% endif %}",
}
"""What does nothing with a letter's words but print them."""

LOOKING = {
    "compared": f'{{% if {NAME} == "Ann" %}}<p>Ann</p>{{% endif %}}',
    "compared with itself": "{% if letter.title == letter.salutation %}<p>same</p>{% endif %}",
    "less": f'<p>{{{{ {NAME} < "M" }}}}</p>',
    "in a list": f'<p>{{{{ {NAME} in ["Ann", "Bob"] }}}}</p>',
    "within": f'<p>{{{{ "nn" in {NAME} }}}}</p>',
    "cut": f"<p>{{{{ {NAME}[:2] }}}}</p>",
    "one letter": f"<p>{{{{ {NAME}[0] }}}}</p>",
    "letters": f"{{% for each in {NAME} %}}<p>{{{{ each }}}}</p>{{% endfor %}}",
    "counted": f"<p>{{{{ {NAME} | length }}}}</p>",
    "in capitals": f"<p>{{{{ {NAME} | upper }}}}</p>",
    "replaced": f'<p>{{{{ {NAME} | replace("n", "m") }}}}</p>',
    "kept as markup": f"<p>{{{{ {NAME} | safe }}}}</p>",
    "a default": f'<p>{{{{ {NAME} | default("nobody") }}}}</p>',
    "a number": f"<p>{{{{ {NAME} | int(0) }}}}</p>",
    "joined": f'<p>{{{{ [{NAME}, {NAME}] | join("-") }}}}</p>',
    "sorted": f'<p>{{{{ [{NAME}, "M"] | sort | first }}}}</p>',
    "added": f'<p>{{{{ {NAME} + "!" }}}}</p>',
    "repeated": f"<p>{{{{ {NAME} * 2 }}}}</p>",
    "formatted": f'<p>{{{{ "%s!" | format({NAME}) }}}}</p>',
    "put into a text": f'<p>{{{{ "{{}}!".format({NAME}) }}}}</p>',
    "asked for its type": f"<p>{{{{ {NAME} is string }}}}{{{{ {NAME} is sequence }}}}</p>",
    "its own": f'<p>{{{{ {NAME}.startswith("A") }}}}</p>',
    "an HTML": "<p>{{ letter.salutation.html | length }}</p>",
    "a part": "<p>{{ letter.recipient | string | length }}</p>",
    "written and in capitals": f"{{% filter upper %}}<p>{{{{ {NAME} }}}}</p>{{% endfilter %}}",
    "written and counted": f"{{% set x %}}{{{{ {NAME} }}}}{{% endset %}}"
    "<p>{{ x | length }}</p>",
    "written and compared": f"{{% set x %}}{{{{ {NAME} }}}}{{% endset %}}"
    '{% if x == "Ann" %}<p>Ann</p>{% endif %}',
    "written and asked for": f"{{% set x %}}{{{{ {NAME} }}}}{{% endset %}}"
    "{% if x %}<p>x</p>{% endif %}",
    "a field by a filter": '<p>{{ letter | attr("title") }}</p>',
    "a macro cut": f"{{% macro m(x) %}}{{{{ x }}}}{{% endmacro %}}<p>{{{{ m({NAME})[:3] }}}}</p>",
    "an attribute": f'<p title="{{{{ {NAME} }}}}">x</p>',
    "a class": f'<p class="{{{{ {NAME} | lower }}}}">x</p>',
    "a cell": f"<table><tr><td>{{{{ {NAME} }}}}</td></tr></table>",
    "the row": "{% for name, value in letter.fields %}<p>{{ name }} {{ value | upper }}</p>"
    "{% endfor %}",
}
"""What does something else with them."""


def addressed(appeal: Appeal, deputies: Sequence[Deputy]) -> list[Letter]:
    addresser = Addresser(appeal, language_of(appeal))
    return [addresser.letter(deputy) for deputy in deputies]


def pages(template: Template, letters: Sequence[Letter], memory: Memory) -> list[Page]:
    renderer = Renderer(template, memory)
    return [renderer.page(letter) for letter in letters]


def known(template: Template, letters: Sequence[Letter]) -> int:
    """How many pages are known from others; each is compared with the one rendered by itself."""
    quick = pages(template, letters, Memory())
    for made, rendered in zip(quick, pages(template, letters, Memory(0)), strict=True):
        assert rendered.like is None
        for name in ("skeleton", "head", "title", "lines", "tail", "images", "html", "blocks"):
            assert getattr(made, name) == getattr(rendered, name), name
        if made.like:
            blocks = dict(enumerate(made.like.blocks)) | dict(made.differing)
            assert tuple(blocks.values()) == rendered.blocks
    return sum(page.like is not None for page in quick)


def template_of(folder: Path, body: str) -> Template:
    folder.mkdir(exist_ok=True)
    (folder / "letter.html.j2").write_text(PAGE.format(body), encoding="utf-8")
    return load_template(folder)


def people(*names: str) -> list[Deputy]:
    return [
        Deputy({"id": str(number), "name": name, "group": f"Group of {name}"}, frozenset())
        for number, name in enumerate(names)
    ]


@cache
def appeal(folder: Path, more: str = "") -> Appeal:
    path = folder / "appeal.yaml"
    path.write_text(APPEAL.replace("signature:", f"{more}signature:"), encoding="utf-8")
    return load_appeal(path)


@pytest.mark.parametrize("way", PRINTING)
def test_words_that_are_printed_need_no_rendering(way: str, tmp_path: Path) -> None:
    letters = addressed(appeal(tmp_path), people("Ann", "Bob", "Carol Ann", "D & <E>"))
    assert known(template_of(tmp_path / "mine", PRINTING[way]), letters) == len(letters) - 2


@pytest.mark.parametrize("way", LOOKING)
def test_words_that_are_looked_at_are_rendered(way: str, tmp_path: Path) -> None:
    letters = addressed(appeal(tmp_path), people("Ann", "Bob", "12", "M", "Nora", "D & <E>"))
    assert known(template_of(tmp_path / "mine", LOOKING[way]), letters) == 0


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
@pytest.mark.parametrize("name", shipped_templates())
def test_shipped_templates_only_print(name: str, language: str) -> None:
    """Two of each kind of letter are rendered, and no more: kinds differ in what is blank."""
    deputies = [
        Deputy({**deputy.fields, "address": f"{number} Abai Avenue"}, deputy.columns)
        for number, deputy in enumerate(load_deputies(DATA / "majilis-5.csv")[:30])
    ]
    letters = addressed(load_appeal(DATA / f"appeal.{language}.yaml"), deputies)
    assert known(load_template(name), letters) >= len(letters) - 8


@pytest.mark.parametrize("window", ["din-5008-a", "dl"])
def test_windows_only_print(window: str, tmp_path: Path) -> None:
    path = tmp_path / "appeal.yaml"
    path.write_text(APPEAL.replace("addressee:", f"addressee:\n  window: {window}"), "utf-8")
    letters = addressed(load_appeal(path), people("Ann", "Bob", "Carol"))
    assert known(load_template(), letters) == 1


def test_words_make_no_image(tmp_path: Path) -> None:
    """What seems to be an image in the middle of words is what it is without a pattern."""
    template = template_of(tmp_path / "mine", f'<p>x src="{{{{ {NAME} }}}}" {{{{ {NAME} }}}}</p>')
    image = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNg"
    image += "AAAAAgABSK+kcQAAAABJRU5ErkJggg=="
    assert known(template, addressed(appeal(tmp_path), people("Ann", "Bob", image, "Carol"))) == 1


def test_a_letter_with_words_in_a_table_is_rendered(tmp_path: Path) -> None:
    letters = addressed(appeal(tmp_path, TABLE), people("Ann", "Bob", "Carol"))
    assert known(load_template(), letters) == 0


TEXTS = st.one_of(
    st.sampled_from(
        ["Ann", "<b>", "a & b", "&amp;", '"', "'", "data:image/", "M", "0", "\ufdd00\ufdd0"]
    ),
    st.text(min_size=1, max_size=12),
)

PEOPLE = st.lists(
    st.fixed_dictionaries(
        {"id": st.just("one"), "name": TEXTS},
        optional={"group": TEXTS, "gender": st.sampled_from(["male", "female"]), "address": TEXTS},
    ),
    min_size=4,
    max_size=8,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PEOPLE, st.sampled_from([*PRINTING.values(), *LOOKING.values(), *shipped_templates()]))
def test_any_words(tmp_path: Path, rows: list[dict[str, str]], way: str) -> None:
    """Blank or not, with signs of markup or none: the page is what the template writes."""
    addresser, letters = Addresser(appeal(tmp_path), language_of(appeal(tmp_path))), []
    for row in rows:
        with suppress(AppealError):  # a name that is blank
            letters.append(addresser.letter(Deputy(row, frozenset({"group"}))))
    is_shipped = way in shipped_templates()
    template = load_template(way) if is_shipped else template_of(tmp_path / "mine", way)
    try:
        pages(template, letters, Memory(0))
    except AppealError:
        return  # what a filter can't do with some names
    known(template, letters)
