def text(tables): return ""
