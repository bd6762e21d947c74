"""What stands in the project for those who host it or use it from their own repositories."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import DATA, ROOT, SMALL_APPEAL, Appeal

GITHUB = ROOT / ".github"
SCHEMAS = {
    "action.yml": "github-actions",
    ".github/dependabot.yml": "dependabot",
    ".github/ISSUE_TEMPLATE/config.yml": "github-issue-config",
    ".github/ISSUE_TEMPLATE/file.yml": "github-issue-forms",
    ".github/ISSUE_TEMPLATE/name.yml": "github-issue-forms",
    ".github/workflows/ci.yml": "github-workflows",
    ".github/workflows/release.yml": "github-workflows",
    "docs/github-actions.yml": "github-workflows",
}
"""The files, with the schemas that check-jsonschema brings for them."""

WORKFLOWS = ("ci", "release")


def valid(path: Path, schema: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    return subprocess.run([*command, path], capture_output=True, timeout=60)


def test_each_file_has_its_schema() -> None:
    """None that a host reads is left out below."""
    there = {path.relative_to(ROOT).as_posix() for path in GITHUB.rglob("*.yml")}
    assert there <= SCHEMAS.keys()


@pytest.mark.parametrize("name", SCHEMAS)
def test_files_are_what_their_host_takes(name: str, tmp_path: Path) -> None:
    """And the schema finds a key that its host does not know."""
    ran = valid(ROOT / name, SCHEMAS[name])
    assert ran.returncode == 0, ran.stdout.decode()
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("jobs: 5\nupdates: 5\nbody: 5\nruns: 5\nblank_issues_enabled: 5\n", "utf-8")
    assert valid(wrong, SCHEMAS[name]).returncode == 1


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_jobs_have_limits_and_few_rights(workflow: str) -> None:
    """No job runs for hours, and none may write but where it says so."""
    read: Any = yaml.safe_load((GITHUB / "workflows" / f"{workflow}.yml").read_text("utf-8"))
    assert read["permissions"] == {"contents": "read"}
    for name, job in read["jobs"].items():
        assert job["timeout-minutes"] <= 90, name
        writes = "write" in job.get("permissions", {}).values()
        assert not writes or job["environment"] == "release", name


@pytest.mark.parametrize("name", ["action.yml", *(f".github/workflows/{w}.yml" for w in WORKFLOWS)])
def test_what_others_made_is_named_by_its_commit(name: str) -> None:
    """A tag can be moved to other code, a commit can not; a comment says which version it is."""
    used = re.findall(r"uses: (.*)", (ROOT / name).read_text("utf-8"))
    assert used
    assert [each for each in used if not re.fullmatch(r"\S+@[0-9a-f]{40}  # v[\d.]+", each)] == []


def test_hooks_are_what_pre_commit_takes() -> None:
    """Those for other repositories, and those of this one."""
    for command, name in {
        "validate-manifest": ".pre-commit-hooks.yaml",
        "validate-config": ".pre-commit-config.yaml",
    }.items():
        ran = subprocess.run(
            [sys.executable, "-m", "pre_commit", command, ROOT / name],
            capture_output=True, timeout=60,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stdout.decode()


def test_the_hook_checks_each_appeal_by_itself(appeal: Appeal, tmp_path: Path) -> None:
    """Two in one language are two letters, and what is wrong with any of them is reported."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    command, *arguments = hook["entry"].split()
    assert command == "appeal"
    for name in ("appeal.one.yaml", "appeal.two.yaml"):
        (tmp_path / name).write_text(SMALL_APPEAL, encoding="utf-8")
    ran = appeal(*arguments, "appeal.one.yaml", "appeal.two.yaml")
    assert (ran.returncode, ran.stderr[:24]) == (0, b"2 letters can be made; 0")
    for name in ("appeal.two.yaml", "appeal.three.yaml"):
        (tmp_path / name).write_text(SMALL_APPEAL.replace("title:", "titel:"), encoding="utf-8")
    ran = appeal(*arguments, "appeal.one.yaml", "appeal.two.yaml", "appeal.three.yaml")
    assert ran.returncode == 1
    assert b"appeal.two.yaml:" in ran.stderr
    assert b"appeal.three.yaml:" in ran.stderr


