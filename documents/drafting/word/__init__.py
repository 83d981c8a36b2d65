"""Word in, Word out: a .docx becomes sections and blocks, and a text leaves as .docx in the layout of an official paper."""
