"""Which field each column of a table is read as, beside its other columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

from appeal_cli.problems import AppealError, Kind, Problem, quoted, shortened
from appeal_cli.roster.address_columns import (
    addresses_of,
    beside_others,
    by_language,
    is_at_home,
    is_place,
    lines_of,
    rooms_of,
)
from appeal_cli.roster.chosen_columns import chosen_columns, keyed
from appeal_cli.roster.column_map import Columns
from appeal_cli.roster.columns import ADDRESS_PARTS, meaning, plain
from appeal_cli.roster.lexicon import lexicon, words_in
from appeal_cli.roster.looks import (
    another_field,
    civility_said,
    greeted_in,
    hold_civilities,
    hold_no_mails,
    like_roles,
    no_names,
)
from appeal_cli.roster.name_columns import (
    by_civility,
    check_names,
    forms_of_address,
    is_whole_name,
    names_and_surnames,
    of_no_language,
)
from appeal_cli.roster.readers.table import MAX_COLUMNS, Table, cells_under
from appeal_cli.roster.seat_words import are_statuses
from appeal_cli.roster.ticked import ticked_genders
from appeal_cli.roster.unused import CONTACTS, by_values, told_of_unused, without_heading

_FILLED_UP = ("email", "phone", "address", "honorific_prefix")
"""Fields whose second column stands in where the first is blank: either reaches the person, or
greets them. What a letter says of their area, group or role is theirs in one sense alone."""

_SURE = {-1: 1.5, 0: 1.0, 500: 0.5, 1_000: 0.8, 2_000: 0.5}
"""How much a filled cell counts under a heading that says its field well, or less well."""


def mapping_of(table: Table, columns: Mapping[str, str] | None = None) -> Columns:
    """What each column of the table is; `columns` are headings by the fields the user gives them.

    Raises AppealError where no column holds names, and where a heading of `columns` is unknown.
    """
    if len(table.headings) > MAX_COLUMNS:
        message = f"more than {MAX_COLUMNS} columns"
        raise AppealError(table.heading_problem(MAX_COLUMNS, message, kind=Kind.TOO_LARGE))
    return _Mapper(table, chosen_columns(table, columns or {})).mapping()


class _Mapper:
    """Decides what each column is, and notes what is to be reported about it."""

    def __init__(self, table: Table, chosen: Mapping[str, str]) -> None:
        self.table = table
        self.chosen = chosen
        self.labels = dict(keyed(table))
        self.filled = Counter(key for row in table.rows for key in row.cells)
        self.made = Columns()
        by_values = {
            key: field
            for key, label in self.labels.items()
            if (field := another_field(meaning(label).field, label, self.values(key)))
        }
        found = beside_others(self.labels, self.values)
        by_values |= {key: "address" for key in found if found[key] == "address"}
        self.said = of_no_language(self.labels) | by_values | found | {**chosen}
        self.said |= self.ticked()
        for key in by_values.keys() - chosen.keys():
            label = self.labels[key].strip()
            self.note(f"`{label}` is read as `{by_values[key]}`, by its values", key)

    def ticked(self) -> dict[str, str]:
        """The placeholders of columns that are ticked for a gender, where no other says it."""
        ticked = ticked_genders(self.labels, lambda key: cells_under(self.table.rows, key))
        others = [meaning(self.labels[key]).field for key in self.labels if key not in ticked]
        if not ticked or "gender" in {*others, *self.chosen.values()}:
            return {}
        self.made.ticked = ticked
        self.made.remarks |= {key: f"a tick says `{gender}`" for key, gender in ticked.items()}
        said = ", ".join(f"`{self.labels[key].strip()}`" for key in ticked)
        self.note(f"{said} are read as `gender`, by their ticks", next(iter(ticked)))
        return {key: self.own(key, self.labels[key]) for key in ticked if key not in self.chosen}

    def mapping(self) -> Columns:
        made = self.made
        for key, label in self.labels.items():
            made.fields[key] = self.said.get(key) or self.own(key, label)
            made.languages[key] = meaning(label).languages
        self.number_headings()
        self.address_lines()
        for wanted, keys in self.candidates().items():
            self.settle(wanted, keys)
        for key, wanted in by_values(self.table, self.labels, made.fields).items():
            if wanted == CONTACTS:
                made.second[key] = "email"
                made.remarks[key] = "its addresses of mails are read as `email`"
                self.note(f"of `{self.labels[key].strip()}` {made.remarks[key]}", key)
                continue
            made.fields[key] = wanted
            self.note(f"`{self.labels[key].strip()}` is read as `{wanted}`, by its values", key)
        self.address_parts()
        check_names(self.table, {key: self.values(key) for key in self.labels}, made)
        if made.heading("name") not in self.chosen:
            for key, message in names_and_surnames(self.table, made):
                self.note(message, key)
        made.problems += told_of_unused(self.table, self.labels, made)
        return made

    def own(self, key: str, label: str) -> str:
        """The placeholder of a column that is no field; "" for one without a heading."""
        if not label.strip():
            remark, problems = without_heading(self.table, key)
            self.made.remarks |= {key: remark} if remark else {}
            self.made.problems += problems
            return ""
        return plain(key) or f"column_{list(self.labels).index(key) + 1}"

    def number_headings(self) -> None:
        """Tells of columns with one heading that no letter needs: each has its placeholder."""
        seen: dict[str, str] = {}
        for key, label in self.labels.items():
            word = plain(label)
            if word and word in seen and not meaning(label).field and key not in self.chosen:
                first, own = self.made.fields[seen[word]], self.made.fields[key]
                if own == first and not self.differ(seen[word], key):
                    continue
                if own == first:
                    own = f"{own}_{list(self.labels).index(key) + 1}"
                    self.made.fields[key] = own
                message = f"two columns are headed `{label.strip()}`: `deputy.{first}` and "
                self.note(f"{message}`deputy.{own}` are their placeholders", key)
            seen.setdefault(word, key)

    def candidates(self) -> dict[str, list[str]]:
        """The headings that mean each field, the best first."""
        found: dict[str, list[str]] = {}
        further = {key for keys in self.made.lines.values() for key in keys}
        for key, label in self.labels.items():
            wanted = self.said.get(key) or self.meant(key, label)
            if wanted and wanted not in ADDRESS_PARTS and key not in further:
                found.setdefault(wanted, []).append(key)
        order = {key: number for number, key in enumerate(self.labels)}
        for wanted, keys in found.items():
            # Of `E-mail 1` and `E-mail 2` the first is the one to write to, however few have it.
            bare = {re.sub(r"\d+", "", self.labels[key]).strip() for key in keys}
            if len(bare) == 1 and wanted in _FILLED_UP:
                continue
            keys.sort(
                key=lambda key: (
                    key not in self.chosen and is_at_home(self.labels[key]),
                    -self.worth(key),
                    meaning(self.labels[key]).rank,
                    order[key],
                )
            )
        return found

    def meant(self, key: str, label: str) -> str:
        wanted = meaning(label).field
        if wanted == "given_name" and is_whole_name(label, self.labels, self.chosen):
            return "name"
        if wanted == "family_name" and re.search(r"(?:2|\bii)\W*$", label, re.IGNORECASE):
            return "second_family_name"
        is_empty = wanted == "role" and are_statuses(self.values(key))  # `Мандат`: чинний
        if is_empty or (wanted in ("name", "role") and no_names(self.values(key))):
            return ""
        if wanted == "role" and hold_civilities(self.values(key)):
            return "honorific_prefix"
        if wanted == "email" and key not in self.chosen and hold_no_mails(self.values(key)):
            return ""
        if wanted == "honorific_prefix" and plain(label) != wanted:
            return self.prefix_or_role(key, label.strip())
        return wanted

    def prefix_or_role(self, key: str, label: str) -> str:
        """What a column headed `Title` is by its values: titles, roles or whole salutations."""
        values = self.values(key)
        if (language := greeted_in(values)) and not all(map(civility_said, values)):
            self.made.remarks[key] = "holds whole salutations, and is not used"
            message = f"`{label}` {self.made.remarks[key]}: `{shortened(values[0].strip())}`; "
            self.note(
                f"{message}`--column salutation_{language}={quoted(label)}` takes them as they are",
                key,
            )
            return ""
        is_said = len(words := words_in(label)) > 1 and words in lexicon().fields  # `akad. Grad`
        if language or is_said or not like_roles(values):
            return "honorific_prefix"
        message = f"`{label}` is read as `role`: such as `{shortened(values[0].strip())}`, "
        message += "which is no title before a name that is known; "
        self.note(f"{message}`--column honorific_prefix={quoted(label)}` reads it as one", key)
        return "role"

    def values(self, key: str) -> list[str]:
        return list(islice(cells_under(self.table.rows, key), 50))

    def worth(self, key: str) -> float:
        if key in self.chosen:
            return float("inf")
        rank = meaning(self.labels[key]).rank
        sure = max((least for least in _SURE if least <= rank), default=0)
        return self.filled[key] * _SURE[sure]

    def settle(self, wanted: str, keys: Sequence[str]) -> None:
        """Takes the first as the field; of the others each keeps its own placeholder, unless it is
        for letters in a language of its own."""
        own_languages = by_language(keys, self.labels) if wanted == "address" else {}
        keys = [*(key for key in keys if key not in own_languages), *own_languages]
        if wanted == "honorific_prefix" and "gender" not in self.made.fields.values():
            civil = forms_of_address({key: self.values(key) for key in keys})
            keys = by_civility([key for key in keys if key != civil], self.chosen, self.values)
            if civil:
                self.made.fields[civil] = "gender"
        first, *others = keys
        for key in keys:
            if key != first and self.made.fields[key] == wanted:
                self.made.fields[key] = f"{wanted}_{list(self.labels).index(key) + 1}"
        self.made.fields[first] = wanted
        label = self.labels[first].strip()
        for key in others:
            if key in self.chosen or not self.filled[key]:
                continue
            is_needed = wanted != "phone"  # no letter needs one
            if is_needed and plain(self.labels[key]) == plain(label) and self.differ(first, key):
                self.twice(key, first)
                continue
            more = ""
            if wanted in _FILLED_UP:
                self.made.second[key] = wanted
                more = " where that is blank"
            own = self.labels[key].strip()
            if language := own_languages.get(key):
                self.made.fields[key] = f"{wanted}_{language}"
                said = f"`{own}` is read as `{wanted}_{language}`, for letters in that language"
                self.note(f"{said}, and for others where `{label}` is blank", key)
                continue
            self.made.remarks[key] = f"`{label}` is read as `{wanted}`"
            said = "is read" if more else "is not"
            self.note(
                f"`{label}` is read as `{wanted}`; `{own}` means it too, and {said}{more}", key
            )

    def differ(self, key: str, other: str) -> bool:
        both = (row.cells for row in self.table.rows if key in row.cells and other in row.cells)
        return any(cells[key].strip() != cells[other].strip() for cells in both)

    def twice(self, key: str, first: str) -> None:
        indexes = list(self.labels)
        message = f"a second column is headed `{self.labels[key].strip()}`"
        hint = f"the first is column {indexes.index(first) + 1}; keep or rename one"
        self.made.problems.append(
            self.table.heading_problem(indexes.index(key), message, hint, Kind.DUPLICATE_HEADING)
        )

    def note(self, message: str, key: str) -> None:
        index = list(self.labels).index(key)
        found = self.table.heading_problem(index, message, kind=Kind.HEADING)
        told = Problem(found.message, found.file, found.line, kind=found.kind, severity="notice")
        self.made.problems.append(told)

    def address_lines(self) -> None:
        """Notes the columns that hold the further lines of an address."""
        labels = {key: label for key, label in self.labels.items() if key not in self.said}
        for key, first in lines_of(labels):
            self.made.lines.setdefault(first, []).append(key)
            self.made.remarks[key] = f"a line of the address in `{self.labels[first].strip()}`"

    def address_parts(self) -> None:
        """The columns of addresses in parts. A region without a town is no address: it is where
        somebody was elected, and so is a district, of which there is no other."""
        for parts in addresses_of(self.labels, self.said, self.filled):
            district = parts.get("district", "")
            rooms = rooms_of(parts) if self.made.heading("address") else {}
            if is_place(parts) or rooms:
                self.made.addresses.append(parts if is_place(parts) else rooms)
            is_lone = "region" in parts and not is_place(parts) and not district
            if is_lone and self.is_area(parts["region"]):
                self.made.fields[parts["region"]] = "area"
            if district and self.made.heading("area") is None:
                self.made.fields[district] = "area"

    def is_area(self, key: str) -> bool:
        """Whether the column holds places, and no other says where people were elected."""
        places = all(value.strip()[:1].isupper() for value in self.values(key))
        return places and self.made.heading("area") is None
