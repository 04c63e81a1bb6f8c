from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import builders
import pytest
from drafts import shares

from framing.records import Link, Report, Sourcing
from framing.story import Comparison, Origin, compare


@pytest.fixture(scope="module")
def three() -> Comparison:
    return compare([builders.pier(), builders.courier(), builders.opinion(), builders.skipped()])


def origin_of(comparison: Comparison, name: str | None, publisher: str | None) -> Origin:
    return next(o for o in comparison.origins if (o.name, o.publisher) == (name, publisher))


def test_sides_keep_the_order_and_the_ones_not_scored(three: Comparison) -> None:
    assert [side.label for side in three.sides] == [
        "The Harbour Ledger",
        "The Kestrel Courier",
        "Saltmarsh Review",
        "Le Phare",
    ]
    assert [side.status for side in three.sides] == ["ok", "ok", "ok", "skipped"]
    assert len(three.scored) == 3
    assert three.sides[3].message == builders.skipped().message


def test_a_comparison_is_frozen(three: Comparison) -> None:
    with pytest.raises(FrozenInstanceError):
        three.sides = ()  # type: ignore[misc]


def test_counts_of_attributions(three: Comparison) -> None:
    side = three.sides[0]
    assert (side.n_sourced, side.n_anonymous, side.n_second_hand) == (7, 3, 2)
    share = side.measure("anonymous_share")
    assert share is not None
    assert (share.n, share.value) == (7, pytest.approx(3 / 7, abs=0.01))


def test_kinds_leave_furniture_out(three: Comparison) -> None:
    assert len(three.sides[0].kinds) == 17


def test_remarks_come_most_probable_first(three: Comparison) -> None:
    found = [(remark.p, remark.type) for remark in three.sides[0].remarks]
    assert found == [(0.94, "judgement"), (0.85, "forecast"), (0.81, "interpretation")]


def test_words_are_those_in_the_own_voice(three: Comparison) -> None:
    assert three.sides[0].loaded == ("reckless", "sham", "slammed")
    assert "could" not in three.sides[0].hedges
    assert "so-called" in three.sides[0].hedges


def test_equal_words_are_listed_once_whatever_their_case() -> None:
    report = builders.opinion()
    sentence = report.sentences[1]
    again = replace(sentence.loaded_words[0], text="Dithering")
    doubled = replace(sentence, loaded_words=(*sentence.loaded_words, again))
    (side,) = compare([replace(report, sentences=(doubled,))]).sides
    assert side.loaded == ("dithering", "wasted")


def test_intervals_of_every_pair_are_compared(three: Comparison) -> None:
    found = {(o.first, o.second): o.overlaps for o in three.overlaps if o.measure == "commentary_share"}
    assert found == {
        ("The Harbour Ledger", "The Kestrel Courier"): True,
        ("The Harbour Ledger", "Saltmarsh Review"): True,
        ("The Kestrel Courier", "Saltmarsh Review"): False,
    }


def test_touching_intervals_overlap_and_undefined_ones_are_left_out() -> None:
    low = replace(builders.courier(), measures=shares(a=(0.1, 0.0, 0.2, 5), b=(None, None, None, 0)))
    high = replace(builders.opinion(), measures=shares(a=(0.3, 0.2, 0.4, 5), b=(0.3, 0.2, 0.4, 5)))
    assert [(o.measure, o.overlaps) for o in compare([low, high]).overlaps] == [("a", True)]


def test_a_measure_that_one_side_lacks_is_not_compared(three: Comparison) -> None:
    assert all(o.measure != "judgement_share" for o in three.overlaps)


def test_unnamed_speakers_of_one_publisher_are_one_origin(three: Comparison) -> None:
    origin = origin_of(three, None, "The Kestrel Courier")
    assert origin.labels == ("The Harbour Ledger", "The Kestrel Courier")
    assert origin.n == 3
    assert origin.shared


def test_unnamed_speakers_of_another_publisher_are_another_origin(three: Comparison) -> None:
    origin = origin_of(three, None, "The Harbour Ledger")
    assert origin.labels == ("The Harbour Ledger",)
    assert not origin.shared


def test_names_are_one_whatever_their_case_and_spacing(three: Comparison) -> None:
    origin = origin_of(three, "Ines Varga", None)
    assert origin.labels == ("The Harbour Ledger", "Saltmarsh Review")


