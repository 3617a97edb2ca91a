"""Printers are kept, papers are asked for and told of."""

from motcua.facilities.printing.actions.jobs import (
    AlreadyPrinting,
    NumberGone,
    ask_for_paper,
    paper_came,
    paper_failed,
    start_sending,
)
from motcua.facilities.printing.actions.printers import (
    NewPrinter,
    PrinterGone,
    PrinterTaken,
    WrongAddress,
    remove_printer,
    save_printer,
)

__all__ = [
    "AlreadyPrinting",
    "NewPrinter",
    "NumberGone",
    "PrinterGone",
    "PrinterTaken",
    "WrongAddress",
    "ask_for_paper",
    "paper_came",
    "paper_failed",
    "remove_printer",
    "save_printer",
    "start_sending",
]
