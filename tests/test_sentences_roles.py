"""Roles: headline, deck, section labels and other furniture that only its place gives away."""

from __future__ import annotations

import pytest

from framing.records import Article, Role
from framing.sentences import split

HEADLINE = "Ferry Line Cuts Night Service as Costs Climb"
FIRST = "The island ferry will stop running after dark from next month, its owner told passengers by letter this week."
SECOND = (
    "The owner blamed fuel and wages. Islanders blame the owner, who bought the line nine years ago for very little."
)
THIRD = "A public meeting is planned in the school hall, and the county has promised to send somebody who can answer."


def roles(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(s.role.value, s.text) for s in split(Article(id="a", text=text, title=title))]


def of(role: Role, *paragraphs: str, title: str | None = None) -> list[str]:
    return [text for given, text in roles("\n\n".join(paragraphs), title) if given == role]


def test_headline_and_deck_above_the_body() -> None:
    deck = "Islanders say the last boat now leaves before the shops on the mainland have closed"
    assert roles(f"{HEADLINE}\n\n{deck}\n\n{FIRST}") == [("headline", HEADLINE), ("deck", deck), ("body", FIRST)]


@pytest.mark.parametrize("mark", [HEADLINE, f"# {HEADLINE}", f"**{HEADLINE}**", "Is the Night Boat Gone? It Is"])
def test_headline_is_never_split(mark: str) -> None:
    assert roles(f"{mark}\n\n{FIRST}\n\n{SECOND}")[0] == ("headline", mark)


def test_headline_that_equals_the_title_may_have_a_stop_or_a_label_above() -> None:
    title = "The night boat is gone."
    assert of(Role.HEADLINE, title, FIRST, title=title) == [title]
    assert of(Role.HEADLINE, title, FIRST, title=f"{title} | The Island Post") == [title]
    assert of(Role.HEADLINE, "Island news", title, FIRST, title=title) == [title]
    assert of(Role.FURNITURE, "Island news", title, FIRST, title=title) == ["Island news"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (FIRST, SECOND),
        ("Why did nobody ask us?", FIRST, SECOND),
        ("Not me.", FIRST),
        ("“We were never asked,” she said.", FIRST),
        ("MODERATOR: Welcome to the hall", FIRST),
        ("The owner wrote this:", FIRST),
        (HEADLINE,),
        ("https://example.org/x", FIRST),
    ],
)
def test_no_headline_is_made_up(paragraphs: tuple[str, ...]) -> None:
    assert of(Role.HEADLINE, *paragraphs) == []


def test_summary_list_above_the_body_is_deck_without_its_bullets() -> None:
    text = f"- The last boat leaves at six\n- The county knew in May\nHARBOUR: {FIRST}\n{SECOND}\n{THIRD}"
    assert roles(text)[:3] == [
        ("deck", "The last boat leaves at six"),
        ("deck", "The county knew in May"),
        ("body", f"HARBOUR: {FIRST}"),
    ]


def test_list_inside_the_article_is_body() -> None:
    found = of(Role.BODY, FIRST, "The letter names three boats:", "- the Tern", "- the Gull", "- the Petrel", SECOND)
    assert {"the Tern", "the Gull", "the Petrel"} <= set(found)


def test_standfirst_with_a_stop_is_deck_only_if_it_sums_up() -> None:
    standfirst = "A cut in service divides an island and tests a county's promise."
    assert of(Role.DECK, HEADLINE, standfirst, FIRST, SECOND) == [standfirst]
    lede = "The owner said on Monday that it was over."
    assert of(Role.DECK, HEADLINE, lede, FIRST, SECOND) == []


def test_highlights_are_deck_under_their_label() -> None:
    points = ("The last boat now leaves at six", "The county was told in May")
    found = roles("\n\n".join((HEADLINE, "Story highlights", *points, FIRST, SECOND)))
    assert found[1:4] == [("furniture", "Story highlights"), ("deck", points[0]), ("deck", points[1])]
    glued = roles(f"Story highlights {points[0]}\n\n{FIRST}\n\n{SECOND}")
    assert glued[:2] == [("furniture", "Story highlights"), ("deck", points[0])]


