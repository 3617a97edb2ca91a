from motcua.casework.handovers.models.hand_over_list import HandOverList, ListedPaper
from motcua.casework.handovers.models.paper_move import PaperMove

__all__ = ["HandOverList", "ListedPaper", "PaperMove"]
