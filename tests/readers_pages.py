"""Whole government pages of our own writing, in the layouts that such sites have: what is around a document, and where."""

from __future__ import annotations

import readers_material as material

LINKS = "".join(
    f"<li><a href='/c{n}/'>{name}</a></li>"
    for n, name in enumerate(("首页", "政府信息公开", "政务服务", "互动交流", "清河概况"))
)
NEWS = "".join(
    f"<li><a href='/n{n}.html'>{title}</a><span>2023-05-{n + 10}</span></li>"
    for n, title in enumerate(
        (
            "全县民政工作会议召开，部署下半年重点任务",
            "县领导到乡镇调研防汛工作，强调压实责任、确保安全",
            "关于公布行政许可事项清单的公告",
        )
    )
)
FOOTER = (
    "<p>主办：清河县人民政府办公室 承办：清河县大数据中心</p><p>网站标识码：1300000001 冀ICP备00000001号</p>"
    "<p>版权所有：清河县人民政府。建议使用1366*768以上分辨率浏览，联系电话：0300-0000000，欢迎提出宝贵意见。</p>"
)
SCRIPT = "<script>var title='一、不是正文，是脚本。';if(a<b){document.write('<p>脚本写的字。</p>')}</script>"
PARAGRAPHS = "".join(f"<p style='text-indent:2em'>{text}</p>\n" for text in material.BODY)


def modern() -> str:
    """A present-day site: list head table, title, source bar with font sizes, content element, annexes, share bar, related news."""
    return f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>{material.TITLE}_清河县人民政府</title>
<meta name="SiteName" content="清河县人民政府"><meta name="ArticleTitle" content="{material.TITLE}">
<meta name="PubDate" content="2023-06-08 09:30"><meta name="ContentSource" content="清河县人民政府办公室">
<style>.a{{color:red}}</style>{SCRIPT}</head>
<body><!-- 注释里的字不是正文。 -->
<div class="header"><div class="logo"><h2>清河县人民政府</h2></div><ul class="nav">{LINKS}</ul>
<form><input value="搜索"><button>搜索</button></form></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政府信息公开</a> &gt; <a>政策文件</a></div>
<div class="main clearfix">
<div class="left-side"><ul>{NEWS}</ul></div>
<div class="detail">
<ul class="xxgk-head"><li><b>索 引 号：</b><span>000100001/2023-00012</span></li><li><b>主题分类：</b>民政、养老</li>
<li><b>发文机关：</b>清河县人民政府办公室</li><li><b>成文日期：</b>2023年6月5日</li>
<li><b>发文字号：</b>{material.NUMBER}</li><li><b>有 效 性：</b>有效</li></ul>
<h1>{material.TITLE}</h1>
<div class="info">发布时间：2023-06-08 09:30 &nbsp; 来源：清河县人民政府办公室 <span class="fontsize">【字体：<a>大</a> <a>中</a> <a>小</a>】</span></div>
<div class="article-content" id="zoom">{material.as_html_body()}<p style="display:none">隐藏的段落。</p></div>
<div class="attach">附件：<a href="1.docx">社区食堂建设标准.docx</a></div>
<div class="bdsharebuttonbox">分享到：<a>微信</a><a>微博</a></div>
<div class="tool"><a onclick="print()">打印本页</a> <a onclick="window.close()">关闭窗口</a></div>
<div class="pages"><p>上一篇：<a href="a">关于印发养老服务清单的通知</a></p><p>下一篇：<a href="b">没有了</a></p></div>
<div class="related"><h3>相关解读</h3><ul>{NEWS}</ul></div>
</div></div>
<div class="footer">{FOOTER}</div><div id="qrcode">扫一扫在手机打开当前页</div>{SCRIPT}</body></html>"""


def old_tables() -> str:
    """A site of tables within tables that names no element: navigation in cells, a four-column head table, a print bar."""
    head = "".join(
        f"<TR><TD bgcolor=#eeeeee>{a}</TD><TD>{b}</TD><TD bgcolor=#eeeeee>{c}</TD><TD>{d}</TD></TR>"
        for a, b, c, d in (
            ("索引号", "QH-2023-0012", "信息分类", "民政\\养老"),
            ("发布机构", "县政府办公室", "生成日期", "2023-06-05"),
            ("文　　号", material.NUMBER, "有效期", ""),
        )
    )
    nav = "".join(f"<TD><A href=x>{name}</A></TD>" for name in ("首页", "领导之窗", "公示公告", "办事指南", "县情概览"))
    return f"""<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=gb2312"><TITLE>信息浏览</TITLE></HEAD>