@pytest.mark.parametrize(
    "label",
    [
        "A Long Crossing",
        "What's Next?",
        "Who pays for it",
        "THE COUNTY'S SHARE",
        "## The county",
        "Beyond the Headlines",
    ],
)
def test_section_labels_are_furniture(label: str) -> None:
    assert of(Role.FURNITURE, FIRST, SECOND, label, THIRD) == [label]


@pytest.mark.parametrize(
    "line",
    [
        "Not me.",
        "Why now?",
        "What happens next?",
        "“Not Me”",
        "So it goes.",
        "- The Tern",
        "2. The Gull",
        "ORR: No Comment Tonight",
        "the last boat",
        "And this is what it said:",
        "He lives in the U.S.",
    ],
)
def test_short_lines_of_the_article_stay_body(line: str) -> None:
    assert of(Role.FURNITURE, FIRST, SECOND, line, THIRD) == []
    assert of(Role.FURNITURE, FIRST, SECOND, line) == []


def test_short_lines_are_kept_where_hardly_a_line_has_a_stop() -> None:
    lines = (
        FIRST,
        "we saw the boat leave",
        "Nobody waved",
        THIRD,
        "nobody ever does",
        "it was dark",
        "and it was cold",
    )
    assert of(Role.FURNITURE, *lines) == []


def test_list_of_links_is_furniture_at_the_end_or_in_title_case() -> None:
    links = ("How the boats were sold", "A winter without ferries")
    assert of(Role.FURNITURE, FIRST, SECOND, "Read more:", *links) == ["Read more:", *links]
    inner = of(Role.FURNITURE, FIRST, "Related", "How the Boats Were Sold", SECOND, THIRD)
    assert inner == ["Related", "How the Boats Were Sold"]
    assert of(Role.FURNITURE, FIRST, "More:", "Nobody had asked them.", SECOND) == ["More:"]


def test_note_on_the_author_is_furniture_unless_the_article_speaks_of_that_person() -> None:
    note = "Ann Marlow is a columnist for The Island Post and the author of “Low Water.”"
    assert of(Role.FURNITURE, FIRST, SECOND, note) == [note]
    assert of(Role.FURNITURE, FIRST, "Marlow has asked the county for the letters.", note) == []
    assert of(Role.FURNITURE, note, FIRST) == []


def test_names_that_the_article_is_known_by_are_furniture() -> None:
    text = f"The Island Post\n\nAnn Marlow\n\n{FIRST}"
    found = split(Article(id="a", text=text, outlet="The Island Post", authors=("Ann Marlow",)))
    assert [s.role for s in found] == [Role.FURNITURE, Role.FURNITURE, Role.BODY]


@pytest.mark.parametrize("names", ["Ann Marlow", "Ann Marlow and Bo Teller", "Ann B. Marlow, Bo Teller and Cy Orr"])
def test_names_of_writers_are_furniture_under_the_headline_or_above_their_agency(names: str) -> None:
    assert of(Role.FURNITURE, HEADLINE, names, FIRST) == [names]
    assert of(Role.FURNITURE, names, "Associated Press", FIRST) == [names, "Associated Press"]
    assert of(Role.HEADLINE, names, "Associated Press", FIRST) == []


def test_furniture_at_the_head_and_tail_of_a_paragraph_is_its_own_span() -> None:
    text = f" date 2024-05-06 {FIRST} {SECOND} File photo of the Tern. (Photo for representation)(REUTERS)"
    found = roles(text)
    assert found[0] == ("furniture", "date 2024-05-06")
    assert found[1] == ("body", FIRST)
    assert found[-1] == ("furniture", "File photo of the Tern. (Photo for representation)(REUTERS)")
    assert [role for role, _ in found].count("furniture") == 2


def test_place_of_a_dateline_stays_with_its_sentence() -> None:
    for place in ("HARBOUR:", "HARBOUR (NW) —", "PORT ELLA, Jan. 5 (Newswire) -", "Port Ella (NW) --"):
        assert roles(f"{place} {FIRST}") == [("body", f"{place} {FIRST}")]
