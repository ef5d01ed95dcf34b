"""The domain of a task, from its heading, its title and its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.errors import PolicyGraphError
from policygraph.loaders.domains import default_taxonomy, load_taxonomy, score_domains


@pytest.mark.parametrize(
    ("heading", "title", "text", "domain"),
    [
        (("重点任务", "幼有所育"), "增加普惠性幼儿园", "新建幼儿园3所,新增学位900个。", "教育"),
        (("重点任务",), "做好重点人群就业", "开展职业技能培训,开发公益性岗位。", "就业创业"),
        (("主要任务",), "发展居家养老", "建设社区食堂,为失能老人上门服务。", "养老服务"),
        (("主要任务",), "推进无障碍改造", "为困难残疾人家庭改造300户。", "残疾人服务"),
        (("主要任务",), "改造老旧小区", "完成棚户区改造,发放租赁补贴。", "住房保障"),
        (("主要任务",), "治理河道", "整治黑臭水体,建设污水管网,加强污染防治。", "生态环境"),
        (("主要任务",), "守住安全底线", "加强食品安全监管,开展安全生产检查。", "公共安全"),
        (("主要任务",), "优化窗口服务", "推进政务服务一件事,化解矛盾纠纷。", "社会治理"),
        (("保障措施",), "加大教育投入", "财政优先保障教育经费。", "组织保障"),
    ],
)
def test_the_best_domain(heading: tuple[str, ...], title: str, text: str, domain: str) -> None:
    assert score_domains(heading, title, text)[0].name == domain


def test_scores_are_shares_and_fall() -> None:
    found = score_domains((), "推进医养结合", "鼓励养老机构与医院签约,为老年人提供医疗服务和护理。")
    assert {score.name for score in found} >= {"养老服务", "医疗卫生"}
    shares = [score.score for score in found]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1


def test_the_documents_title_helps_where_the_task_says_little() -> None:
    [found] = score_domains(
        ("工作措施",), "全面整改", "对已建成的,限期移交。", document="关于开展城镇小区配套幼儿园治理工作的通知"
    )
    assert found.name == "教育"


def test_no_word_no_domain() -> None:
    assert score_domains((), "某事", "甲乙丙。") == ()


def test_there_are_eighteen_domains() -> None:
    names = default_taxonomy().names
    assert len(names) == len(set(names)) == 18


def test_an_analyst_brings_a_taxonomy(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[domain]]\nname = "数字政府"\nstrong = ["政务", "数据"]\n', encoding="utf-8")
    [found] = score_domains((), "共享政务数据", "", load_taxonomy(path))
    assert (found.name, found.score) == ("数字政府", 1.0)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("nothing = 1", "no [[domain]] table"),
        ("[[domain]]\nwords = ['a']", "needs a name"),
        ("[[domain]]\nname = 'a'", "no domain of the taxonomy has words"),
        ("[[domain]]\nname = 'a'\nwords = 'b'", "must be a list"),
        ("[[domain", "cannot read the taxonomy"),
    ],
)
def test_a_taxonomy_of_another_form_is_refused(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyGraphError) as caught:
        load_taxonomy(path)
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)
