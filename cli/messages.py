"""Every word of the command line that is not data, in Chinese and English: helps, headings, messages."""

# ruff: noqa: E501 (a sentence is one string)

from __future__ import annotations

from .language import current

COMMANDS: dict[str, tuple[str, str]] = {
    "build": (
        "读入政策文件,抽取事实,建成知识图谱。\n\n来源是文件、文件夹或网址;读不了的逐一说明,其余照常装入(退出码 3)。",
        "Read policy documents, extract their facts and build the graph.\n\n"
        "Sources are files, folders or web addresses; what cannot be read is told line by line, the rest is loaded (exit code 3).",
    ),
    "extract": (
        "读一份文件,列出抽取的事实:任务、责任单位、指标、引用,各带原文位置。",
        "Read one document and print its facts: tasks, responsible bodies, indicators, citations, each with its place in the text.",
    ),
    "query": (
        "运行一个问题包;不写名称则列出全部。\n\n“query show 名称”显示它的 Cypher。",
        "Run a query pack; without a name, list them all.\n\n`query show NAME` prints its Cypher.",
    ),
    "cypher": (
        "只读地运行一条 Cypher;写操作由引擎拒绝。\n\n“-”从标准输入读。",
        "Run a Cypher query, read-only: the engine refuses writes.\n\n`-` reads it from standard input.",
    ),
    "view": (
        "画成可交互的网页:一个 HTML 文件,不联网也能看。\n\n不写名称则画部门与任务;“view list”列出全部画法,也可以写问题包的名称。",
        "Draw an interactive page: one HTML file that works offline.\n\n"
        "Without a name, departments and tasks; `view list` names all views, and the name of a query pack draws its rows.",
    ),
    "export": (
        "把图谱导出成别的工具能读的格式。",
        "Export the graph in a format that other tools read.",
    ),
    "check": (
        "检查文件质量:缺文号、任务无责任单位、引用不全……每条附位置。",
        "Check documents for gaps: no number, tasks without a body, broken citations …; each with its place.",
    ),
    "why": (
        "为什么这两者相连:原文、上下文、在文件中的位置。\n\nA、B 可以是名称、编号或其中几个字。",
        "Why two things are linked: the words, the sentence around them, the place in the file.\n\n"
        "A and B are names, ids or a part of either.",
    ),
    "show": (
        "一份文件、一个部门、一项任务、一个指标或一个地方的卡片。",
        "A card of a document, department, task, indicator or place.",
    ),
    "diff": (
        "比较两份文件或两个地方:相应的任务、增减的单位、提高或降低的目标。",
        "Compare two documents or two places: tasks matched, bodies gained and lost, targets raised and lowered.",
    ),
    "remove": (
        "从图谱中去掉文件,连同只属于它们的内容。",
        "Take documents out of the graph with everything that only they had.",
    ),
    "evaluate": (
        "对照人工标注量出抽取的准确率和召回率。",
        "Measure extraction against hand annotations: precision, recall and F1 of each kind of fact.",
    ),
    "progress": (
        "把报告的进展值(CSV)挂到指标上。\n\n列:indicator(或 metric)、place、date、value、source,可有 unit、document。错行逐一指出,好行照装。",
        "Attach reported values (CSV) to indicators.\n\n"
        "Columns: indicator (or metric), place, date, value, source; unit and document where known. Bad rows are named by line, "
        "the good ones load.",
    ),
    "analyse": (
        "用文字说出图谱里看得出的事:核心部门、薄弱环节、结伴的部门、关键文件。",
        "Say in words what the graph shows: central bodies, weak spots, bodies that work together, pivotal documents.",
    ),
    "browser-kit": (
        "写出 Neo4j Browser 用的指南、样式和收藏的查询。",
        "Write the guide, style and saved queries for the Neo4j Browser.",
    ),
    "doctor": (
        "这台机器能做什么、缺什么。",
        "What works on this machine and what is missing.",
    ),
    "completion": (
        "打印命令行补全脚本(bash、zsh、fish)。",
        "Print the completion script for a shell (bash, zsh, fish).",
    ),
    "main": (
        "把中国政府政策文件变成可查、可核对的知识图谱。\n\n先 build,再 query;每个答案都带原文出处。",
        "Chinese government policy documents as a knowledge graph that analysts can question and check.\n\n"
        "First `build`, then `query`; every answer carries the words it rests on.",
    ),
}

