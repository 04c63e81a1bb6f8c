"""The furniture tables, rule by rule: what each must catch, and what it must leave in the article."""

from __future__ import annotations

import pytest

from framing.records import Article, Role
from framing.sentences import split
from framing.sentences.furniture import CAPTION, NO_LETTERS, head_end, line_rule, sentence_rule
from framing.sentences.furniture_notices import NOTICES
from framing.sentences.furniture_page import PAGE_RULES
from framing.sentences.furniture_parts import Scope
from framing.sentences.furniture_text import TEXT_RULES

RULES = (*NOTICES, *PAGE_RULES, *TEXT_RULES)
BODY = "The council met for three hours and then went home without a vote on the plan."

# name of a rule -> texts that it must catch, texts near to them that are the article's
EXAMPLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "date_line": (
        (
            "Sat Dec 27 2025",
            "Published: 5 May 2024, Updated 6 May 2024 10:15 am IST",
            "2024-05-06T10:15:00Z",
            "Updated at 4 p.m. ET.",
        ),
        ("May 5 was cold.", "September 11, 2001.", "Updated rules take effect on May 5.", "On May 5, 2024"),
    ),
    "date_head": (
        (
            "date 2024-05-06 The council met.",
            "Published: May 5, 2024 | The council met.",
            "Mon May 6 2024 The council met.",
        ),
        (
            "May 5 2024 was cold.",
            "2024 The year",
            "Updated May 5 guidelines say little.",
            "December 27, 2024, the council met.",
        ),
    ),
    "dateline": (
        ("PORT HALLAM:", "LONDON (Reuters)", "KYIV, Ukraine (AP) —", "WASHINGTON —"),
        (
            "WHO:  the council",
            "PORT HALLAM: The council met.",
            "Port Hallam:",
            "He left (again)",
            "NATO (which he led) —",
        ),
    ),
    "reading_time": (("5 min read", "12 minutes"), ("Five minutes later it was over.",)),
    "number": (("1,204", "45%", "20240506101"), ("2016.", "45 people came")),
    "byline": (
        (
            "By Ann Marlow",
            "By Ann Marlow and Bo Teller, Staff Writers",
            "Written by Ann B. Marlow",
            "By Our Correspondent",
        ),
        ("By Monday, the town had no water.", "By design", "By Monday Morning.", "By Ann Marlow's count, nine left."),
    ),
    "bare_link": (
        ("https://example.org/a", "www.example.org/b?c", "sho.rt/8x", "ann@example.org"),
        ("See https://example.org/a for more",),
    ),
    "markup": (('<div class="x">', 'poster="https://example.org/a.png"'), ("If a < b then b > a",)),
    "placeholder": (("[pullquote]", "[gallery ids=4]"), ("[He declined to comment.]",)),
    "icons": (("icon-facebook icon-twitter", "fa-share"), ("Icons of the past",)),
    "share_bar": (
        (
            "Share this article",
            "Share Tweet Email",
            "Facebook",
            "124 shares",
            "Listen to article 4:21",
            "Share this:",
            "Like Loading...",
        ),
        ("Share prices fell.", "Facebook said no.", "He shared the story."),
    ),
    "share_story": (("Read or share this story: https://example.org/s",), ("Read or share it, he said.",)),
    "reply_form": (
        (
            "Sign in to join the discussion",
            "Comments are read before they appear.",
            "Leave a Reply",
            "Your email address will not be published. Required fields are marked *",
            "Post a comment",
            "Notify me of follow-up comments by email.",
        ),
        ("Leave a reply at the desk, she was told.", "Your email will be read."),
    ),
    "comment_count": (
        ("12 comments", "View comments (12)", "Comments (4)", "No comments yet", "Be the first to comment"),
        ("No comment.", "Comments were few."),
    ),
    "cookies": (
        (
            "We use cookies to improve your visit.",
            "Accept all cookies",
            "By continuing to browse, you agree to our terms.",
            "Reject all",
            "We value your privacy",
            "We and our 312 partners store information on a device, such as cookies.",
            "You may click to consent to our and our partners' processing.",
            "You can change your preferences at any time by returning to this site.",
        ),
        (
            "We use cookies as bribes.",
            "By using cookies, the firm tracked its users, the court found.",
            "Reject.",
            "We and our partners in the region will not accept the plan.",
            "We value your work, the minister told the crews.",
        ),
    ),
    "browser_check": (
        (
            "Please enable JavaScript to view the comments.",
            "This site requires JavaScript.",
            "JavaScript is disabled in your browser.",
            "Checking your browser before accessing the site.",
            "Verify you are human by completing the action below.",
            "We have detected that you are using an ad blocker.",
        ),
        (
            "The patch will enable JavaScript attacks, the firm said.",
            "Checking your browser history is what the police did.",
            "It looks like rain.",
        ),
    ),
    "page_error": (
        (
            "Page not found",
            "404 - Not Found",
            "Error 404",
            "Sorry, the page you are looking for does not exist or has been moved.",
            "This article is no longer available.",
            "Return to the home page or try a search.",
            "You don't have permission to access this resource.",
        ),
        (
            "The page was torn out of the register.",
            "The article was removed after the minister complained, the editor said.",
            "The page could not be found in the archive, the court heard.",
            "500 people came.",
            "Access denied.",
        ),
    ),
    "advertisement": (
        ("Advertisement", "Story continues below advertisement", "AD"),
        ("Ads.", "Advertisement revenue fell."),
    ),
    "more_label": (
        ("Read more:", "More from Politics", "Related stories", "You may also like"),
        ("More.", "Watch what they do.", "See you there"),
    ),
    "more_link": (
        ("READ MORE: Council drops its plan", "See also: The plan in full", "Read the full report here."),
        ("Read the full bill and weep.", "More: that was all she asked for.", "Watch: it happens again."),
    ),
    "aside_link": (
        ("(PHOTOS: The council at work)", "( Also on HARBOUR: The plan)"),
        ("(Watch: it will fail.)", "(He declined.)"),
    ),
    "menu": (
        ("Home", "Skip to content", "Terms of Use | Privacy Policy", "Loading..."),
        ("Help.", "Home prices rose", "Next."),
    ),
    "breadcrumbs": (("Home > News > Harbour council",), ("Two plus two > three",)),
    "section": (("Politics", "OPINION", "ANALYSIS/OPINION:", "From the Left"), ("Politics.", "Politics is hard")),
    "tags": (
        ("Tags: council, budget", "Filed under: Politics"),
        ("Tags on the fish were traced.", "Topics: he had none."),
    ),
    "label": (
        ("What's Happening?", "Why It's Important?", "Story highlights", "Beyond the Headlines", "By the numbers"),
        ("What happened?", "What's next?", "Why it matters is plain.", "Why it matters."),
    ),
    "label_head": (("Story highlights The council met",), ("Story highlights were few",)),
    "newsletter": (
        (
            "Sign up for our newsletter",
            "Subscribe to the Harbour briefing.",
            "Want this in your inbox every day? Sign up here.",
        ),
        ("Sign up for the army, they said, and see the world.", "Have you noticed how many pleas land in your inbox?"),
    ),
    "paywall": (
        (
            "Already a subscriber? Log in",
            "You have reached your limit of free articles.",
            "Subscribe to continue reading.",
            "Please log in or register to read the full article.",
            "Get unlimited access for $1 a week.",
            "Cancel anytime.",
        ),
        (
            "Already a member of the council?",
            "Get full access to the files, the judge said, or drop the case.",
            "Register to vote.",
            "To keep reading was all she wanted.",
        ),
    ),
    "follow_us": (
        (
            "Follow us on Facebook",
            "Follow her on Twitter @annm.",
            "Contact us at desk@example.org.",
            "Send tips to desk@example.org",
        ),
        (
            "Follow the money.",
            "“Follow us on Facebook,” he begged.",
            "Join us, she said.",
            "Contact with the boat was lost.",
        ),
    ),
    "click_here": (
        ("Click here to read the letter.", "Click for more from The Post", "Get the Harbour News app"),
        ("Click by click, we give it away.", "Get the vote out."),
    ),
    "copyright": (
        ("Copyright © 2024 Harbour Post", "© 2024 Post. All rights reserved.", "This is a rush transcript."),
        ("Copyright law is a mess.",),
    ),
    "copyright_sentence": (
        ("(c) 2024 Harbour Post", "Copyright 2024 Harbour Post", "All rights reserved."),
        ("All rights were reserved for the lord.",),
    ),
    "video_slot": (
        ("JUST WATCHED Council walks out Replay More Videos ... MUST WATCH The council met.",),
        ("I just watched it. You must watch it.",),
    ),
    "video_line": (
        (
            "JUST WATCHED Council walks out",
            "CLOSE The council leaves the hall.",
            "Enlarge this image toggle caption Ann Marlow",
        ),
        ("Close the door.", "CLOSE THE DOOR", "Just watched"),
    ),
    "gallery_count": (("Hide caption 3 of 12", "Image 1 of 4"), ("3 of 12 left.",)),
    "gallery_line": (
        ("PHOTOS: The council through the years",),
        ("Photos: they show nothing.", "Photos showed the mayor"),
    ),
    "file_photo": (
        (
            "File photo of the mayor.",
            "FILE - The mayor leaves the hall.",
            "In this May 5, 2024 photo, the mayor waits.",
        ),
        (
            "A file photo of the minister was used without her consent.",
            "In this photo, taken by her father, she smiles.",
            "Files were lost.",
        ),
    ),
    "picture_credit": (
        ("Photo: Ann Marlow/Post", "Image source: Council handout", "Photo by Ann Marlow"),
        ("Photo evidence showed cracks.", "Photos by the dozen arrived"),
    ),
    "agency_credit": (
        ("Getty Images", "Ann Marlow/AP", "| AP Photo", "Reuters"),
        ("Reuters reported it.", "AP classes were cut."),
    ),
    "credit_in_parentheses": (
        ("(REUTERS)", "(Photo for representation)(REUTERS)", "(Ann Marlow/AP)"),
        ("(The AP was first to report it.)", "(He declined to comment.)"),
    ),
    "caption_with_credit": (
        ("The mayor outside the hall (Photo: Ann Marlow)", "Waiting for the boat (Ann Marlow/AP)"),
        ("The mayor (left in the cold) went home",),
    ),
    "caption_head": (("The mayor leaves the hall. | REUTERS The council met.",), ("Yes | No",)),
    "contributed": (
        ("Ann Marlow contributed to this report.", "Contributing: Bo Teller", "— With assistance from Bo Teller"),
        ("Scientists contributed research.", "He contributed to this fund.", "Rain contributed to this flood."),
    ),
    "desk_credit": (
        ("(Reporting by Ann Marlow; Editing by Bo Teller)", "(With inputs from agencies)"),
        ("Reporting by the council was late.",),
    ),
    "story_note": (
        (
            "This story has been updated.",
            "An earlier version of this article misnamed the boat.",
            "This article first appeared in the Post.",
            "This is a developing story. Check back for updates.",
            "Please check back for the latest.",
        ),
        (
            "This is a developing country.",
            "This story has been told before.",
            "This report was published in 2014 by the council.",
        ),
    ),
    "editors_note": (
        ("Editor's note: Ann Marlow owns a boat.", "Correction: The boat is blue.", "Update: This story has changed."),
        ("Editors note the change with regret.", "Correction officers left."),
    ),
    "opinions_note": (
        (
            "The opinions expressed here are solely those of the author.",
            "Views expressed do not reflect the views of the Post.",
        ),
        ("The opinions expressed by jurors do not represent a majority of the county.",),
    ),
}