def test_loose_groups_are_not_the_same_in_two_articles() -> None:
    first = builders.pier()
    second = replace(first, article=replace(first.article, id="other", outlet="Other"))
    found = {o.publisher for o in compare([first, second]).origins if o.name == "Analysts"}
    assert found == {"The Harbour Ledger", "Other"}


def test_shared_origins_come_first(three: Comparison) -> None:
    assert [origin.shared for origin in three.origins] == [True, True, False, False, False, False]


def test_attributions_without_a_source_have_no_origin(three: Comparison) -> None:
    assert sum(origin.n for origin in three.origins) == sum(side.n_sourced for side in three.sides)


def test_who_relies_on_one_origin(three: Comparison) -> None:
    single = {side.label: three.origin(side.single_origin or "") for side in three.scored}
    assert single["The Harbour Ledger"] is None
    assert single["The Kestrel Courier"] == origin_of(three, None, "The Kestrel Courier")
    assert single["Saltmarsh Review"] == origin_of(three, "Ines Varga", None)


def test_a_named_link_that_is_anonymous_counts_as_unnamed() -> None:
    report = with_chain(builders.courier(), (Link("a senior official", Sourcing.ANONYMOUS),))
    (origin,) = compare([report]).origins
    assert (origin.name, origin.publisher) == (None, "The Kestrel Courier")


def test_without_an_outlet_the_id_stands_for_the_publisher() -> None:
    report = builders.courier()
    (origin,) = compare([replace(report, article=replace(report.article, outlet=None))]).origins
    assert origin.publisher == "courier.txt"


def with_chain(report: Report, chain: tuple[Link, ...]) -> Report:
    changed = [
        replace(s, attributions=tuple(replace(a, chain=chain) for a in s.attributions)) for s in report.sentences
    ]
    return replace(report, sentences=tuple(changed))


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ([("a", "Ledger"), ("b", "Ledger")], ["Ledger (a)", "Ledger (b)"]),
        ([("a", "Ledger"), ("a", "Ledger")], ["Ledger (a)", "Ledger (a) #2"]),
        ([("a", None), ("b", None)], ["Le quai (a)", "Le quai (b)"]),
        ([("a", "Ledger"), ("b", "Courier")], ["Ledger", "Courier"]),
    ],
)
def test_labels_are_unique(articles: list[tuple[str, str | None]], expected: list[str]) -> None:
    blank = builders.skipped()
    reports = [replace(blank, article=replace(blank.article, id=i, outlet=outlet)) for i, outlet in articles]
    assert [side.label for side in compare(reports).sides] == expected


def test_nothing_compared_is_an_empty_comparison() -> None:
    assert compare([]) == Comparison(sides=(), overlaps=(), origins=())


def test_the_unnamed_of_two_kinds_are_two_origins() -> None:
    """Officials and an audit report without a name cannot be one source."""
    first = builders.pier()
    kinds = {o.sourcing for o in compare([first]).origins if not o.name}
    (document,) = [a for a in first.attributions if a.sourcing is Sourcing.DOCUMENT][:1]
    link = Link(None, Sourcing.DOCUMENT)
    unnamed = replace(document, id=99, source_name=None, chain=(link,))
    sentence = next(s for s in first.sentences if document in s.attributions)
    changed = replace(sentence, attributions=(*sentence.attributions, unnamed))
    report = replace(first, sentences=tuple(changed if s is sentence else s for s in first.sentences))
    assert {o.sourcing for o in compare([report]).origins if not o.name} == kinds | {Sourcing.DOCUMENT}


def test_an_outlet_is_the_same_with_its_article_and_without() -> None:
    def passed_on(name: str) -> Report:
        chain = (Link(name, Sourcing.MEDIA), Link(None, Sourcing.ANONYMOUS))
        first = builders.pier()
        sentences = tuple(
            replace(s, attributions=tuple(replace(a, chain=chain) for a in s.attributions)) for s in first.sentences
        )
        return replace(first, article=replace(first.article, id=name), sentences=sentences)

    (origin,) = compare([passed_on("The Kestrel Courier"), passed_on("Kestrel Courier")]).origins
    assert len(origin.labels) == 2
