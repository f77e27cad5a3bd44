import { isJsonObject, textUnder, valueUnder } from '../cim/json-object'
import { withoutEntities } from '../entities'

/** One channel of a PRTG sensor. */
export interface Channel {
  line: number
  name: string
  value: string
  unit: string
}

/** What a sensor answers: its channels, and a sentence. */
export interface SensorAnswer {
  text: string
  channels: Channel[]
}

const RESULT = /<result>([\s\S]{0,4000}?)<\/result>/gi
const MOST_CHANNELS = 1000

const inside = (element: string, xml: string) =>
  withoutEntities(new RegExp(`<${element}>([^<]{0,1000})</${element}>`, 'i').exec(xml)?.[1] ?? '').trim()

const linesBefore = (text: string, at: number) => text.slice(0, at).split('\n').length - 1

/** The answer in `<prtg>`: an advanced sensor's XML. firstLine: of the text. Source: PRTG manual, custom sensors. */
export function answerInXml(xml: string, firstLine: number): SensorAnswer {
  const channels = [...xml.matchAll(RESULT)].slice(0, MOST_CHANNELS).map((match) => {
    const [, result = ''] = match
    const unit = inside('customunit', result) || inside('unit', result)
    const line = firstLine + linesBefore(xml, match.index)
    return { line, name: inside('channel', result), value: inside('value', result), unit }
  })
  return { text: inside('text', xml.replace(RESULT, '')), channels }
}

/** The answer in `{"prtg": {…}}`; absent for other objects. */
export function answerInJson(root: unknown, json: string, firstLine: number): SensorAnswer | undefined {
  const answer = isJsonObject(root) ? valueUnder(root, ['prtg']) : undefined
  if (!isJsonObject(answer)) return undefined
  const results = valueUnder(answer, ['result'])
  const objects = (Array.isArray(results) ? results : [results]).filter(isJsonObject).slice(0, MOST_CHANNELS)
  let from = 0
  const channels = objects.map((result) => {
    const name = textUnder(result, ['channel']) ?? ''
    const at = json.indexOf(JSON.stringify(name), from)
    if (at >= 0) from = at + 1
    const unit = textUnder(result, ['customunit']) ?? textUnder(result, ['unit']) ?? ''
    return {
      line: firstLine + linesBefore(json, Math.max(at, 0)),
      name,
      value: textUnder(result, ['value']) ?? '',
      unit,
    }
  })
  return { text: textUnder(answer, ['text']) ?? '', channels }
}
