"""Lines that are controls of a web page (print, share, font size, next article) and no part of the document on it."""

from __future__ import annotations

import re

_CONTROL = (
    "打印 打印本页 打印此页 打印文章 我要打印 打印预览 关闭 关闭窗口 关闭本页 关闭页面 收藏 加入收藏 "
    "复制链接 返回 返回顶部 返回首页 回到顶部 返回列表 纠错 我要纠错 分享 分享到 分享本页 一键分享 微信 "
    "微博 新浪微博 腾讯微博 QQ空间 QQ好友 朋友圈 更多 下载 全文下载 保存 TOP 上一页 下一页 首页 "
    "尾页 末页 朗读 语音播报 点赞 评论 登录 注册 简体 繁体 无障碍"
)
_FONT = r"[【\[(（]?\s*(?:字体(?:大小)?|字号|文字大小|视力保护色|背景色)\s*[:：]?[\s【\[\]】()（）大中小默认繁简AＡ+\-|｜/]*"
_TOOL = re.compile(
    r"扫一扫.{0,20}|.{0,6}手机打开.{0,6}|--+>|"
    rf"{_FONT}|"
    rf"(?:{'|'.join(sorted(_CONTROL.split(), key=len, reverse=True))}|[\s/|｜】\])）\[【(（:：>])+|"
    r"(?:上一篇|下一篇|上一条|下一条|相关链接|相关文章|"
    r"相关阅读|相关新闻|相关解读|延伸阅读|推荐阅读|猜你喜欢|热点推荐|网友评论)(?:\s*[:：].{0,80})?|"
    r"(?:上篇|下篇)[:：].{0,80}|"
    r"(?:当前位置|您的位置|您现在的位置|你的位置|您所在的位置|您当前的位置|所在位置)(?:是)?\s*[:：].{0,200}|"
    r"[【\[(（]?\s*(?:责任编辑|网站编辑|编辑|信息审核|责编)\s*[:：].{0,16}|"
    r"(?:浏览|阅读|访问|点击)(?:次数|量|数|率)?\s*[:：]?\s*\d*\s*次?"
)
_FONT_SWITCH = re.compile(rf"[\s\u3000|｜]*{_FONT}$")
_TAIL = 3000
"""How many characters of a text's end are looked through for such lines."""


def without_tools(text: str) -> str:
    """A line of the head (time, source) without the font size switch that sites put behind it."""
    return _FONT_SWITCH.sub("", text) if len(text) <= 300 else text


def is_tool_line(text: str) -> bool:
    """Whether a short line is a control of the page (print, share, font size, next article), not a part of the
    document."""
    return len(text) <= 260 and _TOOL.fullmatch(text.strip()) is not None


def without_controls(folded: str) -> str:
    """A folded text with the page's controls at its end blanked out, character for character (上一篇:…, 责任编辑:…, 【打印本页】),
    as they come along when a page is copied as plain text."""
    begin = max(0, len(folded) - _TAIL)
    begin = folded.rfind("\n", 0, begin) + 1 if begin else 0
    lines = folded[begin:].split("\n")
    return folded[:begin] + "\n".join(
        " " * len(line) if line.strip() and is_tool_line(line) else line for line in lines
    )
