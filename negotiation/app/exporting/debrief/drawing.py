"""Figures drawn: into a PDF as they are, into a page as SVG."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from reportlab.graphics import renderSVG
from reportlab.graphics.charts.lineplots import LinePlot
from reportlab.graphics.shapes import Drawing, Line, String
from reportlab.graphics.widgets.markers import makeMarker
from reportlab.lib.colors import HexColor

from negotiation.app.exporting.debrief.figures import Curve, Figure
from negotiation.app.exporting.debrief.fonts import HAN, font_of, printable, width_of

__all__ = ["WIDTH", "drawn", "to_svg"]

WIDTH, HEIGHT = 480.0, 250.0
"""Of a figure [points]; a legend of more than one line makes it higher."""

LEFT, RIGHT, TOP, BOTTOM = 46.0, 14.0, 24.0, 40.0
"""Around the plot, for titles and numbers."""

SIZE, ROW, SWATCH = 8.0, 13.0, 18.0
MARGIN = 0.06
GREY = HexColor("#8a8f98")


def drawn(figure: Figure) -> Drawing:
    """Return a figure as shapes."""
    places, height = _legend_places(figure.curves)
    drawing = Drawing(WIDTH, HEIGHT + height)
    drawing.add(_plot(figure, height))
    drawing.add(_text(figure.y_title, LEFT, HEIGHT + height - 12))
    drawing.add(_text(figure.x_title, WIDTH - RIGHT, height + 8, anchor="end"))
    for curve, (x, row) in zip(figure.curves, places, strict=True):
        _add_entry(drawing, curve, x, height - ROW * (row + 1))
    return drawing


def to_svg(figure: Figure) -> str:
    """Return a figure as an element of HTML, with its words for those who do not see it."""
    svg = ET.fromstring(renderSVG.drawToString(drawn(figure)))  # noqa: S314 - our own
    for tag, words in (("title", figure.title), ("desc", figure.takeaway)):
        found = svg.find(f"{{*}}{tag}")
        if found is not None:
            found.text = words
    _unclip(svg)
    svg.set("role", "img")
    svg.set("style", f"max-width: {WIDTH * 1.4:.0f}px; width: 100%; height: auto")
    ET.register_namespace("", "http://www.w3.org/2000/svg")
    written = ET.tostring(svg, encoding="unicode")
    return written.replace(f"font-family: {HAN}", "font-family: sans-serif")


def _unclip(svg: ET.Element) -> None:
    """Take the frame away that all figures would have under the same name."""
    for clip in svg.findall("{*}clipPath"):
        svg.remove(clip)
    for group in svg.findall("{*}g"):
        group.attrib.pop("style", None)
        group.attrib.pop("id", None)


def _plot(figure: Figure, below: float) -> LinePlot:
    plot = LinePlot()
    plot.x, plot.y = LEFT, below + BOTTOM
    plot.width = WIDTH - LEFT - RIGHT
    plot.height = HEIGHT - TOP - BOTTOM
    plot.data = [curve.points for curve in figure.curves]
    xs, ys = zip(*(point for curve in figure.curves for point in curve.points), strict=True)
    x_axis, y_axis = plot.xValueAxis, plot.yValueAxis
    if figure.has_whole_x:
        last = int(max(*xs, 2))
        x_axis.valueMin, x_axis.valueMax = 1, last
        x_axis.valueSteps = list(range(1, last + 1, max(1, last // 12)))
    else:
        x_axis.valueMin, x_axis.valueMax = _ends(xs)
    y_axis.valueMin, y_axis.valueMax = _ends(ys)
    for axis in (x_axis, y_axis):
        axis.labels.fontSize = SIZE
        axis.labelTextFormat = _short
        axis.strokeColor = GREY
    y_axis.visibleGrid, y_axis.gridStrokeColor, y_axis.gridStrokeWidth = 1, GREY, 0.2
    x_axis.joinAxisMode = "bottom"
    y_axis.joinAxisMode = "left"
    for place, curve in enumerate(figure.curves):
        _style(plot.lines[place], curve)
    return plot


def _style(line: object, curve: Curve) -> None:
    colour = HexColor(curve.colour)
    looks: dict[str, object] = {"strokeColor": colour, "strokeWidth": 1.4}
    if curve.style == "dashed":
        looks["strokeDashArray"] = (4, 3)
    else:
        shape = "FilledDiamond" if curve.style == "mark" else "FilledCircle"
        marker = makeMarker(shape)
        marker.fillColor, marker.strokeColor = colour, colour
        marker.size = 9 if curve.style == "mark" else 4
        looks["symbol"] = marker
    for name, value in looks.items():
        setattr(line, name, value)


def _ends(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of an axis that shows ``values`` and zero, with a margin."""
    low, high = min(*values, 0.0), max(*values, 0.0)
    margin = (high - low) * MARGIN or 1.0
    return low - margin, high + margin


def _short(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _legend_places(curves: Sequence[Curve]) -> tuple[list[tuple[float, int]], float]:
    """Return where each entry goes, and the height of the whole legend."""
    places: list[tuple[float, int]] = []
    x, row = LEFT, 0
    for curve in curves:
        width = SWATCH + width_of(curve.name, SIZE) + 16
        if places and x + width > WIDTH - RIGHT:
            x, row = LEFT, row + 1
        places.append((x, row))
        x += width
    return places, ROW * (row + 1) + 4


def _add_entry(drawing: Drawing, curve: Curve, x: float, y: float) -> None:
    colour = HexColor(curve.colour)
    middle = y + SIZE * 0.35
    if curve.style == "mark":
        marker = makeMarker("FilledDiamond")
        marker.x, marker.y, marker.size = x + SWATCH / 2 - 2, middle, 8
        marker.fillColor, marker.strokeColor = colour, colour
        drawing.add(marker)
    else:
        dashes = (4, 3) if curve.style == "dashed" else None
        end = x + SWATCH - 4
        drawing.add(
            Line(x, middle, end, middle, strokeColor=colour, strokeWidth=2, strokeDashArray=dashes)
        )
    drawing.add(_text(curve.name, x + SWATCH, y))


def _text(text: str, x: float, y: float, *, anchor: str = "start") -> String:
    said = printable(text)
    return String(x, y, said, fontName=font_of(said), fontSize=SIZE, textAnchor=anchor)
