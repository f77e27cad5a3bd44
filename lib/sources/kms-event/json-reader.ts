import { isJsonObject, type JsonObject } from '../cim/json-object'
import { type JsonSlice, JsonSlicer } from '../cim/json-slicer'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { beginsAsJson } from '../text-beginning'
import { eventOfJson, parsedJson } from './json-event'
import { type Found, readLocalEvents, rejected } from './local-events'

const ID = /"_?(?:event_?id|id)"\s*:\s*(?:\{[^{}]{0,80})?"?\d{1,5}\b/i
const OF_A_LOG =
  /"_?(?:provider(?:_?name)?|sourcename|logname|channel|record_?(?:id|number)|eventrecordid)"\s*:/i

/** Events as EvtxECmd, Winlogbeat, Elastic, Wazuh, NXLog, Graylog and PowerShell write them: JSON lines, or a list. */
export const kmsEventJsonReader: Reader = {
  format: 'kms-event-json',
  label: 'KMS event log (JSON)',
  detect: (head) => (beginsAsJson(head) && ID.test(head) && OF_A_LOG.test(head) ? 0.96 : 0),
  read: (text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> =>
    readLocalEvents(findEvents(text), context),
}

async function* findEvents(text: AsyncIterable<string>): AsyncGenerator<Found> {
  const slicer = new JsonSlicer()
  for await (const chunk of text) {
    for (const slice of slicer.push(chunk)) yield* eventsIn(slice)
  }
  for (const slice of slicer.end()) yield* eventsIn(slice)
}

function* eventsIn({ line, text, problem, isAround }: JsonSlice): Generator<Found> {
  if (isAround) return
  const root = problem === undefined ? parsedJson(text) : undefined
  if (!isJsonObject(root)) {
    yield { kind: 'done', record: rejected(line, problem ?? 'not valid JSON', text) }
    return
  }
  for (const object of hitsOf(root)) {
    const event = eventOfJson(object, line)
    if (event !== undefined) yield { kind: 'event', event, raw: event.data[0] ?? event.message ?? text }
    else yield { kind: 'done', record: rejected(line, 'The object is no event: it has no event id.', text) }
  }
}

/** The objects of an answer of Elastic, which lists them under hits.hits; else the object itself. */
function hitsOf(root: JsonObject): readonly JsonObject[] {
  const { hits } = root
  const list = isJsonObject(hits) ? hits.hits : undefined
  return Array.isArray(list) ? list.filter(isJsonObject) : [root]
}
