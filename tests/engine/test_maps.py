"""Checks of a benefit map."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.engine.errors import Empty, Unknown, WrongKind
from frankpledge.engine.maps import BenefitMap, Edge, Fault, Finding, Node, NodeKind, check

KINDS = {"e": NodeKind.ENABLER, "c": NodeKind.CHANGE, "o": NodeKind.OUTCOME, "b": NodeKind.BENEFIT,
         "d": NodeKind.DISBENEFIT, "g": NodeKind.OBJECTIVE}  # fmt: skip


def drawn(*ways: str, valued: str = "", measures: dict[str, str] | None = None) -> BenefitMap:
    """A map from ways such as "c1 b1 g1"; a node's kind is its first letter."""
    names = list(dict.fromkeys(name for way in ways for name in way.split()))
    nodes = tuple(
        Node(
            name=name,
            kind=KINDS[name[0]],
            valued=name in valued.split(),
            measure=(measures or {}).get(name, ""),
        )
        for name in names
    )
    edges = dict.fromkeys(Edge(*pair) for way in ways for pair in itertools.pairwise(way.split()))
    return BenefitMap(nodes, tuple(edges))


SOUND = ("e1 c1 o1 b1 g1", "c1 d1", "c2 b2 g1", "c2 d1")


def test_a_sound_map_has_no_faults() -> None:
    assert check(drawn(*SOUND, valued="b1 b2 d1")) == ()


@pytest.mark.parametrize(
    ("extra", "valued", "finding"),
    [
        (["b3 g1"], "", Finding(Fault.WITHOUT_CAUSE, ("b3",))),
        (["o9 d3"], "", Finding(Fault.WITHOUT_CAUSE, ("d3",))),
        (["c1 b3"], "", Finding(Fault.WITHOUT_OBJECTIVE, ("b3",))),
        (["g2"], "", Finding(Fault.NOT_REACHED, ("g2",))),
        (["c1 g2"], "", Finding(Fault.NOT_REACHED, ("g2",))),
        (["c3 b3 g1"], "", Finding(Fault.NO_DISBENEFIT, ("c3",))),
        (["b1 b2"], "b1 b2", Finding(Fault.VALUED_TWICE, ("b1", "b2"))),
        ([], "o1 b1", Finding(Fault.VALUED_TWICE, ("o1", "b1"))),
        (["c1 o2 b1"], "b1", Finding(Fault.TWO_WAYS, ("c1", "b1"))),
    ],
)
def test_each_fault_is_found_alone(extra: list[str], valued: str, finding: Finding) -> None:
    assert check(drawn(*SOUND, *extra, valued=valued)) == (finding,)


def test_a_circle_is_shown_from_its_first_node_round() -> None:
    found = check(drawn("c1 o1 o2 o1", "o2 b1"))
    assert found == (Finding(Fault.CIRCLE, ("o1", "o2", "o1")),)
    assert check(drawn("o1 o1"))[0] == Finding(Fault.CIRCLE, ("o1", "o1"))


def test_two_names_of_one_measure_are_named() -> None:
    found = check(drawn(*SOUND, valued="b1 b2", measures={"b1": "Officer hours", "b2": "officer hours "}))
    assert found == (Finding(Fault.SAME_MEASURE, ("b1", "b2")),)


def test_a_double_count_that_was_looked_at_is_cleared() -> None:
    base = drawn(*SOUND, "b1 b2", valued="b1 b2")
    edges = tuple(
        Edge(each.cause, each.effect, "only hours beyond b1 are valued") if each == Edge("b1", "b2") else each
        for each in base.edges
    )
    assert check(BenefitMap(base.nodes, edges)) == ()


def test_an_edge_cleared_on_the_way_clears_what_lies_beyond() -> None:
    base = drawn(*SOUND, "b1 o5 b2", valued="b1 b2")
    assert check(base) == (Finding(Fault.VALUED_TWICE, ("b1", "b2")),)
    edges = tuple(
        Edge("b1", "o5", "not the same hours") if each == Edge("b1", "o5") else each for each in base.edges
    )
    assert check(BenefitMap(base.nodes, edges)) == ()


def test_the_nearest_fork_is_named_once() -> None:
    ways = ("e1 c1 o1 b1 g1", "c1 o2 b1", "c1 d1")
    assert check(drawn(*ways, valued="b1")) == (Finding(Fault.TWO_WAYS, ("c1", "b1")),)


def test_one_node_alone_and_no_node() -> None:
    assert check(drawn("c1")) == ()
    assert [each.fault for each in check(drawn("b1"))] == [Fault.WITHOUT_CAUSE, Fault.WITHOUT_OBJECTIVE]
    with pytest.raises(Empty):
        BenefitMap(())


def test_a_name_twice_and_an_edge_to_nowhere_are_refused() -> None:
    node = Node(name="b1", kind=NodeKind.BENEFIT)
    with pytest.raises(WrongKind):
        BenefitMap((node, node))
    with pytest.raises(Unknown, match="b9"):
        BenefitMap((node,), (Edge("b1", "b9"),))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=80))
def test_edges_that_only_go_forward_make_no_circle(pairs: list[tuple[int, int]]) -> None:
    nodes = tuple(Node(name=f"o{place}", kind=NodeKind.OUTCOME) for place in range(31))
    edges = tuple(Edge(f"o{min(pair)}", f"o{max(pair)}") for pair in pairs if pair[0] != pair[1])
    assert check(BenefitMap(nodes, edges)) == ()


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40))
def test_a_circle_that_is_shown_is_one(pairs: list[tuple[int, int]]) -> None:
    nodes = tuple(Node(name=f"o{place}", kind=NodeKind.OUTCOME) for place in range(13))
    edges = tuple(Edge(f"o{one}", f"o{other}") for one, other in pairs)
    for finding in check(BenefitMap(nodes, edges)):
        assert finding.fault is Fault.CIRCLE
        assert finding.nodes[0] == finding.nodes[-1]
        known = {(edge.cause, edge.effect) for edge in edges}
        assert all(step in known for step in itertools.pairwise(finding.nodes))


def test_a_long_chain_needs_no_recursion() -> None:
    nodes = tuple(Node(name=f"o{place}", kind=NodeKind.OUTCOME) for place in range(3000))
    edges = tuple(Edge(f"o{place}", f"o{place + 1}") for place in range(2999))
    assert check(BenefitMap(nodes, edges)) == ()
