"""Documents from frozen data: the only room with reportlab, fontTools and pypdfium2."""