def rule_of(text: str) -> str | None:
    return line_rule(text) or sentence_rule(text)


def furniture(*paragraphs: str) -> list[str]:
    found = split(Article(id="a", text="\n\n".join(paragraphs)))
    return [s.text for s in found if s.role is Role.FURNITURE]


def test_every_rule_has_examples_and_a_reason() -> None:
    assert sorted(EXAMPLES) == sorted(rule.name for rule in RULES)
    assert all(rule.reason for rule in RULES)


CAUGHT = [(rule, text) for rule in RULES for text in EXAMPLES[rule.name][0]]
KEPT = [(rule, text) for rule in RULES for text in EXAMPLES[rule.name][1]]


@pytest.mark.parametrize(("rule", "text"), CAUGHT, ids=[f"{r.name}-{i}" for i, (r, _) in enumerate(CAUGHT)])
def test_rule_catches(rule: object, text: str) -> None:
    found = next(r for r in RULES if r is rule)
    if found.scope is Scope.HEAD:
        assert 0 < head_end(text) < len(text)
        assert [s.text for s in split(Article(id="a", text=text)) if s.role is Role.FURNITURE] == [
            text[: head_end(text)]
        ]
    else:
        assert rule_of(text) is not None
        assert furniture(BODY, text, BODY) == [text]


