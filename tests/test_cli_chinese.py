"""Every message that an analyst can meet stands in Chinese, too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from asked import make_graph

import policygraph
from policygraph.cli import main
from policygraph.cli.chinese import chinese
from policygraph.cli.chinese_forms import FORMS

ROOT = Path(policygraph.__file__).parent
PARTS = ("api.py", "cli", "graph", "loaders", "queries", "viz")
NOT_ON_THE_COMMAND_LINE = {"graph/py2neo_bridge.py", "loaders/domains.py"}
"""A bridge and a taxonomy that only programs use."""
FAULTS_OF_PACKS = {"parse_pack", "_parameter"}
"""Functions whose errors the tests of packs find."""
GIVING_TEXT = {
    "graph/embedded.py": ("_timed_out",),
    "graph/reports.py": ("find",),
    "loaders/reading.py": ("_old_office",),
}
"""Functions whose returned texts are messages."""
HOLDING_TEXT = {"loaders/reading.py": "_KNOWN_BINARY", "queries/runner.py": "_WORDS"}
"""Tables whose texts are messages or parts of them."""
ERRORS = {
    node.name
    for node in ast.parse((ROOT / "errors.py").read_text(encoding="utf-8")).body
    if isinstance(node, ast.ClassDef)
} | {"Refused"}
"""What carries a message as its last argument."""


def forms(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may give, `{}` for what is put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from forms(node.body)
        yield from forms(node.orelse)


def returned(tree: ast.Module, names: tuple[str, ...]) -> Iterator[str]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.name in names:
            for node in ast.walk(function):
                if isinstance(node, ast.Return) and node.value is not None:
                    yield from forms(node.value)


def held(tree: ast.Module, name: str | None) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            for entry in ast.walk(node.value):
                if isinstance(entry, ast.Tuple) and len(entry.elts) == 2:
                    yield from forms(entry.elts[1])
                elif isinstance(entry, ast.Dict):
                    yield from (form for value in entry.values for form in forms(value))


def raised(tree: ast.Module) -> Iterator[str]:
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef) or function.name in FAULTS_OF_PACKS:
            continue
        texts = {
            target.id: list(forms(node.value))
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                said = node.args[-1]
                if name in ERRORS:
                    yield from texts.get(said.id, ()) if isinstance(said, ast.Name) else forms(said)


def collected() -> dict[str, str]:
    """Form → the file that says it."""
    found: dict[str, str] = {}
    for part in PARTS:
        for path in [ROOT / part] if part.endswith(".py") else sorted((ROOT / part).rglob("*.py")):
            where = path.relative_to(ROOT).as_posix()
            if where in NOT_ON_THE_COMMAND_LINE:
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            given = (returned(tree, GIVING_TEXT.get(where, ())), held(tree, HOLDING_TEXT.get(where)))
            for form in (*raised(tree), *given[0], *given[1]):
                if any(letter.isalpha() for letter in form):
                    found[form] = where
    return found


def test_every_message_has_a_chinese_wording() -> None:
    found = collected()
    assert len(found) > 100
    missing = {
        form: where for form, where in found.items() if chinese(form.replace("{}", "X")) == form.replace("{}", "X")
    }
    assert not missing


def test_every_wording_uses_each_part_of_its_message() -> None:
    for form, wording in FORMS.items():
        count = form.count("{}")
        wording.format(*range(count))
        assert any("\u4e00" <= letter <= "\u9fff" for letter in wording) or wording in ("0", "{1}", "{1}:{2}")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["query", "lead-laod"], "错误:没有问题包“lead-laod”;是不是 lead-load"),
        (["query", "lead-load", "-p", "plaec=阜阳市", "--db", "DB"], "错误:lead-load 没有参数“plaec”;是不是 place"),
        (["query", "lead-load", "-p", "limit=x", "--db", "DB"], "错误:参数 limit 要写整数,不能是“x”;例如 limit=10"),
        (["query", "lead-load"], "错误:policies.kgl 还没有图谱;用 `policygraph build 来源 --to policies.kgl` 建一个"),
        (["cypher", "CREATE (:X)", "--db", "DB"], "错误:这个命令只读,而查询要写入;什么都没有改"),
        (["cypher", "MATCH (", "--db", "DB"], "错误:引擎不接受这条查询:"),
        (["show", "市没有局", "--db", "DB"], "错误:图谱里没有叫“市没有局”的"),
        (["why", "阜阳市", "教育", "--db", "DB"], "错误:安徽省阜阳市和教育两步之内没有联系"),
        (["diff", "阜阳市", "月球", "--db", "DB"], "错误:“月球”不是图谱里的地方,也不是已装入的文件"),
        (["view", "departmnts"], "错误:没有画法或问题包“departmnts”;是不是 departments"),
        (["export", "x.xyz", "--db", "DB"], "错误:看不出 x.xyz 是什么格式"),
        (["query", "--format", "xml"], "错误:--format 的值不对:“xml”不在可选的值里"),
        (["query", "--limit", "0"], "错误:--limit 的值不对:0 不在范围 x>=1 之内"),
        (["show", "a", "b"], "错误:多余的词:b"),
        (["build", "none.txt", "--to", "new.kgl"], "  none.txt:没有这个文件或文件夹,请检查路径"),
    ],
)
def test_errors_in_chinese(
    words: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    make_graph(tmp_path / "graph.kgl").close()
    assert main([*("graph.kgl" if word == "DB" else word for word in words), "--lang", "zh"]) in (1, 2)
    assert says in capsys.readouterr().err


def test_errors_of_sources_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG" + bytes(100))
    names = ("folder", "empty.txt", "old.doc", "binary.txt", "picture.txt")
    words = ["build", *(str(tmp_path / name) for name in names), "--to", str(tmp_path / "g.kgl")]
    assert main([*words, "--lang", "zh"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "读不了 5 个来源:"
    assert lines[1].startswith(f"  {tmp_path / 'folder'}:文件夹里没有可读的文件;只找这些类型:")
    assert lines[2:] == [
        "  empty.txt:文件是空的",
        "  old.doc:是旧式 .doc 文件,请用 Word 或 WPS 打开,另存为 .docx",
        "  binary.txt:是二进制数据,不是文字文件",
        "  picture.txt:是图片,不是文字文件",
        "错误:没有一个来源能读,图谱没有变。",
    ]
