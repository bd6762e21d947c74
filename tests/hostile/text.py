"""Awkward strings that a letter must show exactly as they were written."""

from __future__ import annotations

import unicodedata

AWKWARD: tuple[str, ...] = (
    # What means something to HTML, XML, YAML, Jinja, CSS, LaTeX, Markdown or a shell
    "<b>bold</b>", "<br>", "</p><p>", "<!-- x -->", "<![CDATA[x]]>", "<script>alert(1)</script>",
    "&amp;", "&lt;b&gt;", "&#65;", "&nbsp;", "& alone", "a < b > c", "x & y", "&copy", "&#x41;",
    "{ brace }", "}}", "%}", "#}", "{ % x % }", "$HOME", "`ls`", "~/x", "%s %d", "100 %", "#hash",
    "\\", "\\\\", "\\n", "C:\\temp\\new", "\\textbf{x}", "a\\b", "\\*", "trailing\\\\",
    "'single'", '"double"', "''", '""', "it's", "‘curly’", "“curly”", "«ёлочки»", "„низ“", "‚x‘",
    "*", "**", "* *", "a * b", "2 * 3 * 4", "***", "_under_", "__init__", "snake_case_name",
    "[x]", "[x] (y)", "(x)", "![x]", "[ ]", "^", "a ^ b", "x^", "a^b^c d", "~~x~~", "==x==",
    "1. one", "- dash", "+ plus", "# heading", "> quote", "| pipe |", "---", "***x", ": colon",
    "a: b", "@at", "!bang", "?query", "%TAG", "NO", "yes", "null", "~", "0x1F", "1_000", "12:30",
    "01001", "1e3", ".5", "2013-10-17", "=1+1", "=cmd|' /C calc'!A0", "+7 700 000 00 00", "-1",
    "http://example.org/a_b*c", "https://example.org/?a=1&b=2#c", "mailto:a@b.c", "www.example.org",
    "javascript:alert(1)", "../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "<a@b.c>",
    # Letters of many kinds
    "Әбдіров Нұрлан Мәжитұлы", "Өмірбек ҰҮҚҒҢҺІ ұүқғңһі", "Ёжик ёлка", "їжак Ґанок єдність",
    "Ўзбек ҳам қўшиқ", "İstanbul ılık", "Iğdır", "Straße ẞ", "Ærø", "Þór", "Łódź", "Žižek",
    "naïve café", "Ångström", "ﬁnal ﬂow", "ŉ", "ĳs", "Ǆ", "œuvre", "Đặng Thị", "Nguyễn",
    "Ελληνικά", "ϐϑϕ", "Ὀδυσσεύς", "fi fl ff ffi ffl", "office affluent", "AV To Wa", "rn m",
    # Composed and not
    unicodedata.normalize("NFD", "Ёлка й é ü ñ ç"), "e\u0301 и\u0306", "a\u0301\u0323", "q\u0307",
    "Й\u0306", "Ω Ω", "Å Å", "K K",
    # Spaces, hyphens and what can't be seen
    "a\u00a0b", "a\u00a0\u00a0b", "a\u2009b", "a\u2003b", "a\u200bb", "a\u200db", "a\u200cb",
    "a\u2060b", "a\ufeffb", "soft\u00adhyphen", "a\u2011b", "a\u2010b", "a-b",
    "a‐b", "–", "—", "a — b",
    "...", "…", "№ 5", "§ 7", "°C", "½", "10 000 ₸", "5 €", "£ ¥ ¢", "©®™", "†‡", "•", "×÷±", "≤≥≠",
    "a\u200eb", "a\u200fb", "\u061ca", "H₂O x²", "ª º", "¡Hola! ¿Qué?",
    # Directions and long words
    "w" * 300, "Ә" * 200, "https://example.org/" + "a" * 200, "ab-" * 60, "a/" * 80, "." * 150,
    "x" * 50 + " " + "y" * 50, "Донаудампфшиффартс" * 6,
)  # fmt: skip


def safe_as_markup(text: str) -> str:
    """The string as inline markup that prints as itself, as the README says to write it."""
    return "".join(f"\\{letter}" if letter in "\\*[]^" else letter for letter in text)
