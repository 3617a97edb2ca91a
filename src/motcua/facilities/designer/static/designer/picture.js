/* Shows the drawing of a process; without it the list of steps says the same. */
const place = document.getElementById("picture")

async function show() {
  const answer = await fetch(place.dataset.drawing, { credentials: "same-origin" })
  const viewer = new window.BpmnJS({ container: place })
  await viewer.importXML(await answer.text())
  const canvas = viewer.get("canvas")
  const { inner } = canvas.viewbox()
  const scale = Math.min(1, place.clientWidth / (inner.width + 20))
  place.style.height = `${Math.round(Math.min(900, inner.height * scale) + 60)}px` // the mark stands below the drawing
  canvas.resized()
  canvas.viewbox({ x: inner.x - 10, y: inner.y - 10, width: place.clientWidth / scale, height: place.clientHeight / scale })
  for (const node of (place.dataset.now || "").split(" ").filter(Boolean)) {
    if (viewer.get("elementRegistry").get(node)) canvas.addMarker(node, "is-now")
  }
  for (const row of document.querySelectorAll("tr[data-node]")) showWaiting(viewer, row.dataset)
  place.dataset.shown = "yes"
}

function showWaiting(viewer, { node, count, late }) {
  if (!viewer.get("elementRegistry").get(node)) return
  const mark = document.createElement("span")
  mark.className = Number(late) ? "waiting waiting-late" : "waiting"
  mark.textContent = count
  viewer.get("overlays").add(node, { position: { top: -14, right: 20 }, html: mark })
}

if (place) {
  show().catch(() => {
    place.replaceChildren(place.dataset.missing)
    place.classList.add("is-missing")
  })
}
