"""The PDF: its text can be read again, whatever somebody said, in both languages."""

import io
import re
from functools import cache

import pytest
from pypdf import PdfReader

from negotiation.analysis.debrief.records import ClaimRow
from negotiation.app.exporting.debrief.document import document_of
from negotiation.app.exporting.debrief.fonts import marked, printable
from negotiation.app.exporting.debrief.honesty_parts import claim_parts
from negotiation.app.exporting.debrief.parts import Parts
from negotiation.app.exporting.debrief.pdf import to_pdf
from negotiation.app.exporting.debrief.writing import written
from negotiation.domain.values import LANGUAGES, Language
from tests.app.exporting.debrief.samples import handout, table


@cache
def paper(language: Language) -> bytes:
    return written(handout(language), "pdf")


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def squeezed(text: str) -> str:
    """Text without what a line break on paper adds."""
    return re.sub(r"\s+", "", text)


def text_of(reader: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_document_is_on_paper(language: Language) -> None:
    """Figures too: what Markdown says, the paper says, and nothing is rounded otherwise."""
    on_paper = text_of(read(paper(language)))
    markdown = written(handout(language), "md").decode()
    plain = re.sub(r"\\(.)", r"\1", markdown).replace("&lt;", "<").replace("&amp;", "&")
    for line in plain.splitlines():
        for cell in line.strip("|>#* ").split(" | "):
            if set(cell) <= set("-:| "):
                continue
            assert squeezed(cell.strip("* ")) in on_paper


def test_its_pages_are_numbered_and_it_says_whose_it_is() -> None:
    reader = read(paper("zh"))
    n_pages = len(reader.pages)
    assert n_pages > 1
    for number, page in enumerate(reader.pages, start=1):
        text = squeezed(page.extract_text())
        assert f"第{number}页，共{n_pages}页" in text
        assert "LiWei李伟" in text
        assert "2026-11-29" in text
    assert reader.metadata is not None
    assert (reader.metadata.author or "").startswith("Li Wei 李伟")
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)] != []


def test_the_same_debrief_is_the_same_file() -> None:
    assert written(handout(), "pdf") == paper("en")


def test_words_of_any_length_fit() -> None:
    """A cell higher than a page is broken, not refused; an endless word too."""
    quote = f"{'We said this. ' * 350}{'W' * 4000} and so on"
    (claim,) = table().claims
    spot = claim.spot.model_copy(update={"quote": quote})
    found = document_of(handout())._replace(parts=_claims(claim.model_copy(update={"spot": spot})))
    on_paper = text_of(read(to_pdf(found)))
    assert on_paper.count("Wesaidthis.") >= 340  # a few are parted by the foot of a page
    assert on_paper.count("W") >= 350 + 4000
    assert "Wandsoon" in on_paper


def _claims(claim: ClaimRow) -> Parts:
    (names,) = handout(tables=(table(claims=(claim,)),)).names.values()
    return claim_parts(names)


@pytest.mark.parametrize("text", ["价格 < 5", "a & b", "Ω ≥ 3", "“quoted” – €5"])
def test_mark_up_keeps_the_text(text: str) -> None:
    inner = re.sub(r"<[^>]*>", "", marked(text))
    assert inner.replace("&lt;", "<").replace("&amp;", "&") == text


def test_what_no_font_has_is_a_box() -> None:
    assert printable("fine 😀\x1b[2J") == "fine □[2J"
