"""`forger install`, `uninstall` and `doctor`, as a person types them."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from kernel_test import FORGER


def forger(*arguments, **environment):
    return subprocess.run(
        [FORGER, *arguments], capture_output=True, text=True, timeout=60, env=os.environ | environment)  # fmt: skip


@pytest.fixture
def prefix(tmp_path):
    """A place for kernels that Jupyter looks into."""
    return tmp_path / "prefix"


def specification(prefix, name="forger"):
    return json.loads((Path(prefix) / "share/jupyter/kernels" / name / "kernel.json").read_text())


def doctor(prefix, *arguments):
    return forger("doctor", *arguments, JUPYTER_PATH=str(Path(prefix) / "share/jupyter"), JUPYTER_PREFER_ENV_PATH="0")


def test_install_writes_what_a_launcher_needs(prefix):
    done = forger("install", "--prefix", prefix)
    assert done.returncode == 0 and done.stdout.count("\n") == 1
    spec = specification(prefix)
    assert spec["argv"] == [os.path.realpath(FORGER), "kernel", "--connection-file", "{connection_file}"]
    assert spec["display_name"] == "Forger" and spec["language"] == "forger" and spec["interrupt_mode"] == "message"
    assert spec["kernel_protocol_version"] == "5.5" and spec["env"] == {} and spec["metadata"]["debugger"] is False
    folder = Path(prefix) / "share/jupyter/kernels/forger"
    assert sorted(file.name for file in folder.iterdir()) == ["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"]


def test_name_display_name_and_environment(prefix):
    arguments = ("--name", "My-Forger", "--display-name", "Été", "--env", "FORGER_LIVE=off", "--env", "A=b=c")
    assert forger("install", "--prefix", prefix, *arguments).returncode == 0
    spec = specification(prefix, "my-forger")
    assert spec["display_name"] == "Été" and spec["env"] == {"FORGER_LIVE": "off", "A": "b=c"}


@pytest.mark.parametrize(
    "arguments", [("--env", "novalue"), ("--env", "=x"), ("--name", "no blanks"), ("--name", ".."), ("--user", "--sys-prefix")])
def test_what_cannot_be_meant_is_refused(prefix, arguments):
    done = forger("install", *(() if "--user" in arguments else ("--prefix", prefix)), *arguments)
    assert done.returncode != 0 and done.stderr
    assert not Path(prefix).exists()


def test_the_three_places(tmp_path):
    for argument, variables in (("--user", {"JUPYTER_DATA_DIR": str(tmp_path / "user")}),
                                ("--sys-prefix", {"VIRTUAL_ENV": str(tmp_path / "env")})):  # fmt: skip
        assert forger("install", argument, **variables).returncode == 0
        assert forger("uninstall", argument, **variables).returncode == 0
        assert forger("uninstall", argument, **variables).returncode != 0


def test_uninstall_leaves_the_kernels_of_others(prefix):
    folder = Path(prefix) / "share/jupyter/kernels/forger"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text('{"language": "python"}')
    assert forger("uninstall", "--prefix", prefix).returncode != 0
    assert folder.exists()


def test_doctor_finds_nothing_wrong(prefix):
    forger("install", "--prefix", prefix, "--name", "well")
    done = doctor(prefix, "--name", "well")
    assert done.returncode == 0, done.stdout
    assert "✗" not in done.stdout and "ran a cell" in done.stdout and "All is well" in done.stdout


def broken(prefix, **changes):
    forger("install", "--prefix", prefix, "--name", "broken")
    path = Path(prefix) / "share/jupyter/kernels/broken/kernel.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))
    return doctor(prefix, "--name", "broken")


@pytest.mark.parametrize(
    "changes, word",
    [
        ({"argv": ["/nowhere/forger", "kernel", "-f", "{connection_file}"]}, "/nowhere/forger cannot be run"),
        ({"argv": ["/bin/false", "{connection_file}"]}, "ended with status 1"),
        ({"language": "python"}, "not Forger's"),
    ],
)
def test_doctor_says_what_is_wrong_and_what_to_do(prefix, changes, word):
    done = broken(prefix, **changes)
    assert done.returncode == 1 and word in done.stdout
    assert done.stdout.rstrip().splitlines()[-1].startswith("  ")


def test_doctor_notes_what_is_old(prefix):
    done = broken(prefix, interrupt_mode="signal")
    assert done.returncode == 0 and "older version" in done.stdout


def test_doctor_without_the_kernel_and_without_jupyter(prefix):
    done = doctor(prefix, "--name", "nobody")
    assert done.returncode == 1 and "knows no kernel named nobody" in done.stdout
    done = forger("doctor", PATH="/usr/bin:/bin")
    assert done.returncode == 1 and "no jupyter" in done.stdout
