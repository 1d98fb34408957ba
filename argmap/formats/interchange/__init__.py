"""The nodes and edges of the Argument Interchange Format, which several formats share.

AIF, xAIF and OVA2 are such a graph; SADFace and arguebuf become one when they are read.
"""
