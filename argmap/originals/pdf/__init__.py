"""The text of a PDF in reading order, with the rectangle of each word, and pictures of its pages.

PDFium reads the file, in a process of its own: a file can be made so that it takes for ever, and
only a process can be stopped then. This room imports nothing, because that process begins here.
"""
