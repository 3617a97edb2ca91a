"""How long somebody in a hall will wait, as a range: the line as it stands now, played forward many times.

Nothing here knows Django, a database or the clock: `hall` says who waits and which counters are open,
`habits` what past days taught (service times, absences, arrivals), `prediction` answers with a `Range`.
The same hall, habits and seed give the same answer on every machine.
"""