def act(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Runs the action's own script as its host does, with these inputs."""
    action: Any = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    (step,) = (each for each in action["runs"]["steps"] if each.get("id") == "letters")
    usual = {name: each["default"] for name, each in action["inputs"].items()}
    values = {
        name: (usual | inputs)[text.split("inputs.")[1].split(" ")[0]]
        for name, text in step["env"].items()
    }
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    outside = {"GITHUB_OUTPUT": "output", "GITHUB_STEP_SUMMARY": "summary.md"}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder, env={**os.environ, **values, **outside, "PATH": path},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Somebody's, with a roster whose name means harm to a shell."""
    (tmp_path / "appeal.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    (tmp_path / "our list; touch pwned.csv").write_bytes((DATA / "deputies.csv").read_bytes())
    return tmp_path


def test_the_action_makes_letters_of_a_roster(repository: Path) -> None:
    """The words of its inputs stay words, one a line."""
    ran = act(
        repository,
        deputies="our list; touch pwned.csv",
        formats="html,docx",
        choice="--where\ngroup=Nur Otan\n",
        options="--zip\nall $(touch pwned).zip",
    )
    assert ran.returncode == 0, ran.stderr
    made = sorted(path.name for path in (repository / "letters").glob("*.html"))
    assert made == ["abdirov-nurlan.en.html", "nurkina-aigul.en.html"]
    assert (repository / "all $(touch pwned).zip").exists()
    assert (repository / "letters-report.xml").exists()
    summary = (repository / "summary.md").read_text("utf-8").splitlines()
    assert (summary[0], summary[-1]) == ("```", "```")  # as it stands, not as Markdown
    assert "2 letters made" in summary[-2]
    assert (repository / "output").read_text() == "made=true\n"
    assert not (repository / "pwned").exists()
    again = act(repository, deputies="our list; touch pwned.csv", formats="html,docx")
    assert again.returncode == 0, again.stderr


def test_the_action_makes_the_open_letter_or_nothing(repository: Path) -> None:
    """Without a roster; and nothing where it only checks."""
    ran = act(repository, formats="html", **{"only-check": "true"})
    assert (ran.returncode, (repository / "letters").exists()) == (0, False)
    assert act(repository, formats="html").returncode == 0
    assert [path.name for path in (repository / "letters").iterdir()] == ["appeal.html"]


def test_a_letter_that_fails_fails_the_action(repository: Path) -> None:
    """And the others are made, kept and listed."""
    (repository / "list.csv").write_text("id,name,note\na,Ann Sample,x\nb,Bob Sample,\n", "utf-8")
    (repository / "appeal.yaml").write_text(
        SMALL_APPEAL.replace("- The only paragraph.", '- "{{ deputy.note }}"'), encoding="utf-8"
    )
    wrong = act(repository, deputies="list.csv", formats="html")
    assert (wrong.returncode, (repository / "output").exists()) == (1, False)
    (repository / "list.csv").write_text("id,name,note\na,Ann Sample,x\n", "utf-8")
    (repository / "letters" / "ann-sample.en.html" / "ours").mkdir(parents=True)
    ran = act(repository, deputies="list.csv", formats="html")
    assert (ran.returncode, (repository / "output").read_text()) == (1, "made=true\n")
    assert (repository / "summary.md").read_text("utf-8").endswith("```\n")


def test_annotations_name_the_file_as_the_repository_has_it(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In whichever folder the action works; a file outside keeps its name."""
    (repository / "campaigns" / "two").mkdir(parents=True)
    wrong = SMALL_APPEAL.replace("title:", "titel:")
    (repository / "campaigns" / "two" / "appeal.yaml").write_text(wrong, encoding="utf-8")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository))
    ran = act(repository / "campaigns" / "two")
    assert "::error file=campaigns/two/appeal.yaml,line=" in ran.stdout
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository / "elsewhere"))
    assert "::error file=appeal.yaml,line=" in act(repository / "campaigns" / "two").stdout


def test_the_action_says_where_something_is_wrong(repository: Path) -> None:
    """As annotations, and no letter is made or kept."""
    wrong = SMALL_APPEAL.replace("title:", "titel:")
    (repository / "appeal.yaml").write_text(wrong, encoding="utf-8")
    ran = act(repository, deputies="our list; touch pwned.csv")
    assert ran.returncode == 1
    assert "::error file=appeal.yaml,line=" in ran.stdout
    assert not (repository / "letters").exists()
    assert not (repository / "output").exists()


def test_the_example_workflow_uses_the_action_as_it_is(repository: Path) -> None:
    """Its inputs and outputs are there, and with its words letters are made."""
    action: Any = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    example: Any = yaml.safe_load((ROOT / "docs" / "github-actions.yml").read_text("utf-8"))
    steps = example["jobs"]["letters"]["steps"]
    (step,) = (each for each in steps if each.get("uses", "").startswith("OWNER/appeal-cli@"))
    assert step["with"].keys() <= action["inputs"].keys()
    for output in re.findall(r"steps\.letters\.outputs\.(\w+)", str(steps)):
        assert output in action["outputs"]
    (repository / "our list; touch pwned.csv").rename(repository / "deputies.csv")
    words = {name: text for name, text in step["with"].items() if "${{" not in text}
    ran = act(repository, **words)
    assert ran.returncode == 0, ran.stderr
    assert (repository / "letters/print.pdf").exists()  # in the folder that is kept


def test_the_inputs_are_documented() -> None:
    """Each with what stands for it where it is not given."""
    action: Any = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    page = (ROOT / "docs" / "how-to.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| [^|]+ \| ([^|]+) \|$", page, re.M)
    assert [name for name, _ in rows] == list(action["inputs"])
    for name, usual in rows:
        given = action["inputs"][name]["default"]
        assert given in (usual.strip("`"), "", "."), name


def test_the_hook_of_the_documents_is_the_one_offered(tmp_path: Path) -> None:
    """As pre-commit reads it, with an identity that this project has."""
    page = (ROOT / "docs" / "how-to.md").read_text("utf-8")
    (shown,) = re.findall(r"^```yaml\n(repos:.*?)^```", page, re.M | re.S)
    config = tmp_path / "config.yaml"
    config.write_text(shown, encoding="utf-8")
    command = [sys.executable, "-m", "pre_commit", "validate-config", config]
    assert subprocess.run(command, capture_output=True, timeout=60).returncode == 0
    offered = {each["id"] for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    used = {hook["id"] for repo in yaml.safe_load(shown)["repos"] for hook in repo["hooks"]}
    assert used <= offered
