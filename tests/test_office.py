"""Old Word, RTF and OpenDocument files: read through LibreOffice, or one sentence without it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extract.read import ReadError, read_source
from extract.readers import office

RTF = rb"{\rtf1\ansi {\b 1 Words}\par 1.1 In this Appendix, \'93Slot\'94 means an hour.\par 1.2 A Slot is blue.\par}"


def test_without_libreoffice_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    file = tmp_path / "old.rtf"
    file.write_bytes(RTF)
    with pytest.raises(ReadError, match=r"old\.rtf is an RTF file; install LibreOffice"):
        read_source(file)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_rtf_and_its_odt_and_doc_twins(tmp_path: Path) -> None:
    file = tmp_path / "old.rtf"
    file.write_bytes(RTF)
    texts = [block.text for block in read_source(file).blocks]
    assert "“Slot” means an hour." in texts[1]
    assert len(texts) == 3
    program = shutil.which("soffice") or ""
    for ending in ("odt", "doc"):
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path), str(file)]
        office.subprocess.run(command, capture_output=True, timeout=120, check=True)
        assert [block.text for block in read_source(tmp_path / f"old.{ending}").blocks] == texts


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_what_libreoffice_cannot_convert(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "SECONDS", 0.01)
    file = tmp_path / "old.rtf"
    file.write_bytes(RTF)
    with pytest.raises(ReadError, match="cannot convert"):
        read_source(file)
