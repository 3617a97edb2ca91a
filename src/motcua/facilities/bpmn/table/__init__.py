"""Bảng bước: the same process as a table, the way most officers write it, and as BPMN 2.0 to be drawn and run.

Pure: no Django, nothing of the product but `bpmn`.
"""

from motcua.facilities.bpmn.table.errors import BadTable, NoTable
from motcua.facilities.bpmn.table.reading import from_xml
from motcua.facilities.bpmn.table.redrawing import redraw
from motcua.facilities.bpmn.table.rows import Row, Table, Way
from motcua.facilities.bpmn.table.writing import to_xml

__all__ = ["BadTable", "NoTable", "Row", "Table", "Way", "from_xml", "redraw", "to_xml"]