@pytest.mark.parametrize(("rule", "text"), KEPT, ids=[f"{r.name}-{i}" for i, (r, _) in enumerate(KEPT)])
def test_rule_leaves_what_is_near_to_it(rule: object, text: str) -> None:
    assert rule in RULES
    assert rule_of(text) is None
    assert head_end(text) == 0
    assert furniture(f"{BODY} {text} {BODY}") == []


@pytest.mark.parametrize("rule", [r for r in RULES if r.scope is not Scope.HEAD], ids=lambda r: r.name)
def test_no_rule_is_idle(rule: object) -> None:
    """Each rule is the one that catches one of its examples."""
    found = next(r for r in RULES if r is rule)
    assert found.name in {rule_of(text) for text in EXAMPLES[found.name][0]} | {
        sentence_rule(t) for t in EXAMPLES[found.name][0]
    }


def test_sentence_rules_apply_behind_the_last_sentence() -> None:
    for credit in ("Getty Images", "(Ann Marlow/AP)", "Photo: Ann Marlow", "This story has been updated."):
        assert furniture(f"{BODY} {BODY} {credit}") == [credit]


def test_caption_before_a_credit_is_furniture_only_if_it_shows_a_scene() -> None:
    caption = "The mayor waves to the crowd during the parade on Main Street. (Ann Marlow/AP)"
    assert rule_of(caption) == CAPTION
    assert furniture(BODY, caption, BODY) == [caption]
    report = "The mayor said on Monday that the parade was off. (Ann Marlow/AP)"
    assert furniture(BODY, report, BODY) == ["(Ann Marlow/AP)"]


@pytest.mark.parametrize("line", ["* * *", "___", "—", "\u200f", "…"])
def test_lines_without_letters_are_furniture(line: str) -> None:
    assert rule_of(line) == NO_LETTERS
    assert furniture(BODY, line, BODY) == [line]


def test_a_line_with_a_link_inside_it_is_not_a_link() -> None:
    line = "The letter, posted at https://example.org/letter, was gone by noon."
    assert furniture(BODY, line, BODY) == []
