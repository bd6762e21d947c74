"""The address of a mail: where it goes, by IDNA 2008, and what is no address."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from appeal_cli import AppealError, address, load_appeal, render
from appeal_cli.letter.mail_address import mail_address
from tests.conftest import SMALL_APPEAL
from tests.writers.test_eml import deputy, draft, parsed

DOMAINS = {
    "maß.example": "xn--ma-hia.example",  # IDNA 2003 made another domain of it, mass.example
    "βόλος.example": "xn--nxasmm1c.example",
    "EXAMPLE.org": "example.org",
    "Bücher.Example": "xn--bcher-kva.example",
    "bücher．example": "xn--bcher-kva.example",
    "bücher。example": "xn--bcher-kva.example",
    "ｅｘａｍｐｌｅ.org": "example.org",
    "exam\u00adple.org": "example.org",
    "мәжіліс.қаз": "xn--f1akbw7hb72g.xn--80ao21a",
    "xn--ma-hia.example": "xn--ma-hia.example",
    "a-1.b.example": "a-1.b.example",
}


@pytest.mark.parametrize(("written", "ascii"), DOMAINS.items())
def test_the_domain_is_that_which_a_browser_would_go_to(written: str, ascii: str) -> None:
    """Letters keep their meaning, and other ways to write them are one."""
    assert mail_address(f"anna.s+1@{written}") == ("anna.s+1", ascii)


REFUSED = {
    "a@☃.example": "`☃` can't stand in a domain",
    "a@my_host.example": "`_` can't stand in a domain",
    "a@[192.0.2.1]": "`[` can't stand in a domain",
    "a@l·x.example": "`·` can't stand in this place of its domain",
    "a@ex\u0430mple.org": "its domain mixes letters of Latin and Cyrillic",
    "a@sub.\u0441enter.example": "its domain mixes letters of Latin and Cyrillic",
    "a@\u03bfffice.example": "its domain mixes letters of Latin and Greek",
    "a@-x.example": "a hyphen stands where no domain has one",
    "a@ab--c.example": "a hyphen stands where no domain has one",
    "a@x..example": "a part of its domain is empty",
    "a@x.example.": "its domain ends with a dot",
    "a@x.example。": "its domain ends with a dot",
    "a@localhost": "its domain has no dot",
    f"a@{'x' * 64}.example": "a domain has at most 253 letters, and 63 between two dots",
    f"a@{'x.' * 200}example": "a domain has at most 253 letters, and 63 between two dots",
    "a@xn--zzzzzz.example": "no domain is written like this one",
    "a@אa.example": "its domain mixes letters that run to the right with letters that run to "
    "the left",
    "жан@x.example": "",
    "a b@x.example": "",
    "a@x.example, b@x.example": "",
    "a@": "",
}


@pytest.mark.parametrize(("written", "reason"), REFUSED.items())
def test_what_is_no_address_is_refused_with_the_reason(written: str, reason: str) -> None:
    """In plain words, where there is more to say than that it is none."""
    with pytest.raises(ValueError) as raised:  # noqa: PT011  # the reason follows
        mail_address(written)
    assert str(raised.value) == reason


def test_a_draft_goes_to_the_domain_as_it_is_written(tmp_path: Path) -> None:
    """The deputy's, and the sender's."""
    head = 'letterhead: {names: [Fund], email: "office@Straße.example"}\n'
    message = parsed(draft(tmp_path, "anna@maß.example", head))
    assert message["To"].addresses[0].addr_spec == "anna@xn--ma-hia.example"
    assert message["From"].addresses[0].addr_spec == "office@xn--strae-oqa.example"


def test_the_reason_is_reported(tmp_path: Path) -> None:
    """After the address, with the row of the roster."""
    (tmp_path / "a.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    with pytest.raises(AppealError) as raised:
        render(address(load_appeal(tmp_path / "a.yaml"), deputy("a@☃.example")), "eml")
    (problem,) = raised.value.problems
    assert str(problem) == (
        "roster.csv:7: `a@☃.example` is not one e-mail address: `☃` can't stand in a domain"
    )


def test_idna_is_loaded_only_for_an_address() -> None:
    """Its tables are large, and most letters are no mail."""
    code = "import sys, appeal_cli.writers.eml, appeal_cli.letter; print('idna' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ran.stdout.strip() == b"False"
