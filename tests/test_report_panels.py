"""The panels on sources and stances. The example is invented: a border quarrel between Norland and Sudmark."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import builders
import pytest
from builders import build
from drafts import Draft, shares
from pages import HOSTILE, Page, check

from framing.records import (
    OUTLET,
    Attribution,
    EntityType,
    HedgeType,
    LabelledSentence,
    Link,
    Report,
    Role,
    SourceSummary,
    Sourcing,
    Stance,
    Target,
    Verb,
)
from framing.report import chain_chart, chains, html, jsonfile, markdown, speakers, stance_chart, stances, terminal

TRIBUNE = Link("The Border Tribune", Sourcing.MEDIA)
NOBODY = Link(None, Sourcing.ANONYMOUS)
MINISTRY = "The Sudmark foreign ministry"
FACT, CLAIM, OWN = (0.94, 0.04, 0.02), (0.03, 0.94, 0.03), (0.05, 0.03, 0.92)
NEGATIVE, POSITIVE, NEUTRAL = (0.74, 0.2, 0.06), (0.05, 0.2, 0.75), (0.1, 0.8, 0.1)


def person(name: str, *through: Link, **rest: object) -> dict[str, object]:
    chain = (*through, Link(name, Sourcing.PERSON))
    return {"sourcing": Sourcing.PERSON, "source_name": name, "chain": chain, **rest}


DRAFTS = [
    Draft(
        "Norland's reckless border closure strands hundreds of lorries",
        OWN,
        Role.HEADLINE,
        loaded=[("reckless", OUTLET)],
    ),
    Draft("Norland closed the Kettle Pass to goods traffic on Monday.", FACT),
    Draft("About 300 lorries from Sudmark were waiting on the road by noon.", FACT, break_before=" "),
    Draft(
        "The decision was reached without a vote, The Border Tribune reported, citing officials close to the cabinet.",
        CLAIM,
        parts=("The Border Tribune", "reported", "The decision was reached without a vote"),
        says={"sourcing": Sourcing.MEDIA, "source_name": TRIBUNE.name, "chain": (TRIBUNE, NOBODY)},
        own=0.4,
    ),
    Draft(
        "One of them told the Tribune that the closure may last until spring.",
        CLAIM,
        parts=("One of them", "told", "that the closure may last until spring"),
        says={"sourcing": Sourcing.ANONYMOUS, "chain": (TRIBUNE, NOBODY)},
        hedges=[("may", HedgeType.EPISTEMIC, "One of them")],
        break_before=" ",
        own=0.4,
    ),
    Draft(
        "Transport minister Edda Holm claimed that Sudmark had “smuggled and lied for years”.",
        CLAIM,
        parts=("Transport minister Edda Holm", "claimed", "that Sudmark had “smuggled and lied for years”"),
        says=person("Edda Holm", verb=Verb.DISTANCING, name_p=1.0),
        loaded=[("smuggled", "Edda Holm"), ("lied", "Edda Holm")],
        own=0.3,
    ),
    Draft(
        "She claimed that Norland’s customs officers had been “heroic”.",
        CLAIM,
        parts=("She", "claimed", "that Norland’s customs officers had been “heroic”"),
        says=person("Edda Holm", verb=Verb.DISTANCING, name_p=0.82),
        break_before=" ",
        own=0.2,
    ),
    Draft(
        f"{MINISTRY} called the closure “an act of spite” by Norland.",
        CLAIM,
        parts=(MINISTRY, "called", "the closure “an act of spite” by Norland"),
        says={
            "sourcing": Sourcing.ORGANISATION,
            "source_name": MINISTRY,
            "chain": (Link(MINISTRY, Sourcing.ORGANISATION),),
        },
        own=0.3,
    ),
    Draft(
        "A customs audit reveals that no contraband was found at the pass last year.",
        CLAIM,
        parts=("A customs audit", "reveals", "that no contraband was found at the pass last year"),
        says={
            "sourcing": Sourcing.DOCUMENT,
            "source_name": "A customs audit",
            "verb": Verb.ENDORSING,
            "chain": (Link("A customs audit", Sourcing.DOCUMENT),),
        },
        own=0.3,
    ),
    Draft(
        "Haulier Jens Rask told The Border Tribune that the drivers of Sudmark were “the patient ones”.",
        CLAIM,
        parts=("Haulier Jens Rask", "told", "that the drivers of Sudmark were “the patient ones”"),
        says=person("Jens Rask", TRIBUNE),
        own=0.4,
    ),
    Draft(
        "Analysts say Norland may be bluffing.",
        CLAIM,
        parts=("Analysts", "say", "Norland may be bluffing"),
        says={"sourcing": Sourcing.COLLECTIVE, "chain": (Link(None, Sourcing.COLLECTIVE),)},
        hedges=[("Analysts", HedgeType.VAGUE, OUTLET), ("may", HedgeType.EPISTEMIC, "Analysts")],
        own=0.2,
    ),
    Draft(
        "Norland has once again bullied a smaller neighbour, and its shameless minister enjoys it.",
        OWN,
        p_type=(0.9, 0.05, 0.05),
        loaded=[("bullied", OUTLET), ("shameless", OUTLET)],
    ),
]
TARGETS: list[tuple[int, str, str, EntityType, tuple[float, float, float], str]] = [
    (0, "Norland", "Norland", EntityType.GOVERNMENT, NEGATIVE, OUTLET),
    (1, "Norland", "Norland", EntityType.GOVERNMENT, NEUTRAL, OUTLET),
    (2, "Sudmark", "Sudmark", EntityType.COUNTRY, NEUTRAL, OUTLET),
    (5, "Sudmark", "Sudmark", EntityType.COUNTRY, NEGATIVE, "Edda Holm"),
    (6, "customs officers", "customs officers", EntityType.GROUP, POSITIVE, "Edda Holm"),
    (7, "Norland", "Norland", EntityType.GOVERNMENT, NEGATIVE, MINISTRY),
    (9, "the drivers of Sudmark", "drivers", EntityType.GROUP, POSITIVE, "Jens Rask"),
    (10, "Norland", "Norland", EntityType.GOVERNMENT, NEGATIVE, "Analysts"),
    (11, "Norland", "Norland", EntityType.GOVERNMENT, NEGATIVE, OUTLET),
    (11, "its shameless minister", "Edda Holm", EntityType.PERSON, NEGATIVE, OUTLET),
]
STANCES = tuple(
    Stance(entity=e, voice=v, valence=x, low=lo, high=hi, n=n, type=t, sentences=where, loaded=words)
    for e, t, v, x, lo, hi, n, where, words in (
        (
            "Norland",
            EntityType.GOVERNMENT,
            OUTLET,
            -0.41,
            -0.7,
            -0.12,
            6,
            (11, 0),
            ("bullied", "shameless", "reckless"),
        ),
        ("Edda Holm", EntityType.PERSON, OUTLET, -0.36, -0.8, 0.09, 2, (11,), ("shameless",)),
        ("Sudmark", EntityType.COUNTRY, OUTLET, 0.05, -0.3, 0.4, 3, (), ()),
        ("drivers", EntityType.GROUP, OUTLET, 0.28, 0.02, 0.54, 4, (2,), ()),
        ("Sudmark", EntityType.COUNTRY, "Edda Holm", -0.68, -0.95, -0.2, 2, (5,), ("smuggled", "lied")),
        ("customs officers", EntityType.GROUP, "Edda Holm", 0.7, -0.1, 0.98, 1, (6,), ()),
        ("Norland", EntityType.GOVERNMENT, MINISTRY, -0.6, -0.9, 0.05, 1, (7,), ()),
        ("Norland", EntityType.GOVERNMENT, "Analysts", -0.1, -0.7, 0.5, 1, (), ()),
        ("drivers", EntityType.GROUP, "Jens Rask", 0.66, -0.2, 0.97, 1, (9,), ()),
    )
)
SOURCES = tuple(
    SourceSummary(name=name, sourcing=kind, n=n, word_share=words, hedged_share=hedged, distanced_share=distanced)
    for name, kind, n, words, hedged, distanced in (
        ("Edda Holm", Sourcing.PERSON, 2, 0.12, 0.0, 1.0),
        (MINISTRY, Sourcing.ORGANISATION, 1, 0.07, 0.0, 0.0),
        ("A customs audit", Sourcing.DOCUMENT, 1, 0.08, 0.0, 0.0),
        ("Jens Rask", Sourcing.PERSON, 1, 0.07, 0.0, 0.0),
        (TRIBUNE.name, Sourcing.MEDIA, 1, 0.06, 0.0, 0.0),
        (None, Sourcing.ANONYMOUS, 1, 0.06, 1.0, 0.0),
        (None, Sourcing.COLLECTIVE, 1, 0.03, 1.0, 0.0),
    )
)


def border() -> Report:
    """Twelve sentences, seven sources, two second-hand chains, five entities."""
    report = build(
        "border.txt",
        DRAFTS,
        outlet="The Valley Post",
        title="Norland's reckless border closure strands hundreds of lorries",
        date="2026-02-10",
        genre="news",
        sources=SOURCES,
        stances=STANCES,
        measures=shares(commentary_share=(0.2, 0.06, 0.5, 12), hedged_share=(0.12, 0.03, 0.4, 12)),
    )
    return replace(report, sentences=tuple(map(with_targets, report.sentences)))


def with_targets(labelled: LabelledSentence) -> LabelledSentence:
    found = []
    for index, words, entity, kind, (negative, neutral, positive), voice in TARGETS:
        if index == labelled.index:
            start = labelled.sentence.start + labelled.sentence.text.index(words)
            found.append(
                Target(
                    start=start,
                    end=start + len(words),
                    text=words,
                    entity=entity,
                    type=kind,
                    p_negative=negative,
                    p_neutral=neutral,
                    p_positive=positive,
                    voice=voice,
                )
            )
    return replace(labelled, targets=tuple(found))


def page_of(report: Report) -> str:
    return Page(html.render(report)).text


def panel(report: Report, heading: str) -> str:
    """The words of the section under that heading."""
    page = html.render(report)
    start = page.index(f'<section aria-labelledby="{heading}"')
    section = page[start : page.index("</section>", start) + len("</section>")]
    return Page(re.sub("<(th|td|span class|dd|dt)", r" <\1", section)).text


def test_each_source_has_its_kind_its_numbers_and_over_how_many() -> None:
    text = panel(border(), "h-sources")
    assert "Share of the 145 words" in text
    assert "The outlet itself in its own voice 53%" in text
    assert "12% of 12 sentences (3% to 40%)" in text
    assert "Edda Holm named person keeps its distance with “claimed” (2 times)" in text
    assert "12% 2 0% of 2 sentences (0% to 66%) 100% of 2 attributions (34% to 100%)" in text
    assert "A customs audit document vouches for it with “reveals”" in text


def test_who_can_be_identified_is_told_apart_by_words_and_by_pattern() -> None:
    page = html.render(border())
    text = panel(border(), "h-sources")
    named, unnamed = text.index("■ Identified: 5 sources, 6 attr"), text.index("○ Not identified: 2 sources, 2 attr")
    assert named < text.index("The Border Tribune another outlet") < unnamed < text.index("anonymous source", unnamed)
    assert page.count('class="named" width=') == 5
    assert page.count('class="unnamed" width=') == 2
    assert page.count('class="own" width=') == 1
    assert "fill: url(#hatch)" in page
    assert 'id="hatch"' in page


def test_a_source_whose_statements_are_not_at_hand_has_no_interval_of_sentences() -> None:
    source = replace(SOURCES[0], name="Somebody Else", hedged_share=0.5)
    (group,) = speakers.groups(replace(border(), sources=(source,)))
    assert (group.speakers[0].hedged.value, group.speakers[0].hedged.low) == (0.5, None)
    assert group.speakers[0].distancing == ""


def test_many_sources_end_in_a_line() -> None:
    many = tuple(replace(SOURCES[1], name=f"Source {i:02}", n=2) for i in range(20))
    text = panel(replace(border(), sources=many), "h-sources")
    assert "And 8 further sources with 16 attributions" in text
    assert "Source 11" in text
    assert "Source 12" not in text


def test_an_article_without_sources_says_so() -> None:
    text = panel(build("a", [Draft("One.", FACT)]), "h-sources")
    assert "The outlet itself in its own voice 100%" in text
    assert "No source is given anywhere in this article." in text
    assert "No statement in this article gives a source." in text
    assert chain_chart.draw(build("a", [Draft("One.", FACT)])) == ""


def test_the_share_of_the_outlet_weighs_sentences_by_their_words() -> None:
    drafts = [Draft("One two three.", FACT, own=1.0), Draft("Four.", FACT, own=0.0)]
    assert speakers.own_share(build("a", drafts)) == pytest.approx(0.75)
    assert speakers.own_share(builders.empty()) is None


def test_equal_chains_are_one_with_a_count_and_second_hand_comes_first() -> None:
    found = [(chain.text, chain.n) for chain in chains.chains(border())]
    assert found == [
        ("outlet ← The Border Tribune ← anonymous source", 2),
        ("outlet ← The Border Tribune ← Jens Rask", 1),
        ("outlet ← Edda Holm", 2),
        (f"outlet ← {MINISTRY}", 1),
        ("outlet ← A customs audit", 1),
        ("outlet ← loose group, not named", 1),
    ]
    assert chains.summary(border()) == "8 sourced statements by 6 different chains; 3 second-hand."


def test_chains_that_begin_alike_share_a_branch() -> None:
    roots = chains.tree(chains.chains(border()))
    assert [chains.link_label(root.link) for root in roots][:2] == ["The Border Tribune", "Edda Holm"]
    assert [(node.link.name, node.n) for node in roots[0].children] == [(None, 2), ("Jens Rask", 1)]
    assert roots[0].note == "another outlet · passes on"


def words_of(chart: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(chart).iter("text")]


def test_the_chains_are_drawn_with_their_names_kinds_and_counts() -> None:
    chart = chain_chart.draw(border())
    words = words_of(chart)
    assert words[0] == "The Valley Post (the outlet)"
    assert words[words.index("anonymous source") + 1] == "2 statements"
    assert words[words.index("Edda Holm") + 1] == "named person · 2 statements"
    assert "outlet ← The Border Tribune ← anonymous source: 2 statements" in (
        ET.fromstring(chart).findtext("desc") or ""
    )
    assert "stroke-dasharray" in chart


def statements(n: int, *through: Link) -> Report:
    drafts = [
        Draft(f"Name{i} said so.", CLAIM, parts=(f"Name{i}", "said", "so"), says=person(f"Name{i}", *through))
        for i in range(n)
    ]
    return build("many", drafts)


def test_many_chains_end_in_a_line_and_a_long_one_still_fits() -> None:
    text = panel(statements(20), "h-sources")
    assert "And 8 further chains with 8 statements." in text
    assert "Name12" not in " ".join(words_of(chain_chart.draw(statements(20))))
    deep = tuple(
        Link(f"A very long name of an outlet that nobody ever reads, number {i}", Sourcing.MEDIA) for i in range(8)
    )
    chart = chain_chart.draw(statements(1, *deep))
    assert all(float(x) < 200 for x in re.findall(r"translate\(([\d.]+) [\d.]+\)", chart))
    assert max(map(len, words_of(chart))) < 50


def test_what_is_part_of_anothers_chain_is_not_counted_again() -> None:
    report = statements(2)
    inner = replace(report.sentences[1].attributions[0], within=0)
    report = replace(report, sentences=(report.sentences[0], replace(report.sentences[1], attributions=(inner,))))
    assert [chain.text for chain in chains.chains(report)] == ["outlet ← Name0"]


def test_the_outlets_own_stances_stand_first_in_words() -> None:
    text = panel(border(), "h-stances")
    assert "Favours drivers (+0.28, +0.02 to +0.54, 4 mentions)" in text
    assert "Disfavours Norland (−0.41, −0.70 to −0.12, 6 mentions)" in text
    assert "Leaning, not certain Edda Holm (−0.36, −0.80 to +0.09, 2 mentions)" in text
    assert "The outlet's own wording disfavours Norland (−0.41) and favours drivers (+0.28)." in page_of(border())


def test_a_clear_stance_leads_to_the_sentences_that_drive_it() -> None:
    first, second, third = stances.told(border())
    assert first.text == "The outlet's own wording disfavours Norland (−0.41, −0.70 to −0.12, 6 mentions)."
    assert first.sentences == ((12, 11), (1, 0))
    assert third.text == "The wording of Edda Holm disfavours Sudmark (−0.68, −0.95 to −0.20, 2 mentions)."
    assert "favours drivers" in second.text
    page = html.render(border())
    assert 'Driven by <a href="#s11">sentence 12</a>, <a href="#s0">sentence 1</a>; loaded words there: ' in page
    assert {"s0", "s11"} <= set(Page(page).ids)
    assert "“bullied”, “shameless”, “reckless”" in panel(border(), "h-stances")


def test_where_the_interval_includes_0_no_direction_is_claimed() -> None:
    line = stances.unclear(border())
    assert line.startswith(
        "No direction is clear (the interval includes 0) towards Edda Holm in the outlet's own voice"
    )
    assert "drivers in the voice of Jens Rask" in line
    none = replace(border(), stances=tuple(s for s in STANCES if not s.clear))
    assert stances.unclear(none) == "No direction is clear: every interval includes 0 (6 stances)."
    assert stances.told(none) == ()
    assert stances.own_line(none) == ""
    assert "Favours nobody clearly Disfavours nobody clearly" in panel(none, "h-stances")


def test_a_report_without_stances_says_so() -> None:
    report = replace(border(), stances=())
    assert "No stance was measured" in panel(report, "h-stances")
    assert "No stance was measured" in markdown.render(report)
    assert stance_chart.draw(report) == ""


def test_the_chart_has_a_row_a_voice_the_outlets_own_first_and_never_pools() -> None:
    words = words_of(stance_chart.draw(border()))
    block = words[words.index("Norland (government)") : words.index("Sudmark (country)")]
    assert [word for word in block if word in ("The outlet", "The Sudmark foreig…", "Analysts")] == [
        "The outlet",
        "The Sudmark foreig…",
        "Analysts",
    ]
    assert block[2:4] == ["−0.41", "6"]
    described = ET.fromstring(stance_chart.draw(border())).findtext("desc") or ""
    assert f"{MINISTRY} −0.60 (−0.90 to +0.05, 1 mention, no clear direction)" in described


def test_voices_and_certainty_have_shapes_of_their_own() -> None:
    """Square, circle and diamond; filled and hollow; thick and thin."""
    chart = stance_chart.draw(border())
    shapes = {ET.tostring(node) for node in ET.fromstring(chart).iter("path") if "marker" not in str(node.attrib)}
    looks = set(re.findall(r'<path id="[^"]+" d="([^"]+)" style="(fill|stroke)?', chart))
    assert len({d for d, _ in looks}) >= 3
    assert shapes
    assert "stroke-width: 2.6" in chart
    assert "stroke-width: 1.1" in chart


def test_many_stances_are_cut_and_said_to_be() -> None:
    many = tuple(
        Stance(entity=f"Entity {i:02}", voice=voice, valence=0.1, low=-0.2, high=0.4, n=40 - i)
        for i in range(20)
        for voice in (OUTLET, "A", "B", "C", "D", "E")
    )
    report = replace(border(), stances=many)
    chart = stance_chart.draw(report)
    assert len(chart) < 60_000
    assert words_of(chart).count("and 2 further voices") == 12
    assert "Entity 11" in words_of(chart)
    assert "Entity 12" not in words_of(chart)
    text = panel(report, "h-stances")
    assert "8 further entities are in the table only." in text
    assert "Entity 19" in text


def test_the_text_shows_who_says_it_and_whom_it_favours() -> None:
    page = html.render(border())
    assert '<span class="source" title="“She” (Edda Holm, 82% sure), named person">She</span>' in page
    assert '<span class="cue distancing" title="wording that keeps its distance">claimed</span>' in page
    assert '<span class="cue endorsing" ' in page
    assert re.search(r'class="disfavoured ends" title="Norland −0.68 \(against, own voice\)">Norland<', page)
    assert re.search(r'class="content favoured-quoted ends" title="customs officers \+0.70 \(in favour, voice of', page)
    assert re.search(r'class="detail">anonymous source via The Border Tribune<', page)


def test_a_mention_close_to_0_is_not_marked_but_told() -> None:
    page = html.render(border())
    plain = page[page.index('id="s1"') : page.index('id="s2"')]
    assert "favoured" not in plain
    assert "<dt>no direction towards</dt><dd>Norland</dd>" in plain


def test_why_names_source_kind_chain_verb_and_targets() -> None:
    text = page_of(border())
    assert "“She” (Edda Holm, 82% sure), named person. Chain: outlet ← Edda Holm" in text
    assert "“Transport minister Edda Holm”, named person. Chain" in text
    assert "verb “claimed”, distancing: wording that keeps its distance" in text
    assert "wording towards Sudmark −0.68 (against, voice of Edda Holm); −1 is against, +1 in favour" in text
    assert "Chain: outlet ← The Border Tribune ← Jens Rask" in text


def test_marks_leave_the_text_word_for_word() -> None:
    text = page_of(border())
    assert all(s.sentence.text in text for s in border().sentences)


def evil() -> Report:
    report = border()
    spoken = [
        Attribution(**{**{k: getattr(a, k) for k in Attribution.__dataclass_fields__}, "source_name": HOSTILE})
        for a in report.sentences[3].attributions
    ]
    links = tuple(replace(a, chain=(Link(HOSTILE, Sourcing.MEDIA), NOBODY)) for a in spoken)
    third = replace(
        report.sentences[3],
        attributions=links,
        targets=tuple(replace(t, entity=HOSTILE) for t in report.sentences[0].targets),
    )
    return replace(
        report,
        sentences=(*report.sentences[:3], third, *report.sentences[4:]),
        sources=tuple(replace(source, name=HOSTILE) for source in SOURCES),
        stances=tuple(replace(stance, entity=HOSTILE, voice=HOSTILE, loaded=(HOSTILE,)) for stance in STANCES),
    )


def test_hostile_names_stay_text_in_every_format() -> None:
    page = html.render(evil())
    check(Page(page))
    for text in (page, markdown.render(evil()), chain_chart.draw(evil()), stance_chart.draw(evil())):
        assert "<script" not in text.lower()
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "\x1b" not in printed(evil())
    json.loads(jsonfile.render(evil()))


def test_the_page_is_well_formed() -> None:
    check(Page(html.render(border())))


def printed(report: Report) -> str:
    from rich.console import Console

    console = Console(file=io.StringIO(), width=200, force_terminal=False)
    terminal.render(report, console)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_the_terminal_names_top_sources_and_clear_stances() -> None:
    shown = printed(border())
    assert "Of 145 words: the outlet 53%, Edda Holm 12%, A customs audit 8%, The Sudmark" in shown
    assert ", and 4 more." in shown
    assert "The outlet's own wording disfavours Norland (−0.41) and favours drivers (+0.28)." in shown
    assert "In the words it passes on: Edda Holm disfavours Sudmark (−0.68)." in shown
    assert "own wording" not in printed(replace(border(), stances=()))


def test_markdown_has_the_same_facts_as_tables() -> None:
    written = markdown.render(border())
    assert "| The outlet itself | own voice | – | 53% | – | 12% of 12 sentences (3% to 40%) | – | – |" in written
    assert "| Edda Holm | named person | yes | 12% | 2 |" in written
    assert "| anonymous source | – | no | 6% | 1 |" in written
    assert "| outlet ← The Border Tribune ← anonymous source | 2 |" in written
    assert "Driven by No. 12, 1. Loaded words there: “bullied”, “shameless”, “reckless”." in written
    assert "| Norland | government | The outlet | −0.41 | −0.70 to −0.12 | against | 6 |" in written
    assert "| Sudmark | country | The outlet | +0.05 | −0.30 to +0.40 | not clear | 3 |" in written
    assert "- **Leaning, not certain:** Edda Holm (−0.36" in written


def test_json_has_the_same_facts() -> None:
    record = json.loads(jsonfile.render(border()))
    first = record["stances"][0]
    assert (first["type"], first["clear"], first["sentences"]) == ("government", True, [11, 0])
    assert first["loaded"] == ["bullied", "shameless", "reckless"]
    assert record["sources"][0]["distancing"] == ["claimed", "claimed"]
    assert record["sources"][2]["endorsing"] == ["reveals"]
    assert {"name": None, "sourcing": "anonymous"} in record["chains"][0]["links"]
    assert record["chains"][0]["n"] == 2
    she = record["sentences"][6]
    assert (she["attributions"][0]["name_p"], she["attributions"][0]["within"]) == (0.82, None)
    assert (she["targets"][0]["type"], she["targets"][0]["endorsed"]) == ("group", False)
    assert "name_p" in record["sentences"][3]["attributions"][0]