OPTIONS: dict[str, tuple[str, str]] = {
    "help": ("显示这段说明。", "Show this text."),
    "version": ("显示版本。", "Show the version."),
    "lang": ("语言:zh 或 en(默认随系统)。", "Language: zh or en (the locale's by default)."),
    "to": (
        "存到哪里:文件或 neo4j:// 地址(默认 policies.kgl)。",
        "Where to store it: a file or a neo4j:// address (policies.kgl by default).",
    ),
    "db": (
        "用哪个图谱:文件或 neo4j:// 地址(默认 policies.kgl)。",
        "Which graph: a file or a neo4j:// address (policies.kgl by default).",
    ),
    "database": ("Neo4j 服务器上的数据库名。", "Name of the database on the Neo4j server."),
    "jobs": ("同时读几份文件(默认 1)。", "How many documents to read at a time (1 by default)."),
    "quiet": ("不显示进度和摘要。", "No progress and no summary."),
    "format": ("输出格式:table、json、csv、markdown。", "Output format: table, json, csv, markdown."),
    "output": ("写入文件(按扩展名定格式)。", "Write to this file (its ending tells the format)."),
    "wide": ("表格里也列出编号和位置,长文不截。", "Show ids and positions in tables, too, and texts in full."),
    "param": ("参数,如 -p place=阜阳市;可写多次。", "A parameter, such as -p place=阜阳市; may be repeated."),
    "limit": ("最多几行。", "At most so many rows."),
    "timeout": ("最多几秒。", "At most so many seconds."),
    "view-output": ("写到哪个 HTML 文件(默认 policygraph.html)。", "HTML file to write (policygraph.html by default)."),
    "export-format": (
        "graphml、gexf、csv、parquet、jsonld 或 neo4j-admin(默认看扩展名)。",
        "graphml, gexf, csv, parquet, jsonld or neo4j-admin (by the file's ending by default).",
    ),
    "serve-host": (
        "在哪个地址上提供(默认只对本机;容器内用 0.0.0.0)。",
        "The address to serve on (this machine only by default; 0.0.0.0 inside a container).",
    ),
    "serve": ("写完后在本机端口上提供给 Browser 读取。", "Then serve it to the Browser on this local port."),
    "extract-format": ("json 或 table。", "json or table."),
    "files": (
        "原文件或文件夹,用来显示上下文和行号。",
        "The files read from (or their folder), to show the words in place with their line.",
    ),
    "all": ("不变的也列出。", "List what is the same, too."),
    "misses": ("列出每一处不合。", "List every miss instead of the measures."),
    "context": ("上下文各取几个字。", "So many characters of context on each side."),
    "place": ("只看这个地方。", "Only this place."),
    "top": ("每一项列几个。", "So many in each list."),
}

