"""What the site takes from beside docs/: README as its first page, and three pages of the project,
one of which also has the changes that are in no release yet.

MkDocs calls these functions. A link from a page to a file that is no page of the site, such as the
data, becomes the file's name.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from posixpath import normpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent
PAGES = {"index.md": "README.md"} | {
    name: name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
}
"""Pages of the site by the names of their files in the project's first folder."""

_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The files of docs/, with the project's pages beside them."""
    for page, name in PAGES.items():
        files.append(File.generated(config, page, abs_src_path=str(ROOT / name)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page, with its links as they are in the site."""
    here = page.file.src_uri
    if here == "CHANGELOG.md":
        markdown = f"{markdown}\n## Not released yet\n\n{_unreleased()}"
    folder = PurePosixPath(PAGES.get(here, f"docs/{here}")).parent
    depth = len(PurePosixPath(here).parts) - 1
    by_name = {name: site for site, name in PAGES.items()}

    def in_site(match: re.Match[str]) -> str:
        mark, text, target, part = match.groups()
        path = normpath(str(folder / target))
        found = by_name.get(path, path.removeprefix("docs/") if path.startswith("docs/") else "")
        if not found or files.get_file_from_path(found) is None:
            return text if text.startswith("`") else f"{text} (`{path}`)"
        return f"{mark}[{text}]({'../' * depth}{found}{part or ''})"

    return _LINK.sub(in_site, markdown)


def _unreleased() -> str:
    """The changes since the last release, each from a file of its own."""
    return "\n".join(
        path.read_text("utf-8") for path in sorted((ROOT / "docs/changes").glob("*.md"))
    )
