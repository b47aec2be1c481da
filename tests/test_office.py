"""Old Word, RTF and OpenDocument files: read through LibreOffice, or one sentence without it."""

from __future__ import annotations

import io
import shutil
import sys
import zipfile
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


@pytest.mark.parametrize("kind", ["large", "torn"])
def test_an_odt_that_bursts_never_reaches_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda _: "soffice")
    monkeypatch.setattr(office.subprocess, "Popen", lambda *_, **__: pytest.fail("it was started"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text", compress_type=zipfile.ZIP_STORED
        )
        with archive.open("content.xml", "w") as part:
            for _ in range(200 if kind == "large" else 1):
                part.write(b" " * 2**20)
    data = packed.getvalue()
    file = tmp_path / "bomb.odt"
    file.write_bytes(data if kind == "large" else data[:-40])
    with pytest.raises(ReadError, match="unpacks to more than one can have") as caught:
        read_source(file)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_what_a_conversion_started_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 300 & echo $! > {tmp_path}/child\nwait\n")
    program.chmod(0o755)
    monkeypatch.setattr(office.shutil, "which", lambda _: str(program))
    monkeypatch.setattr(office, "SECONDS", 2)
    file = tmp_path / "old.rtf"
    file.write_bytes(RTF)
    with pytest.raises(ReadError, match="cannot convert"):
        read_source(file)
    child = int((tmp_path / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"
