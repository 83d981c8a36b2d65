"""Papers of the personnel work: one file a form. Confidential: see `paper.PersonnelPaper`."""
