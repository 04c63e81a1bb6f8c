"""A report, or a comparison, as one HTML file that needs nothing else: no network, no script, readable in print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from framing.records import CommentaryType, HedgeType, Kind, Measure, Report
from framing.report import chain_chart, chains, charts, contrast, phrases, speakers, stance_chart, stances, wording
from framing.report.markup import Shown, commentary, paragraphs
from framing.report.why import MARKED

if TYPE_CHECKING:
    from jinja2 import Environment

    from framing.story import Comparison, Side

_MOST_REMARKS = 5
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def render(report: Report) -> str:
    """The page of one article. Where it was not scored, the page says why and shows nothing else."""
    from markupsafe import Markup

    shown = paragraphs(report)
    sentences = [sentence for group in shown for sentence in group]
    scored = report.status == "ok" and bool(report.scored)
    return _page(
        "article.html.j2",
        report=report,
        article=report.article,
        title=phrases.title_of(report),
        url=safe_url(report.article.url),
        language=_language(report.article.language),
        scored=scored,
        glance=[*phrases.glance(report), *filter(None, [stances.own_line(report)])],
        commentary=commentary(report),
        paragraphs=shown,
        sentences=[s for s in sentences if s.number is not None],
        furniture=[s for s in sentences if s.number is None],
        flow=Markup(charts.flow(report)) if scored else "",
        **_panels(report),
    )


def render_comparison(comparison: Comparison, links: Mapping[str, str] | None = None) -> str:
    """The page of several articles side by side; `links` leads from an article's label to the file of its own page."""
    from markupsafe import Markup

    files = links or {}
    return _page(
        "comparison.html.j2",
        comparison=comparison,
        title="Several articles, side by side",
        language="en",
        hrefs={s.label: "./" + quote(files[s.label]) for s in comparison.sides if s.label in files},
        strips=[Markup(_strip(side, i)) for i, side in enumerate(comparison.sides)],
        chart=Markup(charts.compare_measures(comparison)) if comparison.scored else "",
        cautions=contrast.cautions(comparison),
        origins_line=contrast.origins_line(comparison),
        single_lines=contrast.single_lines(comparison),
        apart=contrast.apart(comparison),
        origin_name=contrast.origin_name,
        most=_MOST_REMARKS,
        models=dict.fromkeys(side.model for side in comparison.sides),
    )


def safe_url(url: str | None) -> str | None:
    """The address if it may be linked (http or https), else None."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return url.strip() if url and parts.scheme in ("http", "https") and parts.netloc else None


def _panels(report: Report) -> dict[str, object]:
    """What the panels on sources and stances show."""
    from markupsafe import Markup

    return {
        "own_share": speakers.own_share(report),
        "own_hedged": report.measure("hedged_share"),
        "speakers": speakers.groups(report),
        "speakers_rest": speakers.rest(report),
        "chains_summary": chains.summary(report),
        "chains_chart": Markup(chain_chart.draw(report)),
        "chains_rest": chains.rest(report),
        "own_stances": stances.own_lines(report),
        "stances_chart": Markup(stance_chart.draw(report)),
        "stances_further": stances.further(report),
        "stances_told": stances.told(report),
        "stances_unclear": stances.unclear(report),
    }


def _strip(side: Side, i: int) -> str:
    if not side.kinds:
        return ""
    told = ", ".join(f"{wording.KINDS[kind].label} {side.kinds.count(kind)}" for kind in Kind)
    title = "Kinds of the sentences, in order"
    return charts.strip(side.kinds, name=f"strip{i}", title=title, description=told, height=22.0)


def _page(template: str, **context: object) -> str:
    return _environment().get_template(template).render(**context)


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("framing.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        finalize=finalize,
    )
    environment.filters["one_line"] = phrases.one_line
    environment.globals.update(
        wording=wording,
        kinds=list(Kind),
        types=list(CommentaryType),
        hedge_types=list(HedgeType),
        marked=MARKED,
        signed=phrases.signed,
        voice_label=stances.voice_label,
        stance_interval=stances.interval_text,
        one_line=phrases.one_line,
        percent=phrases.percent,
        interval=phrases.interval,
        count=phrases.count,
        bar=_bar,
        classes=_classes,
    )
    return environment


def finalize(value: object) -> object:
    """What a template prints: hostile characters made visible, ready markup left as it is."""
    if hasattr(value, "__html__"):
        return value
    return "" if value is None else phrases.visible(str(value))


def _language(declared: str | None) -> str:
    return declared if declared and _LANGUAGE.fullmatch(declared) else "en"


def _classes(sentence: Shown) -> str:
    return " ".join(("s", f"role-{sentence.role.value}", f"kind-{sentence.kind.value if sentence.kind else 'none'}"))


def _bar(measure: Measure) -> dict[str, float] | None:
    """Where a measure's interval and value stand on a scale of 100, None where there is nothing to draw."""
    if measure.value is None:
        return None
    low = measure.value if measure.low is None else measure.low
    high = measure.value if measure.high is None else measure.high
    return {"low": round(low * 100, 1), "width": round((high - low) * 100, 1), "value": round(measure.value * 100, 1)}
