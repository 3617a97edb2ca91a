"""Bảng bước: the same process as a table, the way most officers write it, and as BPMN 2.0 to be drawn and run.

Pure: no Django, nothing of the product but `bpmn`.
"""

from motcua.facilities.workflow.table.errors import BadTable, NoTable
from motcua.facilities.workflow.table.reading import from_xml
from motcua.facilities.workflow.table.rows import Row, Table, Way
from motcua.facilities.workflow.table.writing import to_xml

__all__ = ["BadTable", "NoTable", "Row", "Table", "Way", "from_xml", "to_xml"]
