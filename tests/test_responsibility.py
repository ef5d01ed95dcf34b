"""Who carries a task: every way of writing it that the annotation guide and the clerks know."""

from __future__ import annotations

import pytest

from policygraph.loaders import extract_bytes
from policygraph.loaders.model import PolicyDocument

Named = list[tuple[str, str]]


def read(text: str, name: str = "文件.txt") -> PolicyDocument:
    return extract_bytes(name, text.encode())


def roles(document: PolicyDocument, basis: str | None = None) -> list[Named]:
    """Each task's bodies with their roles; formal ones, or those of one basis."""
    return [
        [(r.name, r.role) for r in task.responsibilities if (r.basis == basis if basis else r.basis != "prose")]
        for task in document.tasks
    ]


def one(annotation: str) -> Named:
    """The bodies of a document's only task that carries this annotation."""
    (found,) = roles(read(f"白河市工作方案\n一、重点任务\n1.修缮步道。整修滨水步道。{annotation}\n"))
    return found


LEAD, SUPPORT, RESPONSIBLE, BY_DUTY = "lead", "support", "responsible", "by_duty"


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        ("(责任单位:市人社局、市金融办)", [("市人社局", RESPONSIBLE), ("市金融办", RESPONSIBLE)]),
        ("(牵头单位:市教育局;责任单位:市财政局)", [("市教育局", LEAD), ("市财政局", SUPPORT)]),
        ("(市民政局牵头,市财政局、市住建局配合)", [("市民政局", LEAD), ("市财政局", SUPPORT), ("市住建局", SUPPORT)]),
        ("(市人社局牵头,市民政局、市卫健委按职责分工负责)", [("市人社局", LEAD), ("市民政局", SUPPORT), ("市卫健委", SUPPORT)]),
        ("(市教育局、市财政局按职责分工负责)", [("市教育局", BY_DUTY), ("市财政局", BY_DUTY)]),
        ("(市退役军人局负责)", [("市退役军人局", RESPONSIBLE)]),
        ("(市卫健委会同市民政局负责)", [("市卫健委", LEAD), ("市民政局", SUPPORT)]),
        ("(市卫生健康委牵头,会同市医保局负责)", [("市卫生健康委", LEAD), ("市医保局", SUPPORT)]),
        ("(市民政局、市商务局负责,各县(市、区)人民政府落实)", [("市民政局", RESPONSIBLE), ("市商务局", RESPONSIBLE), ("各县(市、区)人民政府", RESPONSIBLE)]),
        ("(市城管局按职责分工负责,各地具体落实,下同,不再单列)", [("市城管局", BY_DUTY)]),
        ("(责任单位:市教育局(牵头)、市财政局)", [("市教育局", LEAD), ("市财政局", SUPPORT)]),
        ("[牵头部门:市商务局;配合部门:市文旅局]", [("市商务局", LEAD), ("市文旅局", SUPPORT)]),
        ("【责任单位】市交通运输局(市港航局)、市公安局", [("市交通运输局(市港航局)", RESPONSIBLE), ("市公安局", RESPONSIBLE)]),
        ("主办:市教育局;协办:市财政局", [("市教育局", LEAD), ("市财政局", SUPPORT)]),
        ("市应急局牵头,市消防救援支队参与。", [("市应急局", LEAD), ("市消防救援支队", SUPPORT)]),
        ("(牵头单位为市商务局,配合单位为市财政局)", [("市商务局", LEAD), ("市财政局", SUPPORT)]),
        ("〔市司法局、市总工会、团市委、市残联〕", [("市司法局", RESPONSIBLE), ("市总工会", RESPONSIBLE), ("团市委", RESPONSIBLE), ("市残联", RESPONSIBLE)]),
        ("(市民政局、財政局、人社局按職責分工負責)".replace("財", "财").replace("職責", "职责").replace("負責", "负责"),
         [("市民政局", BY_DUTY), ("市财政局", BY_DUTY), ("市人社局", BY_DUTY)]),
        ("(市委组织部、宣传部,市教育局)", [("市委组织部", RESPONSIBLE), ("市委宣传部", RESPONSIBLE), ("市教育局", RESPONSIBLE)]),
        ("(市住房和城乡建设局、市农业农村局和市林业局负责)", [("市住房和城乡建设局", RESPONSIBLE), ("市农业农村局", RESPONSIBLE), ("市林业局", RESPONSIBLE)]),
        ("(商务部、发展改革委等和各有关省级人民政府负责)", [("商务部", RESPONSIBLE), ("发展改革委", RESPONSIBLE), ("各有关省级人民政府", RESPONSIBLE)]),
        ("(责任单位:各市(州)、县(市)人民政府)", [("各市(州)、县(市)人民政府", RESPONSIBLE)]),
        ("(市扶贫办等市扶贫开发领导小组成员单位)", [("市扶贫办", RESPONSIBLE), ("市扶贫开发领导小组成员单位", RESPONSIBLE)]),
        ("牵头领导:张大明 牵头单位:市水利局 配合单位:市财政局", [("市水利局", LEAD), ("市财政局", SUPPORT)]),
        ("(市公安局负责)再整治河道。(市水利局负责)", [("市公安局", RESPONSIBLE), ("市水利局", RESPONSIBLE)]),
        ("(含护栏、照明和标识)", []),
        ("(市长负总责,分管副市长具体抓)", []),
        ("本项由市城管局负责解释。", []),
    ],
)  # fmt: skip
def test_annotation(annotation: str, expected: Named) -> None:
    assert one(annotation) == expected


