"""What is said to a shell that completes a word: quoted, as its scripts want it, or nothing.

A roster's ids and values are offered too. None of them may run as a command once it
stands in the line: bash takes words as they are, zsh and fish quote them themselves.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from appeal_cli.files.characters import printable

if TYPE_CHECKING:
    Item = CompletionItem[str]
else:
    Item = CompletionItem  # of a kind of values in new versions of click alone

_BASH = """\
%(complete_func)s() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            dir,*) compopt -o dirnames ;;
            file,*) compopt -o default ;;
            plain,*)
                COMPREPLY+=("${line#*,}")
                [[ $line == *= ]] && compopt -o nospace ;;
        esac
    done <<< "$(env COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORDBREAKS="$COMP_WORDBREAKS" \\
        %(complete_var)s=bash_complete "$1")"
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_FISH = """\
function %(complete_func)s
    for line in (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) \\
            COMP_CWORD=(commandline -ct) %(prog_name)s)
        set -l parts (string split -m 1 -- "," $line)
        switch $parts[1]
            case dir
                __fish_complete_directories $parts[2]
            case file
                __fish_complete_path $parts[2]
            case plain
                printf "%%s\\n" $parts[2]
        end
    end
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $line, $cursor)
    $typed = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } |
        ForEach-Object { if ($null -ne $_.Value) { $_.Value } else { $_.Extent.Text } })
    $encoding = [Console]::OutputEncoding
    $env:%(complete_var)s = 'powershell_complete'
    $env:COMP_WORDS = (@($typed) + $word) -join "`n"
    try {
        [Console]::OutputEncoding = [Text.Encoding]::UTF8
        $lines = @(& %(prog_name)s 2>$null)
    } finally {
        [Console]::OutputEncoding = $encoding
        $env:%(complete_var)s = $null
        $env:COMP_WORDS = $null
    }
    $result = [System.Management.Automation.CompletionResult]
    foreach ($line in $lines) {
        $text, $shown, $help = $line -split "`t", 3
        if ($help) { $result::new($text, $shown, 'ParameterValue', $help) }
    }
}
"""

_PLAIN = re.compile(r"[^\w,./%+=:@-]")
"""What bash may read as something else than a part of a word."""

_BARE = re.compile(r"(?![@%])[\w./:=+%@-]+")
"""A word that PowerShell reads as one, and as nothing else."""

_QUOTES = re.compile("[\"'\u2018-\u201f]|\\\\$")
"""What ends a word in single quotes, in PowerShell or in how it hands the word on: it takes curly
quotes for straight ones, and a backslash at the end would quote what follows."""

_WRONG_IN = {"": "`", "'": "'\\", '"': '"$`\\!'}
"""By the quote that is open, what is not offered in bash. Where none is, a backslash quotes all
but a backtick, as the whole line may stand between two of those."""


class _Careful(ShellComplete):
    """Offers words as a whole, and none with characters that no line may hold."""

    def get_completions(self, args: list[str], incomplete: str) -> list[Item]:
        name, equals, _ = incomplete.partition("=")
        # Click completes what follows `--option=`, and shells complete the word.
        option = f"{name}=" if equals and name.startswith("-") else ""
        return [
            Item(f"{option}{item.value}" if item.type == "plain" else item.value, item.type,
                 help=printable(" ".join(item.help.split())) if item.help else None)
            for item in super().get_completions(args, incomplete)
            if printable(item.value) == item.value and "\t" not in item.value
        ]  # fmt: skip


class _Bash(_Careful, BashComplete):
    """Bash takes words into the line as they are, and in place of a part of what is typed."""

    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        self.typed = Typed.of(
            os.environ.get("COMP_LINE", ""), os.environ.get("COMP_WORDBREAKS", "")
        )
        *args, incomplete = self.typed.words[1:] or ("",)
        return args, incomplete

    def get_completions(self, args: list[str], incomplete: str) -> list[Item]:
        found = super().get_completions(args, incomplete)
        kept, wrong = incomplete[: self.typed.kept], _WRONG_IN[self.typed.quote]
        return [
            item
            for item in found
            if item.type != "plain"
            or (item.value.startswith(kept) and not set(wrong) & set(item.value))
        ]

    def format_completion(self, item: Item) -> str:
        if item.type != "plain":
            return f"{item.type},"
        value = item.value[self.typed.kept :]
        return f"plain,{value if self.typed.quote else _PLAIN.sub(_escaped, value)}"


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


class _Zsh(_Careful, ZshComplete):
    """Zsh quotes what it inserts; in words with help, it takes a backslash as a mark."""

    def format_completion(self, item: Item) -> str:
        value = item.value.replace("\\", r"\\") if item.help else item.value
        return super().format_completion(Item(value, item.type, help=item.help))


class _Fish(_Careful, FishComplete):
    """Fish quotes what it inserts. The answer is what its script here takes apart: Click's own has
    had another form in 8.4.0."""

    source_template = _FISH

    def format_completion(self, item: Item) -> str:
        described = f"\t{item.help}" if item.help else ""
        return f"{item.type},{item.value}{described}"


class _PowerShell(_Careful):
    """Takes words as they are: one that is not plain stands in single quotes, and one with a quote
    of any kind is left out. Without an answer, PowerShell offers files."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        *words, last = os.environ["COMP_WORDS"].split("\n")
        return words[1:], last.lstrip("'")

    def get_completions(self, args: list[str], incomplete: str) -> list[Item]:
        found = super().get_completions(args, incomplete)
        return [item for item in found if item.type == "plain" and not _QUOTES.search(item.value)]

    def format_completion(self, item: Item) -> str:
        text = item.value if _BARE.fullmatch(item.value) else f"'{item.value}'"
        return f"{text}\t{item.value}\t{item.help or item.value}"


@dataclass(frozen=True)
class Typed:
    """A line of bash as far as it is typed: its words, and where the last of them stands.

    `kept` is how many characters of the last word bash keeps when it completes; `quote` is
    the quote that is open at its end.
    """

    words: tuple[str, ...]
    kept: int
    quote: str

    @classmethod
    def of(cls, line: str, breaks: str) -> Typed:
        """The line, in which bash completes what stands after the last of the `breaks`."""
        words, word, kept, quote = list[str](), "", 0, ""
        is_begun = False
        characters = iter(line)
        for character in characters:
            if character.isspace() and not quote:
                words += [word] if is_begun else []
                word, kept, is_begun = "", 0, False
                continue
            is_begun = True
            if character == "\\" and quote != "'":
                following = next(characters, "")
                word += following if not quote or following in '"$`\\' else f"\\{following}"
            elif character == quote or (not quote and character in "'\""):
                quote = "" if quote else character
                kept = len(word)
            else:
                word += character
                kept = len(word) if character in breaks and not quote else kept
        return cls((*words, word), kept, quote)


for _shell in (_Bash, _Zsh, _Fish, _PowerShell):
    add_completion_class(_shell)
