/* Drawing a draft: bpmn-js, and beside it a small form about what is selected. Saved by an ordinary form. */
import { WORDS } from "./words.js"

const form = document.getElementById("drawing")
const place = document.getElementById("modeler")
const panel = document.getElementById("about")
const TASKS = ["bpmn:UserTask", "bpmn:ManualTask", "bpmn:Task", "bpmn:ReceiveTask", "bpmn:CallActivity", "bpmn:ServiceTask", "bpmn:SendTask"]
const STEP = ["role", "place", "hours", "kind", "clock", "law", "form", "slip"]
const TTHC = {
  name: "TTHC", uri: "urn:motcua:tthc:1", prefix: "tthc", xml: { tagAlias: "lowerCase" },
  types: [{ name: "Step", superClass: ["Element"], properties: STEP.map((name) => ({ name, isAttr: true, type: "String" })) }],
}
const field = (name) => panel.elements[name]

function translate(template, values = {}) {
  return (WORDS[template] || template).replace(/{([^}]+)}/g, (_, key) => values[key] ?? `{${key}}`)
}

const modeler = new window.BpmnJS({
  container: place,
  additionalModules: [{ translate: ["value", translate] }],
  moddleExtensions: { tthc: TTHC },
})
const modeling = modeler.get("modeling")
const moddle = modeler.get("moddle")
let chosen = null

const stepOf = (thing) => thing.extensionElements?.values?.find((value) => value.$type === "tthc:Step")
const isFlow = (element) => element.type === "bpmn:SequenceFlow"

function show(element) {
  chosen = element?.businessObject && element.type !== "label" ? element : element?.labelTarget || null
  const thing = chosen?.businessObject
  panel.hidden = !thing
  document.getElementById("nothing").hidden = Boolean(thing)
  if (!thing) return
  field("id").value = thing.id
  field("name").value = thing.name || ""
  document.getElementById("about-step").hidden = !TASKS.includes(chosen.type)
  document.getElementById("about-flow").hidden = !isFlow(chosen)
  const step = stepOf(thing) || {}
  for (const name of STEP) field(name).value = step[name] || (name === "clock" ? "continue" : "")
  const agency = /^agency:(.*)$/.exec(field("place").value || step.place || "")
  field("place").value = agency ? "agency" : step.place || ""
  field("agency").value = agency ? agency[1] : ""
  field("condition").value = isFlow(chosen) ? thing.conditionExpression?.body || "" : ""
}

function placeSaid() {
  return field("place").value === "agency" ? `agency:${field("agency").value.trim()}` : field("place").value
}

function writeStep(thing) {
  const said = Object.fromEntries(STEP.map((name) => [name, field(name).value.trim() || undefined]))
  said.place = placeSaid() || undefined
  if (said.clock === "continue") said.clock = undefined
  said.hours = said.hours?.replace(",", ".")
  const step = stepOf(thing)
  if (step) return modeling.updateModdleProperties(chosen, step, said)
  const made = moddle.create("tthc:Step", said)
  const holder = thing.extensionElements || moddle.create("bpmn:ExtensionElements", { values: [] })
  made.$parent = holder
  if (!thing.extensionElements) holder.$parent = thing
  modeling.updateModdleProperties(chosen, holder, { values: [...(holder.values || []), made] })
  if (!thing.extensionElements) modeling.updateProperties(chosen, { extensionElements: holder })
}

function writeFlow() {
  const text = field("condition").value.trim()
  const conditionExpression = text ? moddle.create("bpmn:FormalExpression", { body: text }) : undefined
  modeling.updateProperties(chosen, { conditionExpression })
}

panel.addEventListener("change", (event) => {
  if (!chosen) return
  const thing = chosen.businessObject
  if (event.target.name === "name") modeling.updateLabel(chosen, event.target.value)
  else if (event.target.name === "condition") writeFlow()
  else writeStep(thing)
  form.dataset.changed = "yes"
})
panel.addEventListener("submit", (event) => event.preventDefault())

modeler.on("selection.changed", ({ newSelection }) => show(newSelection.length === 1 ? newSelection[0] : null))
modeler.on("commandStack.changed", () => { form.dataset.changed = "yes" })
window.addEventListener("beforeunload", (event) => { if (form.dataset.changed) event.preventDefault() })

form.addEventListener("submit", async (event) => {
  event.preventDefault()
  const { xml } = await modeler.saveXML({ format: true })
  form.elements.xml.value = xml
  delete form.dataset.changed
  form.submit()
})

async function open() {
  const answer = await fetch(place.dataset.drawing, { credentials: "same-origin" })
  await modeler.importXML(await answer.text())
  const canvas = modeler.get("canvas")
  const { inner } = canvas.viewbox()
  const palette = 130
  const scale = Math.min(1, (place.clientWidth - palette - 20) / inner.width, (place.clientHeight - 80) / inner.height)
  const corner = { x: inner.x - palette / scale, y: inner.y - 20 / scale }
  canvas.viewbox({ ...corner, width: place.clientWidth / scale, height: place.clientHeight / scale })
  place.dataset.shown = "yes"
}

show(null)
open().catch(() => {
  place.classList.add("is-missing")
  place.replaceChildren(place.dataset.missing)
  form.querySelector("button").disabled = true
})
