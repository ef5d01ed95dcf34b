"""Write docs/reference: the commands from their `--help`, the query packs from their heads, the schema from its declaration.

python docs/build_reference.py            writes the files
python docs/build_reference.py --check    tells which are not current, and fails if any
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policygraph.cli import language
from policygraph.cli.app import MODULES, cli
from policygraph.cli.click_words import Context
from policygraph.graph import schema
from policygraph.queries.packs import Pack, load_packs

FOLDER = Path(__file__).parent / "reference"
NOTE = "<!-- Made by docs/build_reference.py: do not edit. -->\n\n"

BOUNDS = (
    "On 20,000 documents with 200,000 tasks most packs answer within a second on both engines, with `place` all of them; "
    "[timings](../timings.md) gives each one's time, and what bounds the slow ones.\n\n"
)


def reference() -> dict[str, str]:
    """File name → text of every page."""
    return {
        "commands.md": _commands("en"), "commands.zh-CN.md": _commands("zh"), "queries.md": _queries(), "schema.md": _schema(),
    }  # fmt: skip


def _commands(lang: language.Lang) -> str:
    language.choose(["--lang", lang])
    parts = [NOTE, "# 命令\n" if lang == "zh" else "# Commands\n", _help(cli, "policygraph", None)]
    with Context(cli, info_name="policygraph") as parent:
        for name in MODULES:
            command = cli.get_command(parent, name)
            assert command is not None
            parts.append(f"\n## {name}\n\n{_help(command, name, parent)}")
    return "".join(parts)


def _help(command: click.Command, name: str, parent: click.Context | None) -> str:
    context = Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
    return f"```\n{command.get_help(context)}\n```\n"


def _queries() -> str:
    packs = load_packs().values()
    parts = [NOTE, "# Query packs · 问题包\n\n", f"{len(packs)} questions. `policygraph query NAME -p key=value`; "]
    parts.append("`policygraph query show NAME` prints the Cypher, which runs on both engines.\n\n")
    parts.append(BOUNDS)
    parts.append("| name | 问题 | question |\n| --- | --- | --- |\n")
    parts += [f"| [{pack.name}](#{pack.name}) | {pack.title_zh} | {pack.title_en} |\n" for pack in packs]
    parts += [_pack(pack) for pack in packs]
    return "".join(parts)


def _pack(pack: Pack) -> str:
    text = f"\n## {pack.name}\n\n{pack.title_zh}:{pack.description_zh}。\n\n{pack.title_en}: {pack.description_en}.\n"
    if pack.parameters:
        text += "\n| parameter | type | default | example | 说明 | meaning |\n| --- | --- | --- | --- | --- | --- |\n"
        for p in pack.parameters:
            default = "required" if p.required else "" if p.default is None else str(p.default).lower()
            example = str(p.example).lower() if p.type == "bool" else p.example
            text += f"| `{p.name}` | {p.type} | {default} | {example} | {p.zh} | {p.en} |\n"
    drawn = f" Drawn as {pack.draws}: {', '.join(pack.drawn)}." if pack.drawn else ""
    return f"{text}\nColumns: {', '.join(f'`{name}`' for name in pack.columns)}.{drawn}\n"


def _schema() -> str:
    parts = [NOTE, "# Graph schema · 图谱结构\n\nEvery node has a unique string `id` besides what is listed.\n"]
    for node in schema.NODES:
        parts.append(
            f"\n## {node.label} · {node.chinese}\n\n{node.meaning}\n\n| property | type | meaning |\n| --- | --- | --- |\n"
        )
        parts += [f"| `{p.name}` | {p.type} | {p.meaning} |\n" for p in node.properties]
    parts.append("\n## Relationships · 关系\n\n| relationship | meaning | properties |\n| --- | --- | --- |\n")
    for edge in schema.EDGES:
        properties = "; ".join(f"`{p.name}`: {p.meaning}" for p in edge.all_properties)
        parts.append(f"| `(:{edge.source})-[:{edge.type}]->(:{edge.target})` | {edge.meaning} | {properties} |\n")
    return "".join(parts)


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` compare them."""
    stale = []
    FOLDER.mkdir(exist_ok=True)
    for name, text in reference().items():
        path = FOLDER / name
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        print(
            f"docs/reference is not current ({', '.join(stale)}): run python docs/build_reference.py", file=sys.stderr
        )
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
