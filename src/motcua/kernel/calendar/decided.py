"""What was decided for single years, restated as data: where Tết lies, the second day of Quốc khánh, swaps.

An edition of this data never changes once it was shipped, because promises were computed
with it; a new decision makes a new edition (see README.md). `DECIDED_UNTIL` is the last
year the Government decided; later entries are expectations.
"""

from __future__ import annotations

from datetime import date

EDITION = "2026-10"
FIRST_KNOWN = 2019
DECIDED_UNTIL = 2026
LAST_KNOWN = 2027

# Law: Bộ luật Lao động 2019, Điều 112.1b: five days, their position decided each year.
# First and last day off, weekends between them included.
TET = {
    2019: (date(2019, 2, 4), date(2019, 2, 8)),
    2020: (date(2020, 1, 23), date(2020, 1, 29)),
    2021: (date(2021, 2, 10), date(2021, 2, 16)),
    2022: (date(2022, 1, 31), date(2022, 2, 4)),
    2023: (date(2023, 1, 20), date(2023, 1, 26)),
    2024: (date(2024, 2, 8), date(2024, 2, 14)),
    2025: (date(2025, 1, 27), date(2025, 2, 1)),
    2026: (date(2026, 2, 16), date(2026, 2, 20)),
    2027: (date(2027, 2, 4), date(2027, 2, 10)),
}

# Law: Bộ luật Lao động 2019, Điều 112.1đ: 2/9 and the day before or after, decided each year (from 2021).
NATIONAL_DAY_NEIGHBOUR = {
    2021: date(2021, 9, 3),
    2022: date(2022, 9, 1),
    2023: date(2023, 9, 1),
    2024: date(2024, 9, 3),
    2025: date(2025, 9, 1),
    2026: date(2026, 9, 1),
    2027: date(2027, 9, 3),
}

# A working day off against a worked Saturday: (day off, worked day).
SWAPS = (
    (date(2018, 12, 31), date(2019, 1, 5)),
    (date(2019, 4, 29), date(2019, 5, 4)),
    (date(2024, 4, 29), date(2024, 5, 4)),
    (date(2025, 5, 2), date(2025, 4, 26)),
    (date(2026, 1, 2), date(2026, 1, 10)),
    (date(2026, 8, 31), date(2026, 8, 22)),
)
