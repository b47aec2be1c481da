"""LibreOffice opens the Word report and the workbook, and prints them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from lapse.workspace import Workspace

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_the_reports_print(built: Path, tmp_path: Path) -> None:
    gone = Workspace.open(built).expire("AL", "2025-12-31")
    for name in ("word.docx", "excel.xlsx"):
        gone.report(tmp_path / name)
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = [str(tmp_path / name) for name in ("word.docx", "excel.xlsx")]
    command = [str(OFFICE), home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for name in ("word.pdf", "excel.pdf"):
        pages = pypdfium2.PdfDocument(tmp_path / name)
        texts = [page.get_textpage().get_text_range() for page in pages]
        assert "3 terms without a definition" in " ".join(texts[0].split())
        assert any("Current reference" in text and "Proposed reference" in text for text in texts)
        sizes = {(round(page.get_width()), round(page.get_height())) for page in pages}
        assert any(width > height for width, height in sizes)
        assert len(texts) < 60
