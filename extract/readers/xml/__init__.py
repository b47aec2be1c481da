"""Legal XML: Justice Canada, legislation.gov.uk (CLML), Akoma Ntoso and USLM, with the structure that a file gives."""
