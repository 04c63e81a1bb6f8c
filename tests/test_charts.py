from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree as ET

import builders
import pytest
from builders import build
from drafts import Draft

from framing.records import Kind, Report
from framing.report import chain_chart, charts, stance_chart, svg
from framing.story import compare

LIMIT = 60_000


def all_charts(report: Report) -> list[str]:
    sides = compare([report, builders.courier(), builders.opinion()])
    return [
        charts.flow(report),
        chain_chart.draw(report),
        stance_chart.draw(report),
        charts.compare_measures(sides),
    ]


def long(n: int) -> Report:
    kinds = [(0.9, 0.05, 0.05), (0.05, 0.9, 0.05), (0.05, 0.05, 0.9)]
    return build("long", [Draft(f"Sentence {i}.", kinds[i % 3]) for i in range(n)])


def test_a_chart_is_the_same_every_time() -> None:
    assert all_charts(builders.pier()) == all_charts(builders.pier())


def test_a_chart_has_a_title_a_description_and_a_role() -> None:
    for chart in all_charts(builders.pier()):
        root = ET.fromstring(chart)
        assert root.get("role") == "img"
        assert root.get("aria-label") == root.findtext("title")
        assert len(root.findtext("desc") or "") > 20


def test_a_chart_carries_no_date_style_or_address() -> None:
    for chart in all_charts(builders.pier()):
        assert not re.search(r"<metadata|<style|<script|http|\b20\d\d-", chart)


def test_every_reference_in_a_chart_leads_to_an_id_in_it() -> None:
    for chart in all_charts(builders.pier()):
        ids = re.findall(r' id="([^"]+)"', chart)
        targets = re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', chart)
        assert len(ids) == len(set(ids))
        assert targets
        assert {a or b for a, b in targets} <= set(ids)


@pytest.mark.parametrize("n", [1, 17, 240, 241, 3000])
def test_a_chart_stays_small(n: int) -> None:
    assert all(len(chart) < LIMIT for chart in all_charts(long(n)))


def test_many_articles_are_drawn_up_to_a_limit() -> None:
    report = builders.pier()
    many = [replace(report, article=replace(report.article, id=str(i), outlet=f"Outlet {i}")) for i in range(40)]
    chart = charts.compare_measures(compare(many))
    assert len(chart) < LIMIT
    assert "Outlet 9" in chart
    assert "Outlet 10" not in chart


def test_each_kind_has_its_own_height_and_filling() -> None:
    chart = charts.flow(long(3))
    tops = re.findall(r"fill: ([^;]+); stroke", chart)
    assert len(set(tops)) >= 3
    assert "<pattern" in chart
    heights = {min(float(y) for y in re.findall(r" ([\d.]+) +L", path)) for path in re.findall(r'd="([^"]+z) "', chart)}
    assert len(heights) >= 3


def test_the_strip_keeps_the_order() -> None:
    kinds = [Kind.COMMENTARY, Kind.FACT]
    chart = charts.strip(kinds, name="x", title="t", description="d")
    own = re.search(r'd="M ([\d.]+) [^"]*"[^>]*fill: var\(--own', chart)
    fact = re.search(r'd="M ([\d.]+) [^"]*"[^>]*fill: var\(--fact', chart)
    assert own is not None
    assert fact is not None
    assert float(own[1]) < svg.WIDTH / 2 < float(fact[1])


def test_settings_of_the_caller_are_left_alone() -> None:
    import matplotlib as mpl

    before = mpl.rcParams.copy()
    charts.flow(builders.pier())
    assert mpl.rcParams.copy() == before


def test_the_stateful_interface_is_never_loaded() -> None:
    code = (
        "import sys; import builders; from framing.report import charts; "
        "sys.exit(charts.flow(builders.pier()) == '' or 'matplotlib.pyplot' in sys.modules)"
    )
    known = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=known, check=False)
    assert done.returncode == 0
