"""How the command behaves in a shell: languages, colour, pipes, interruption, completion."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from asked import make_graph

from policygraph.cli import main
from policygraph.cli.app import MODULES
from policygraph.cli.messages import COMMANDS, OPTIONS, TEXTS

POLICYGRAPH = [sys.executable, "-m", "policygraph"]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shell") / "graph.kgl"
    make_graph(path).close()
    return path


def environment(**changes: str) -> dict[str, str]:
    names = ("POLICYGRAPH_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    return {key: value for key, value in os.environ.items() if key not in names} | changes


@pytest.mark.parametrize(
    ("env", "words", "usage"),
    [
        ({"LANG": "zh_CN.UTF-8"}, [], "用法:"),
        ({"LANG": "en_US.UTF-8"}, [], "Usage: "),
        ({"LANG": "C"}, [], "Usage: "),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW.UTF-8"}, [], "用法:"),
        ({"LANG": "en_US.UTF-8", "POLICYGRAPH_LANG": "zh"}, [], "用法:"),
        ({"LANG": "zh_CN.UTF-8"}, ["--lang", "en"], "Usage: "),
        ({"LANG": "en_US.UTF-8"}, ["query", "--lang=zh"], "用法:"),
    ],
)
def test_language(env: dict[str, str], words: list[str], usage: str) -> None:
    done = subprocess.run([*POLICYGRAPH, *words, "--help"], env=environment(**env), capture_output=True, check=True)
    assert done.stdout.decode("utf-8").startswith(usage)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", [[], *([name] for name in MODULES)], ids=lambda name: " ".join(name) or "policygraph")
def test_every_command_explains_itself(name: list[str], lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*name, "--lang", lang, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("用法:" if lang == "zh" else "Usage: ") and "--lang" in out


def test_every_word_stands_in_both_languages() -> None:
    for catalogue in (COMMANDS, OPTIONS, TEXTS):
        for key, (zh, en) in catalogue.items():
            assert zh and en, key
            fields = [{part.split("}")[0] for part in text.split("{")[1:]} for text in (zh, en)]
            assert fields[0] == fields[1], key


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["qurey"], "no such command: qurey; did you mean query"),
        (["query", "--fromat", "json"], "no such option: --fromat; did you mean --format"),
        (["build"], "missing SOURCES"),
        (["query", "--format", "xml"], "wrong value for --format"),
        (["query", "--limit", "0"], "wrong value for --limit"),
        (["--lang", "fr"], "wrong value for --lang"),
    ],
)
def test_wrong_words_are_told_in_a_line(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    os.environ["POLICYGRAPH_LANG"] = "en"
    try:
        assert main(words) == 2
    finally:
        del os.environ["POLICYGRAPH_LANG"]
    err = capsys.readouterr().err
    assert says in err and len(err.splitlines()) == 1


def test_no_colour_into_a_pipe(db: Path) -> None:
    words = [*POLICYGRAPH, "query", "lead-load", "--db", str(db)]
    done = subprocess.run(words, env=environment(FORCE_COLOR="1"), capture_output=True, check=True)
    assert b"\x1b[" not in done.stdout


def test_output_is_utf8_whatever_the_locale(db: Path) -> None:
    words = [*POLICYGRAPH, "query", "lead-load", "--db", str(db), "--format", "json"]
    env = environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    done = subprocess.run(words, env=env, capture_output=True, check=True)
    assert "市人社局" in done.stdout.decode("utf-8")


def test_a_closed_pipe_is_no_error(db: Path) -> None:
    text = "UNWIND range(1, 60000) AS n RETURN n, 'a row long enough to fill the pipe' AS words"
    words = [*POLICYGRAPH, "cypher", text, "--limit", "60000", "--db", str(db), "--format", "csv"]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(LANG="en_US.UTF-8")
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b"" and process.wait() == 0


def test_interrupting_says_so_and_ends_with_130(db: Path) -> None:
    text = "UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b RETURN sum(a * b) AS n"
    words = [*POLICYGRAPH, "cypher", text, "--timeout", "8", "--db", str(db)]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(LANG="en_US.UTF-8")
    )
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130 and err.decode().strip() == "Interrupted."


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert "_POLICYGRAPH_COMPLETE" in capsys.readouterr().out


def test_completion_knows_the_packs() -> None:
    env = environment(_POLICYGRAPH_COMPLETE="bash_complete", COMP_WORDS="policygraph query lead", COMP_CWORD="2")
    done = subprocess.run(POLICYGRAPH, env=env, capture_output=True, text=True, check=False)
    assert {line.split(",")[1] for line in done.stdout.splitlines()} == {
        "lead-load",
        "lead-load-by-domain",
        "lead-partners",
    }
