"""What the Neo4j Browser kit says: first looks that draw as a graph, and how the pieces are used."""

from __future__ import annotations

from .words import Both

TITLE = Both("政策图谱导览", "A tour of the policy graph")
LEAD = Both(
    "从政府文件读出的任务、部门、指标与引用;每条关系都带着原文。",
    "Tasks, departments, indicators and citations read from government documents; every edge carries its words.",
)
HOW = Both(
    "点一下查询,它就进入上方的编辑器,再按运行。带 $ 的查询先运行它上面的 :params。",
    "Press a query and it goes to the editor above; then run it. Where a query has $ in it, run the :params line above it first.",
)
STYLE = Both("先套用颜色和标题:", "First apply the colours and captions:")
ASK = Both("问题", "Questions")
LOOK = Both("先看一眼", "First looks")
SAVED = Both(
    "把 queries.zip 拖进 Browser 窗口,全部查询就进入左侧的收藏夹。",
    "Drop queries.zip onto the Browser window: every query goes to the favourites on the left.",
)

LOOKS: tuple[tuple[Both, str], ...] = (
    (
        Both("谁牵头什么", "Who leads what"),
        "MATCH p = (:Department)-[r:RESPONSIBLE_FOR {role: 'lead'}]->(:Task)\nRETURN p LIMIT 30",
    ),
    (
        Both("文件引用了什么", "What the documents cite"),
        "MATCH p = (:Document)-[:CITES]->(:Document)\nRETURN p LIMIT 60",
    ),
    (
        Both("一个领域的任务和部门(教育)", "One domain's tasks and departments (education)"),
        "MATCH p = (:Department)-[:RESPONSIBLE_FOR]->(t:Task)-[i:IN_DOMAIN]->(:Domain {name: '教育'})\n"
        "WHERE i.rank = 1\nRETURN p LIMIT 60",
    ),
    (
        Both("不同文件里的相近任务", "Near tasks in different documents"),
        "MATCH p = (:Document)-[:HAS_TASK]->(:Task)-[:SAME_DOMAIN_AS]->(:Task)<-[:HAS_TASK]-(:Document)\nRETURN p LIMIT 20",
    ),
    (
        Both("可以比较的指标", "Indicators that can be compared"),
        "MATCH p = (:Indicator)-[:COMPARABLE_TO]->(:Indicator)\nRETURN p LIMIT 50",
    ),
    (
        Both("地方与文件", "Places and documents"),
        "MATCH p = (:Document)-[:APPLIES_TO]->(:Place)-[:WITHIN*0..3]->(:Place)\nRETURN p LIMIT 50",
    ),
)

README = Both(
    """政策图谱 Neo4j Browser 套件

guide.html           旧版 Browser(5.x 服务器自带)的导览    :play {base}/guide.html
guide.adoc           新版 Browser 的导览                    :guide {base}/guide.adoc
policygraph.grass    颜色与标题                             :style {base}/policygraph.grass(或把文件拖进窗口)
queries.zip          全部查询;拖进旧版 Browser 窗口即进收藏夹
queries.cypher       同样的查询,一个文件,给新版 Browser 逐条粘贴

用 policygraph browser-kit 目录 --serve 8001 提供这些文件:Browser 要求服务器回答跨域请求。
服务器的 neo4j.conf 要允许这个主机(默认已允许 localhost,不含 127.0.0.1):
browser.remote_content_hostname_whitelist=guides.neo4j.com,localhost
""",
    """The policy graph in the Neo4j Browser

guide.html           the tour, for the legacy Browser (comes with 5.x servers)   :play {base}/guide.html
guide.adoc           the tour, for the new Browser                               :guide {base}/guide.adoc
policygraph.grass    colours and captions            :style {base}/policygraph.grass (or drop the file onto the window)
queries.zip          all queries; dropped onto the legacy Browser they become favourites
queries.cypher       the same queries in one file, to paste into the new Browser

Serve them with policygraph browser-kit FOLDER --serve 8001: the Browser asks a guide's server about other origins.
The server's neo4j.conf must allow the host (localhost is allowed by default, 127.0.0.1 is not):
browser.remote_content_hostname_whitelist=guides.neo4j.com,localhost
""",
)

# label: colour, diameter, caption. The colours are those of the views (assets/page.css).
NODE_STYLES: dict[str, tuple[str, int, str]] = {
    "Document": ("#33567d", 80, "{title}"),
    "Task": ("#7d8b98", 55, "{title}"),
    "Department": ("#2c7f78", 70, "{name}"),
    "Domain": ("#7b5ea7", 65, "{name}"),
    "Place": ("#b07a1e", 65, "{name}"),
    "Indicator": ("#6d8a3c", 50, "{name}"),
    "Report": ("#b0413e", 45, "{value}"),
}
EDGE_STYLES: dict[str, tuple[str, str]] = {
    "RESPONSIBLE_FOR": ("#c2501d", "{role}"),
    "CITES": ("#33567d", "{relation}"),
    "HAS_TASK": ("#b9b7b0", ""),
    "HAS_INDICATOR": ("#b9b7b0", ""),
    "IN_DOMAIN": ("#a88cc8", ""),
    "SAME_DOMAIN_AS": ("#a88cc8", "{domain}"),
    "COMPARABLE_TO": ("#a88cc8", "{score}"),
    "REPORTS_ON": ("#b0413e", "<type>"),
    "ISSUED_BY": ("#86b4cf", "<type>"),
    "APPLIES_TO": ("#b07a1e", "<type>"),
    "LOCATED_IN": ("#b07a1e", "<type>"),
    "WITHIN": ("#b07a1e", "<type>"),
}
