"""Our components in pipelines of other people, beside components of theirs."""

from __future__ import annotations

import subprocess
import sys

import spacy


def test_components_beside_others() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("lapse_definitions", config={"profile": "us"})
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Acme Ltd"}])
    nlp.add_pipe("lapse_references", config={"profile": "us"}, first=True)
    nlp.add_pipe("lapse_uses", config={"terms": ["Slot"]})
    texts = ["Acme Ltd sells a Slot under section 4. The term “Slot” means a set time.", "Nothing stands here."]
    first, second = nlp.pipe(texts)
    assert [one.text for one in first.spans["lapse_definitions"]] == ["Slot"]
    assert [one.text for one in first.spans["lapse_references"]] == ["section 4"]
    assert [one.text for one in first.spans["lapse_uses"]] == ["Slot"]
    assert [one.text for one in first.ents] == ["Acme Ltd"]
    assert len(list(first.sents)) == 2
    assert not second.spans["lapse_definitions"]
    assert not second.spans["lapse_references"]


def test_documents_are_read_without_what_few_need() -> None:
    code = "import sys, extract.document, extract.use; print({'spacy', 'openpyxl', 'pandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
