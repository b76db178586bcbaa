def text(shared, tables, gate, *, base): return ""
