"""The postal address of a row, of the columns that its lines and its parts stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from appeal_cli.roster.address_columns import SECOND_CITY, is_at_home, part_of
from appeal_cli.roster.column_map import Columns
from appeal_cli.roster.duplicates import words_of
from appeal_cli.roster.postal import beside_whole, country_of, has_no_place, joined, with_rooms
from appeal_cli.roster.street_lines import BESIDE, ROOMS, with_word
from appeal_cli.roster.whole_addresses import with_house


class Addresses:
    """Joins the address of each row."""

    def __init__(self, columns: Columns) -> None:
        self.fields = columns.fields
        self.lines = columns.lines
        self.addresses = [_Address(parts, columns) for parts in columns.addresses]
        means = {**columns.fields, **columns.second}
        self.whole = [heading for heading, field in means.items() if field == "address"]

    def join_lines(self, texts: dict[str, str], found: dict[str, str]) -> None:
        """Puts the lines of an address that stand in columns of their own under each other."""
        for first, others in self.lines.items():
            lines: list[str] = []
            for text in (self.line(texts, key) for key in (first, *others) if key in texts):
                if text not in "\n".join(lines).split("\n"):
                    lines.append(text)
            if lines:
                texts[first] = "\n".join(lines)
                if self.fields[first] == "address":
                    found["address"] = texts[first]

    def line(self, texts: Mapping[str, str], key: str) -> str:
        """The line of an address in a column; `Gabinete:` has its number in the column behind."""
        text = texts[key]
        if not text.endswith(":"):
            return text
        keys = list(self.fields)
        behind = keys[keys.index(key) + 1 :][:1]
        return " ".join((text[:-1], *(texts[each] for each in behind if each in texts)))

    def join_parts(self, texts: Mapping[str, str], found: dict[str, str]) -> None:
        """The postal address of its parts, the first that the row has; a whole one without its
        town gets it. What is of somebody's home is no part of another address, and goes after it.
        """
        whole = found.get("address", "")
        at_home = [is_at_home(key) for key in self.whole if texts.get(key) == whole]
        if not at_home:
            self.join(self.addresses, "", texts, found)
            return
        homes = [address for address in self.addresses if address.is_at_home]
        others = [address for address in self.addresses if not address.is_at_home]
        if not all(at_home):
            self.join(others, whole, texts, found)
        elif not self.join(others, "", texts, found):
            self.join(homes, whole, texts, found)

    def join(
        self,
        addresses: Sequence[_Address],
        whole: str,
        texts: Mapping[str, str],
        found: dict[str, str],
    ) -> bool:
        """Puts the first of the addresses that the row has together with the whole one, where there
        is one; whether it has one."""
        if "\n" in whole and not self.lines:
            return True
        for address in addresses:
            parts = address.parts_in(texts)
            if whole:
                whole, parts = with_house(whole, parts, address.languages)
                if not has_no_place(whole, parts):
                    found["address"] = with_rooms(whole, parts)
                    return True
                parts = beside_whole(whole, parts)
            if lines := joined(parts, address.languages, country=address.country):
                found["address"] = lines
                return True
        return False


class _Address:
    """The columns that one address stands in, and the habit in which it is written."""

    def __init__(self, columns: Mapping[str, str], every: Columns) -> None:
        self.columns = columns
        self.country = country_of(columns.values())
        keys = columns.values()
        self.is_at_home = any(map(is_at_home, keys))
        count = Counter(one for key in keys for one in every.languages.get(key, ()))
        most = max(count.values(), default=0)
        self.languages = frozenset(one for one, times in count.items() if times == most)

    def parts_in(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The parts of the address that the row has."""
        found = {part: texts[key] for part, key in self.columns.items() if key in texts}
        if village := found.pop(SECOND_CITY, ""):
            found.setdefault("neighbourhood" if "city" in found else "city", village)
        for part in ROOMS:
            found |= {
                key: with_word(text, self.columns[key])
                for key, text in found.items()
                if part_of(key) == part
            }
        for part in BESIDE:
            several = [found.pop(key) for key in [*found] if part_of(key) == part]
            mark = ", " if part in ROOMS else "\n"
            found |= {part: mark.join(dict.fromkeys(several))} if several else {}
        return found


def below_the_name(address: str, name: str) -> str:
    """The address without its first line, where that is the name, which letters have above it."""
    first, _, rest = address.partition("\n")
    words, own = words_of(first), words_of(name)
    is_name = len(words & own) > 1 and (words <= own or own <= words)
    return rest if is_name else address