TEXTS: dict[str, tuple[str, str]] = {
    "usage": ("用法:", "Usage: "),
    "error": ("错误:", "Error: "),
    "heading.Options": ("选项", "Options"),
    "heading.Commands": ("命令", "Commands"),
    "meta.options": ("[选项]", "[OPTIONS]"),
    "meta.command": ("命令 [参数]...", "COMMAND [ARGS]..."),
    "hint": ("“{command} --help”看说明。", "`{command} --help` tells more."),
    "interrupted": ("已中断。", "Interrupted."),
    "unexpected": (
        "没有料到的错误({kind}):{detail};设 POLICYGRAPH_DEBUG=1 再运行可看详情,请附上它报告问题。",
        "unexpected error ({kind}): {detail}; run again with POLICYGRAPH_DEBUG=1 for details, and please report it with them.",
    ),
    "no-password": (
        "密码不写在命令行上(进程列表和历史会记下它):设 NEO4J_PASSWORD,或等提示时输入。",
        "a password does not belong on the command line, where process lists and histories show it: set NEO4J_PASSWORD, or wait for the prompt.",
    ),
    "no-option": ("没有选项 {name}{near}。", "no such option: {name}{near}."),
    "no-command": ("没有命令 {name}{near}。", "no such command: {name}{near}."),
    "near": (";是不是 {names}", "; did you mean {names}"),
    "missing": ("缺少 {name}。", "missing {name}."),
    "bad-value": ("{name} 的值不对:{why}", "wrong value for {name}: {why}"),
    "needs-value": ("选项 {name} 后面要有值。", "option {name} needs a value."),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "none": ("没有结果。", "No rows."),
    "strange": (
        "图谱里没有这个标签、关系或属性:{name}",
        "The graph has no such label, relationship or property: {name}",
    ),
    "truncated": ("只列前 {n} 行;用 --limit 放宽。", "Only the first {n} rows; raise --limit for more."),
    "wrote": ("已写入 {path}", "Wrote {path}"),
    "wrote-rows": ("已写入 {path}({n} 行)", "Wrote {path} ({n} rows)"),
    "reading": ("读入", "Reading"),
    "storing": ("存入 {what}", "Storing {what}"),
    "linking": ("连接", "Linking"),
    "unread": ("读不了 {n} 个来源:", "{n} sources could not be read:"),
    "unread-summary": (
        "{bad} 个来源读不了,{good} 份文件已装入。",
        "{bad} sources could not be read; {good} documents were loaded.",
    ),
    "duplicate": (
        "{left_out} 和 {kept} 是同一份文件,未重复装入。",
        "{left_out} is the same document as {kept} and was left out.",
    ),
    "total": ("共 {n} 份", "All {n}"),
    "sources": ("来源", "sources"),
    "none-read-short": ("没有一个能读。", "none could be read."),
    "unread-short": ("{n} 个来源读不了。", "{n} sources could not be read."),
    "part.tasks": ("任务", "Tasks"),
    "part.annex_tasks": ("附表任务", "Annex tasks"),
    "part.indicators": ("指标", "Indicators"),
    "part.citations": ("引用", "Citations"),
    "none-read": ("没有一个来源能读,图谱没有变。", "no source could be read; the graph is unchanged."),
    "built": ("已把 {n} 份文件装入 {target}({seconds} 秒)。", "Loaded {n} documents into {target} ({seconds} s)."),
    "next": ("接着试:{command}", "Next: {command}"),
    "removed": ("已去掉 {names}。", "Removed {names}."),
    "packs-hint": (
        "运行:policygraph query 名称 -p 参数=值;看 Cypher:policygraph query show 名称。",
        "Run one: policygraph query NAME -p key=value; see its Cypher: policygraph query show NAME.",
    ),
    "password": ("{user} 的密码", "Password for {user}"),
    "served": ("在 {url} 上提供,Ctrl-C 结束。", "Serving at {url}; Ctrl-C stops it."),
    "rows-bad": ("{n} 行装不了:", "{n} rows could not be loaded:"),
    "row-bad": ("第 {line} 行:{why}", "line {line}: {why}"),
    "no-rows": ("{file}:没有一行能装。", "{file}: no row could be loaded."),
    "rows-left": ("{file}:{n} 行没有装入。", "{file}: {n} rows were left out."),
    "reports": ("装入 {n} 条报告。", "Loaded {n} reports."),
    "checked": (
        "{documents} 份文件,{errors} 个错误,{warnings} 个警告,{infos} 个提示。",
        "Documents: {documents}. Errors: {errors}, warnings: {warnings}, notes: {infos}.",
    ),
    "encoding": ("{encoding};中文可能显示不全,设 PYTHONUTF8=1", "{encoding}; Chinese may not show: set PYTHONUTF8=1"),
    "doctor.encoding": ("终端编码", "Terminal encoding"),
    "doctor.processors": ("处理器", "Processors"),
    "doctor.graph": ("图谱", "Graph"),
    "doctor.no-graph": ("{target} 还没有;policygraph build 建一个", "no {target} yet; `policygraph build` makes it"),
    "doctor.documents": ("{target}:{n} 份文件", "{target}: {n} documents"),
    "doctor.java": ("运行 Neo4j 服务器的测试才需要", "only for tests with a real Neo4j server"),
    "doctor.docker": ("用 docker compose 启动 Neo4j 才需要", "only to start Neo4j with docker compose"),
    "doctor.soffice": ("旧式 .doc 文件要先另存为 .docx", "old .doc files must be saved as .docx first"),
    "ambiguous": ("有 {n} 个都符合,显示第一个;其余:{others}", "{n} match, the first is shown; the others: {others}"),
    "same": ("两者没有差别。", "There is no difference."),
}


def t(key: str, **values: object) -> str:
    """A message in the language of this run."""
    return _pick(TEXTS[key]).format(**values)


def command_help(name: str) -> str:
    """What a command does, one paragraph or two."""
    return _pick(COMMANDS[name])


def option_help(name: str) -> str:
    """What an option does, a line."""
    return _pick(OPTIONS[name])


def _pick(pair: tuple[str, str]) -> str:
    return pair[0] if current() == "zh" else pair[1]