def test_a_body_named_twice_keeps_its_highest_role() -> None:
    assert one("(市水利局牵头,市财政局配合)(市财政局、市水利局负责)") == [("市水利局", LEAD), ("市财政局", SUPPORT)]


@pytest.mark.parametrize(
    ("head", "foot", "quote"),
    [
        ("(注:责任单位排在第一位的为牵头单位,下同)\n", "", "责任单位排在第一位的为牵头单位,下同"),
        ("", "注:列第一位者为牵头单位。\n", "列第一位者为牵头单位"),
        ("以下任务列首位的为牵头单位,其他为配合单位。\n", "", "以下任务列首位的为牵头单位,其他为配合单位"),
    ],
)
def test_declared_order_makes_the_first_lead(head: str, foot: str, quote: str) -> None:
    document = read(f"白河市任务分工\n{head}一、任务\n1.修渠。整修渠道。[责任单位:市水利局、市财政局]\n2.植树。[责任单位:市林业局]\n{foot}")
    assert roles(document, "declared_order") == [[("市水利局", LEAD), ("市财政局", SUPPORT)], [("市林业局", LEAD)]]
    assert (document.front.order_rule, document.front.order_rule_quote) == ("first_is_lead", quote)


def test_without_a_lead_unit_the_responsible_one_leads_where_the_document_says_so() -> None:
    document = read(
        "白河市任务分工\n一、任务\n1.修渠。(牵头单位:市水利局;责任单位:市财政局)\n2.植树。(责任单位:市林业局)\n说明:无牵头单位的,责任单位即为牵头单位。\n"
    )
    assert roles(document) == [[("市水利局", LEAD), ("市财政局", SUPPORT)], [("市林业局", LEAD)]]


def test_units_after_the_last_item_hold_for_the_whole_section() -> None:
    document = read(
        "白河市计划\n一、任务\n(一)教育\n1.托育。新办托育点。\n2.小学。扩建校舍。\n(责任单位:市教育局、市财政局)\n"
        "(二)就业\n3.培训。开办夜校。\n(责任单位:市人社局)\n二、保障\n(一)督查。按月通报。\n(责任单位:市政府督查室)\n(二)宣传。(责任单位:市委宣传部)\n"
    )
    education = [("市教育局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]
    assert roles(document) == [education, education, [("市人社局", RESPONSIBLE)], [("市政府督查室", RESPONSIBLE)], [("市委宣传部", RESPONSIBLE)]]


def test_units_on_lines_of_their_own_belong_to_the_item_above() -> None:
    document = read(
        "白河市方案\n一、任务\n(一)就业。开发岗位。\n牵头单位:市人社局\n配合单位:市财政局\n完成时限:2023年12月底\n(二)住房。\n牵头单位:市住建局\n责任单位:市财政局\n"
    )
    assert roles(document) == [[("市人社局", LEAD), ("市财政局", SUPPORT)], [("市住建局", LEAD), ("市财政局", SUPPORT)]]
    assert [task.deadline for task in document.tasks] == ["2023年12月底", None]


def test_prose_is_kept_apart() -> None:
    document = read("白河市方案\n一、任务\n1.规划。由市教育局牵头制定布局规划,市财政局做好保障。\n2.建设。(市住建局负责)\n")
    assert roles(document) == [[], [("市住建局", RESPONSIBLE)]]
    assert roles(document, "prose") == [[("市教育局", LEAD)], []]


def test_position_sole_and_quote() -> None:
    document = read("白河市方案\n一、任务\n1.规划。(市教育局、市财政局负责)\n2.建设。(市住建局负责)\n")
    first, second = document.tasks
    assert [(r.position, r.sole, r.quote) for r in first.responsibilities] == [(1, False, "(市教育局、市财政局负责)"), (2, False, "(市教育局、市财政局负责)")]
    assert [(r.position, r.sole, r.quote) for r in second.responsibilities] == [(1, True, "(市住建局负责)")]


def test_an_unknown_body_behind_a_label_is_kept_and_reported() -> None:
    document = read("白河市方案\n一、任务\n1.巡查。(责任单位:市水利局、河湖青年先锋营)\n")
    assert roles(document) == [[("市水利局", RESPONSIBLE), ("河湖青年先锋营", RESPONSIBLE)]]
    assert [(note.id, note.detail) for note in document.notes] == [("unknown-body", "河湖青年先锋营")]
