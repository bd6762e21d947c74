"""Parts of a letter around its body: who writes and reads, and who signs."""

from __future__ import annotations

from appeal_cli.appeal.appeal import Letterhead
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter.letter import (
    Image,
    LetterheadLines,
    NameList,
    OnlineLink,
    Origin,
    Party,
    Passage,
    RunningLine,
    SignatureLines,
)
from appeal_cli.letter.mail_address import mail_address, not_an_address
from appeal_cli.letter.origins import at, in_cell, one_of
from appeal_cli.letter.plain_text import escaped, lines_of, one_line
from appeal_cli.letter.shared import Reader
from appeal_cli.letter.typesetting import Typesetter
from appeal_cli.problems import Kind


def author(setter: Typesetter) -> tuple[str, Origin | None]:
    """Who wrote the letter, for the file's properties, and where that is said: the letterhead in
    the letter's language, else who signs."""
    head, signed = setter.appeal.letterhead, setter.appeal.signature
    if head:
        return setter.part(("letterhead",), lambda: office(setter, head), "office")
    path: YamlPath = ("signature", "name")
    if not signed:
        return "", None
    return setter.line(path, signed.name), setter.origin(path, signed.name)


def office(setter: Typesetter, head: Letterhead) -> tuple[str, Origin]:
    """The name in the letterhead that is in the letter's language, else the first, and where it
    stands."""
    own = (setter.appeal.language, None)
    index = next((at for at, name in enumerate(head.names) if name.language in own), 0)
    path, text = ("letterhead", "names", index, "text"), head.names[index].text
    return setter.line(path, text), setter.origin(path, text)


def letterhead(setter: Typesetter) -> LetterheadLines | None:
    """The head of the letter, where there is one."""
    head = setter.appeal.letterhead
    if not head:
        return None
    names = setter.passages(("letterhead", "names"), head.names, write=one_line)
    address = (setter.plain(("letterhead", "address"), head.address),) if head.address else ()
    return LetterheadLines(names, (*address, *_contacts(setter, head)), _logo(setter, head))


def _contacts(setter: Typesetter, head: Letterhead) -> tuple[Passage, ...]:
    """One line with the ways to reach the sender, if there are any."""
    ways = {"phone": head.phone, "email": head.email, "website": head.website}
    reach: list[tuple[str, Origin]] = []
    shown: list[str] = []
    for key, said in ways.items():
        path: YamlPath = ("letterhead", key)
        if said and (text := setter.line(path, said)):
            reach.append((text, setter.origin(path, said)))
            shown.append(setter.set_in_lines(escaped(text)))
    return (Passage(" · ".join(shown), origin=one_of(reach)),) if shown else ()


def _logo(setter: Typesetter, head: Letterhead) -> Image | None:
    if not head.logo:
        return None
    name, origin = office(setter, head)
    alt = setter.label("logo", setter.language.labels.logo, name=name)
    usual = one_of([(name, origin), (alt, at(setter.language, ("labels", "logo")))])
    return setter.image(("letterhead", "logo"), head.logo, 30, (alt, usual))


def running(setter: Typesetter) -> RunningLine:
    """The line above the text, from the second page on."""
    naming = setter.reader.naming if setter.reader else None
    said = {"date": str(setter.values["date"]), "page": setter.language.page}
    if naming:
        said["addressee"] = naming.values["name_to" if naming.agrees else "full_name"]
    layout = setter.language.layout.running
    parts = (layout.left, layout.middle, layout.right)
    return RunningLine(*[" · ".join(filter(None, map(said.get, part))) for part in parts])


def signature(setter: Typesetter) -> SignatureLines | None:
    """Who signs, where somebody does."""
    signed = setter.appeal.signature
    if not signed:
        return None
    path: YamlPath = ("signature", "name")
    position = None
    if signed.position:
        position = setter.plain(("signature", "position"), signed.position)
    lines = tuple(filter(None, (setter.plain(path, signed.name), position)))
    if not signed.image:
        return SignatureLines(lines, position=position)
    name = setter.line(path, signed.name)
    alt = setter.label("signature", setter.language.labels.signature, name=name)
    parts = [
        (name, setter.origin(path, signed.name)),
        (alt, at(setter.language, ("labels", "signature"))),
    ]
    image = setter.image(("signature", "image"), signed.image, 40, (alt, one_of(parts)))
    return SignatureLines(lines, image, position)


def signatories(setter: Typesetter) -> NameList | None:
    """Those who support the appeal, where they are named."""
    given = setter.appeal.signatories
    if not given:
        return None
    label = setter.plain(("signatories", "label"), given.label)
    return NameList(label, setter.passages(("signatories", "names"), given.names))


# Mail, envelopes, the web


def sender(setter: Typesetter) -> Party | None:
    """Who writes, where there is a letterhead."""
    head = setter.appeal.letterhead
    if not head:
        return None
    name, named = office(setter, head)
    path: YamlPath = ("letterhead", "email") if head.email else ("letterhead",)
    origin = one_of([(name, named), ("", setter.origin(path, head.email))])
    address = setter.lines(("letterhead", "address"), head.address)
    return Party(name, _email(setter, head), address, origin)


def _email(setter: Typesetter, head: Letterhead) -> str:
    """The sender's e-mail address. What placeholders made is looked at for every format:
    nobody has seen it in the appeal."""
    if not head.email:
        return ""
    path: YamlPath = ("letterhead", "email")
    made = setter.line(path, head.email)
    if made and head.email.has_placeholders:
        try:
            mail_address(made)
        except ValueError as error:
            setter.complain(path, not_an_address(made, error), "", Kind.SENDER)
    return made


def recipient(setter: Typesetter, reader: Reader) -> Party:
    """Who reads."""
    deputy, naming = reader.deputy, reader.naming
    fields = (f"address_{setter.language.code}", "address")
    cell = in_cell(deputy, *fields)
    own = lines_of(next(filter(None, map(deputy.get, fields)), ""))
    address = tuple(Passage(setter.in_order(escaped(line)), origin=cell) for line in own)
    if not address:
        address = setter.lines(("addressee", "address"), setter.appeal.addressee.address)
    values = naming.values
    spoken = " ".join(filter(None, (values["given_name"], values["family_name"])))
    return Party(values["full_name"], deputy.get("email"), address, reader.row, spoken)


def online(setter: Typesetter) -> OnlineLink | None:
    """Where the appeal is on the web, if it is."""
    given = setter.appeal.online
    if not given:
        return None
    from appeal_cli.letter.qr import qr_code

    path, labels, language = ("online",), setter.language.labels, setter.language
    url, origin = setter.filled(path, given), setter.origin(path, given)
    shown = url.partition("://")[2].rstrip("/")
    label = f"{setter.label('online', labels.online)} " if labels.online else ""
    code = ""
    try:
        picture = qr_code(url)
        code = picture.source
        setter.images[code] = picture
    except ValueError as error:
        setter.complain(path, str(error), url, Kind.WRONG_VALUE)
    alt = setter.label("code", labels.code, address=shown)
    words = f'{escaped(label)}<a href="{escaped(url)}">{escaped(shown)}</a>'
    line = setter.set_in_lines(words)
    said = one_of([(label, at(language, ("labels", "online"))), ("", origin)])
    described = one_of([(shown, origin), (alt, at(language, ("labels", "code")))])
    return OnlineLink(Passage(line, origin=said), Image(code, alt, 22, described))
