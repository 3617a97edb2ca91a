"""The icons, drawn for this product on a 24×24 grid: lines of 1.8, round ends, no fill."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

# The gate: a tam quan roof over two posts, its one door standing ajar. "Một cửa" is "one door".
ICONS: dict[str, str] = {
    "gate": "M2.5 9.2c3.6-.3 6.8-2 9.5-5.4 2.7 3.4 5.9 5.1 9.5 5.4M5.8 9.7V20.2M18.2 9.7V20.2M3.5 20.2h17M9.3 20.2v-8l5.4 1.7v6.3M12.6 17.2v.1",
    "search": "M10.8 17.6a6.8 6.8 0 1 0 0-13.6 6.8 6.8 0 0 0 0 13.6ZM15.8 15.8 20.5 20.5",
    "check": "m5 12.5 4.6 4.7L19.5 7",
    "check-circle": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8 12.3l2.8 2.9 5.4-5.7",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5.3l3.4 2",
    "warning": "M12 4 2.8 19.8h18.4L12 4ZM12 10v4.5M12 17.3v.1",
    "error": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7.5v5.5M12 16.3v.1",
    "info": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5.5M12 7.7v.1",
    "close": "m6 6 12 12M18 6 6 18",
    "plus": "M12 5v14M5 12h14",
    "minus": "M5 12h14",
    "next": "m9 5 7 7-7 7",
    "back": "m15 5-7 7 7 7",
    "down": "m5 9 7 7 7-7",
    "arrow": "M4 12h15M13 6l6 6-6 6",
    "undo": "M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9",
    "refresh": "M19.5 12a7.5 7.5 0 1 1-2.3-5.4L20 9.3M20 4.5v4.8h-4.8",
    "calendar": "M4 6.5h16V20H4ZM4 10.8h16M8.3 4v4.3M15.7 4v4.3",
    "person": "M12 12.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.8-3.6 3.7-5.3 7.5-5.3s6.7 1.7 7.5 5.3",
    "people": "M9 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 19.5c.6-3.3 3-4.8 6.5-4.8s5.9 1.5 6.5 4.8M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 15.2c2 .7 3.2 2.1 3.6 4.3",
    "building": "M4 20.5h16M6 20.5V9l6-4.5L18 9v11.5M9.5 20.5v-5h5v5M9.5 11.5h.1M14.4 11.5h.1",
    "folder": "M3.5 19V5.5h6l2 2.5h9v11Z",
    "paper": "M6 3.5h8l4.5 4.5v12.5H6ZM14 3.5V8h4.5M9 12.5h6.5M9 16h6.5",
    "paper-plus": "M6 3.5h8l4.5 4.5v12.5H6ZM14 3.5V8h4.5M12.2 11.5v6M9.2 14.5h6",
    "list": "M9 6.5h11M9 12h11M9 17.5h11M4.3 6.5h.1M4.3 12h.1M4.3 17.5h.1",
    "inbox": "M4 13 6.5 5h11L20 13v6H4ZM4 13h4.5c.4 2 1.6 3 3.5 3s3.1-1 3.5-3H20",
    "filter": "M4 5.5h16l-6.3 7.3V19l-3.4-1.8v-4.4Z",
    "camera": "M3.5 7.5h4l1.7-2.5h5.6l1.7 2.5h4v11.5h-17ZM12 16.3a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6Z",
    "scan": "M4 8.5V4h4.5M15.5 4H20v4.5M20 15.5V20h-4.5M8.5 20H4v-4.5M7 9.5h10v5H7ZM9.5 12h.1",
    "qr": "M4 4h6v6H4ZM14 4h6v6h-6ZM4 14h6v6H4ZM14 14h2.5v2.5M20 14v2M14 20h2M19.5 19.5h.5",
    "printer": "M7 9V3.5h10V9M7 16.5H3.5V9h17v7.5H17M7 13.5h10v7H7Z",
    "phone": "M5 4h3.8l1.7 4.6-2.2 1.6c1.1 2.3 2.9 4.1 5.3 5.4l1.7-2.3 4.7 1.8V19c0 .9-.7 1.5-1.6 1.5C10.9 20 4 13 3.5 5.6 3.5 4.7 4.1 4 5 4Z",
    "message": "M4 4.5h16v11.5h-9.5L6 20v-4H4Z",
    "sound": "M4 9.5v5h3.5l4.5 4v-13l-4.5 4ZM15.3 9a4.2 4.2 0 0 1 0 6M17.8 6.5a7.8 7.8 0 0 1 0 11",
    "bell": "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15ZM10 20.5h4",
    "truck": "M3 6.5h11V17H3ZM14 10.5h4l3 3.2V17h-7M7 19.3a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM17.3 19.3a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z",
    "coin": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM14 7.5v8M14 12.8a2.7 2.7 0 1 1-5.4 0 2.7 2.7 0 0 1 5.4 0ZM12 9.3h4M9 17.7h5.5",
    "stamp": "M9.5 13.5c.8-2.3-1.5-3.3-1.5-6a4 4 0 0 1 8 0c0 2.7-2.3 3.7-1.5 6H19v3.5H5v-3.5ZM5 20.5h14",
    "seal": "M12 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM8.8 13.7 7.5 20.5l4.5-2.3 4.5 2.3-1.3-6.8",
    "law": "M12 4v16M7.5 20h9M5 7.5l7-1.5 7 1.5M5 7.5 2.5 13.5c.3 1.5 1.2 2.2 2.5 2.2s2.2-.7 2.5-2.2ZM19 7.5l-2.5 6c.3 1.5 1.2 2.2 2.5 2.2s2.2-.7 2.5-2.2Z",
    "handover": "M4 8.5h14M14.5 5 18 8.5 14.5 12M20 15.5H6M9.5 12 6 15.5 9.5 19",
    "pause": "M8.5 5.5v13M15.5 5.5v13",
    "stop": "M6 6h12v12H6Z",
    "edit": "m4 20 .8-4L16 4.8l3.2 3.2L8 19.2ZM13.5 7.3l3.2 3.2",
    "trash": "M4.5 6.5h15M9 6.5v-3h6v3M6.5 6.5l.8 14h9.4l.8-14M10.3 10.5v6M13.7 10.5v6",
    "copy": "M8.5 8.5h11v12h-11ZM15.5 8.5v-5h-11v12h4",
    "link": "M10 14.5a3.8 3.8 0 0 0 5.5.2l3.3-3.4a3.9 3.9 0 0 0-5.5-5.5L12 7M14 9.5a3.8 3.8 0 0 0-5.5-.2l-3.3 3.4a3.9 3.9 0 0 0 5.5 5.5L12 17",
    "outside": "M13.5 4.5h6v6M19.5 4.5 11 13M10 5.5H4.5v14h14V14",
    "download": "M12 4v11M7.5 10.8 12 15.3l4.5-4.5M4.5 19.5h15",
    "upload": "M12 15.5V4.5M7.5 9 12 4.5 16.5 9M4.5 19.5h15",
    "eye": "M2.5 12C4.8 7.8 8 5.7 12 5.7s7.2 2.1 9.5 6.3c-2.3 4.2-5.5 6.3-9.5 6.3S4.8 16.2 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
    "lock": "M6 11h12v9.5H6ZM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11M12 14.7v2",
    "key": "M8 15.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 11.5h9v3M17 11.5v2.5",
    "keyboard": "M2.5 6.5h19v11h-19ZM6 10h.1M9.5 10h.1M13 10h.1M16.5 10h.1M7.5 14h9",
    "sign-out": "M13.5 4.5h-8v15h8M9.5 12H20.5M16.5 8l4 4-4 4",
    "settings": "M4 7.5h9M17 7.5h3M4 16.5h3M11 16.5h9M15 9.7a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM9 18.7a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z",
    "globe": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c2.5 2.6 3.7 5.6 3.7 9s-1.2 6.4-3.7 9c-2.5-2.6-3.7-5.6-3.7-9S9.5 5.6 12 3Z",
    "place": "M12 21c4.6-4.8 6.8-8.3 6.8-11.2a6.8 6.8 0 0 0-13.6 0C5.2 12.7 7.4 16.2 12 21ZM12 12.3a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
    "screen": "M3 4.5h18v12H3ZM12 16.5v4M8 20.5h8",
    "chart": "M4 20h16M7 16.5v-4M12 16.5V6M17 16.5V9.5",
    "menu": "M4 7h16M4 12h16M4 17h16",
}


def icon(name: str, label: str = "") -> SafeString:
    """The inline SVG of an icon; silent to screen readers unless it has a label. KeyError for an unknown name."""
    shape = ICONS[name]
    return mark_safe(  # noqa: S308  our own constants; the label is escaped
        f'<svg class="icon" viewBox="0 0 24 24" {_voice(label)}><path d="{shape}"/></svg>'
    )


def _voice(label: str) -> str:
    if not label:
        return 'aria-hidden="true" focusable="false"'
    safe = label.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return f'role="img" aria-label="{safe}"'
