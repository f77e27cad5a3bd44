import type { EventRecord } from './event-record'

/**
 * The shape in which Windows itself writes nearly every event: no entities, no comments, elements and
 * attributes in the order of the event schema. One anchored expression reads it several times faster than
 * a parser. It takes only what the parser takes too, with the same result (see the property test);
 * everything else is left to the parser.
 */

/** Characters that mean the same to a parser as they stand there; of line ends, see `normalised`. */
const TEXT = '[^<>&\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\uffff]*'
const VALUE = '[^<>&"\'\\x00-\\x1f\\x7f-\\x9f\\ud800-\\uffff]*'
const QUOTED = `(?:"${VALUE}"|'${VALUE}')`

const attribute = (name: string) => `(?: ${name}=${QUOTED})?`
const taken = (name: string) => `(?: ${name}=(${QUOTED}))?`
const empty = (name: string, ...attributes: string[]) => `(?:<${name}${attributes.join('')} ?/>)?`
const plain = (name: string) => `(?:<${name}(?: ?/>|>${TEXT}</${name}>))?`

const takenText = (name: string) => `(?:<${name}(?: ?/>|>(${TEXT})</${name}>))?`

const SYSTEM = [
  `<Provider${taken('Name')}${attribute('Guid')}${taken('EventSourceName')} ?/>`,
  `<EventID${attribute('Qualifiers')}>(${TEXT})</EventID>`,
  ...['Version', 'Level', 'Task', 'Opcode', 'Keywords'].map(plain),
  `(?:<TimeCreated${taken('SystemTime')} ?/>)?`,
  takenText('EventRecordID'),
  empty('Correlation', attribute('ActivityID'), attribute('RelatedActivityID')),
  empty('Execution', attribute('ProcessID'), attribute('ThreadID')),
  takenText('Channel'),
  `(?:<Computer>(${TEXT})</Computer>)?`,
  empty('Security', attribute('UserID')),
].join('')

const RENDERING = [
  `<RenderingInfo${attribute('Culture')}>`,
  `(?:<Message>(${TEXT})</Message>)?`,
  ...['Level', 'Task', 'Opcode', 'Channel', 'Provider'].map(plain),
  `(?:<Keywords(?: ?/>|>(?:<Keyword>${TEXT}</Keyword>)*</Keywords>))?`,
  '</RenderingInfo>',
].join('')

const EVENT = new RegExp(
  `^<Event${attribute('xmlns')}><System>${SYSTEM}</System>` +
    `<EventData>((?:<Data>${TEXT}</Data>)*)</EventData>(?:${RENDERING})?</Event>$`,
)

const DATA_START = '<Data>'.length
const DATA_END = '</Data>'.length

/** Reads one `<Event>...</Event>` in the usual shape; undefined for any other. */
export function readUsualEvent(xml: string, line: number): EventRecord | undefined {
  const match = EVENT.exec(xml)
  if (match === null) return undefined
  const [, provider, source, id = '', time, recordId, channel, computer, data = '', message] = match
  return {
    line,
    id: normalised(id).trim(),
    provider: unquoted(provider),
    source: unquoted(source),
    computer: computer === undefined ? undefined : normalised(computer),
    channel: channel === undefined ? undefined : normalised(channel),
    recordId: recordId === undefined ? undefined : normalised(recordId),
    time: time === undefined ? { kind: 'none' } : { kind: 'utc', text: time.slice(1, -1) },
    data: data === '' ? [] : normalised(data.slice(DATA_START, -DATA_END)).split('</Data><Data>'),
    message: message === undefined ? undefined : normalised(message),
  }
}

/** XML reads every kind of line end as a line feed. */
function normalised(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

function unquoted(value: string | undefined): string | undefined {
  return value?.slice(1, -1)
}
