"""Every notebook runs from a clean kernel, uses lapse alone of our packages, and is kept without its outputs."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all: what a notebook has read need not be read again by the next."""
    return tmp_path_factory.mktemp("desk")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook(path: Path, desk: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": desk}}).execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    kinds = {kind for output in shown for kind in output.get("data", {})}
    assert "text/html" in kinds
    assert any("<iframe srcdoc=" in str(output.get("data", {}).get("text/html", "")) for output in shown)
    assert not [output for output in shown if output["output_type"] == "stream" and output["name"] == "stderr"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_a_story_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)
    assert notebook.cells[0].cell_type == "markdown"
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    assert re.findall(r"^(?:import|from) (lapse|graph|extract|ontology)\b.*$", code, re.MULTILINE) == ["lapse"]
    assert sum(cell.cell_type == "markdown" for cell in notebook.cells) >= 5