<BODY bgColor=white><TABLE width=1000 align=center><TR>{nav}</TR></TABLE>
<TABLE width=1000><TR><TD width=200 valign=top><TABLE>{"".join(f"<TR><TD><A href=y>{n}</A></TD></TR>" for n in ("机构职能", "规划计划", "财政资金", "人事信息"))}</TABLE></TD>
<TD><TABLE border=1>{head}<TR><TD>标　　题</TD><TD colspan=3>{material.TITLE}</TD></TR></TABLE>
<TABLE><TR><TD align=center><FONT size=5><B>{material.TITLE}</B></FONT></TD></TR>
<TR><TD>{"<BR>".join("　　" + text for text in material.BODY[1:])}</TD></TR>
<TR><TD align=right>【<A href=#>打印</A>】【<A href=#>关闭</A>】</TD></TR></TABLE></TD></TR></TABLE>
<TABLE width=1000><TR><TD align=center>版权所有：清河县人民政府　技术支持：清河县信息中心<BR>冀ICP备00000001号</TD></TR></TABLE></BODY></HTML>"""


def plain_boxes() -> str:
    """Boxes without a telling name, a definition list as head table, visitors' comments and a long notice of the site."""
    return f"""<!doctype html><html><head><meta charset=utf-8></head><body>
<div id=a1><div><a href=/>清河县人民政府</a></div><div>{"".join(f"<a href=/{n}>栏目{n}</a> | " for n in range(20))}</div></div>
<div id=a2><dl><dt>索引号</dt><dd>QH-2023-0012</dd><dt>发文机关</dt><dd>清河县人民政府办公室</dd>
<dt>发文日期</dt><dd>2023年06月05日</dd></dl>
<div id=a3><div><strong>{material.TITLE}</strong></div><div>{"".join(f"<div>{text}</div>" for text in material.BODY[1:])}</div></div></div>
<div class=comment-list><h4>网友评论</h4><div>网友甲：社区食堂办得好，老人吃饭方便多了，希望尽快在我们村也开一家，价格再便宜一点就更好了。</div></div>
<div>{FOOTER}</div></body></html>"""


def short_notice() -> str:
    """A notice of two sentences on a page that is nearly all navigation."""
    return f"""<html><body><div class="top"><ul>{LINKS * 6}</ul></div><div class="box"><div class="list"><ul>{NEWS * 5}</ul></div>
<div class="con"><h1>关于调整社区食堂开放时间的通告</h1><p>自2023年7月1日起，全县社区食堂开放时间调整为每日10时至19时。</p>
<p>特此通告。</p><p>清河县民政局</p><p>2023年6月20日</p></div></div><div class="bottom"><ul>{LINKS * 4}</ul>{FOOTER}</div></body></html>"""


def library() -> str:
    """A policy library: head table twice (for screens and for phones), the text in a named container, related items below."""
    head = (
        f"<tr><td class=l>标　　题：</td><td colspan=3>{material.TITLE}</td></tr>"
        f"<tr><td>发文机关：</td><td>清河县人民政府办公室</td><td>发文字号：</td><td>{material.NUMBER}</td></tr>"
        "<tr><td>公文种类：</td><td>通知</td><td>成文日期：</td><td>2023年06月05日</td></tr>"
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>
<div class="header mhide"><a href=/>首页</a> | <a>简</a> | <a>繁</a> | <a>登录</a></div>
<div class="BreadcrumbNav"><a>首页</a> &gt; <a>政策文件库</a></div>
<div class="wrap"><div class="overview_header"><table><tbody>{head}</tbody></table></div>
<div class="pchide abstract"><h2>标　　题：{material.TITLE}</h2><h2>发文机关：某某</h2></div>
<div class="overview_content share-title"><h2>{material.TITLE}</h2>
<div class="pages-date">2023-06-08 09:30 <span>来源：清河县</span><div class="pages_print">【<span onclick="x">打印</span>】</div></div>
<div class="pages_content" id="UCAP-CONTENT"><div class="trs_editor_view">{PARAGRAPHS}</div></div>
<div class="editor">责任编辑：张三</div></div><div class="related"><h4>相关稿件</h4><ul>{NEWS}</ul></div></div>
<div class="footer"><div>链接：<a>人大</a> | <a>政协</a></div>{FOOTER}</div></body></html>"""


def one_table() -> str:
    """Head rows and the whole text in cells of one table."""
    return f"""<html><body><div id=menu><a>首页</a><a>公开</a></div><table>
<tr><td>索引号：</td><td>QH-2023-0012</td><td>文号：</td><td>{material.NUMBER}</td></tr>
<tr><td>公开日期：</td><td>2023-06-08</td><td>发布机构：</td><td>县政府办公室</td></tr>
<tr><td colspan=4 align=center><b>{material.TITLE}</b></td></tr><tr><td colspan=4>{PARAGRAPHS}</td></tr></table>
<div>版权所有：清河县</div></body></html>"""


def bare() -> str:
    """Text with breaks straight in the page, between a few links and the site's notices."""
    text = "<br>\n<br>\n".join("　　" + line for line in material.BODY[1:])
    return f"<html><body><a>首页</a> <a>新闻</a><hr><center><b>{material.TITLE}</b></center><br>{text}<hr>{FOOTER}</body></html>"
