import type { EventRecord } from '../kms-event/event-record'
import { isForeign } from '../kms-event/read-event'
import { arrayTexts, type BinaryValue, NULL_VALUE, STRING_ARRAY, valueText } from './binary-value'
import type { BinaryXml, ElementNode, Fragment, Node } from './binary-xml'
import { Damage } from './byte-cursor'

/**
 * One event as the readers of XML give it; undefined where it is none of the licensing service's. Of those no more than
 * provider and id is looked at. Throws Damage.
 */
export function eventOfTree(xml: BinaryXml, root: Fragment, line: number): EventRecord | undefined {
  const tree = new EventTree(xml)
  const event = tree.find(root, 'Event')
  if (event === undefined) throw new Damage('it is no event')
  const system = tree.child(event, 'System')
  const provider = tree.child(system, 'Provider')
  const kind = {
    id: tree.text(tree.child(system, 'EventID')).trim(),
    provider: tree.attribute(provider, 'Name'),
    source: tree.attribute(provider, 'EventSourceName'),
  }
  if (isForeign(kind)) return undefined
  const time = tree.attribute(tree.child(system, 'TimeCreated'), 'SystemTime')
  return {
    line,
    ...kind,
    computer: tree.text(tree.child(system, 'Computer')),
    channel: tree.text(tree.child(system, 'Channel')),
    recordId: tree.text(tree.child(system, 'EventRecordID')),
    time: time === undefined ? { kind: 'none' } : { kind: 'utc', text: time },
    data: tree.data(tree.child(event, 'EventData')),
    message: tree.text(tree.child(tree.child(event, 'RenderingInfo'), 'Message')) || undefined,
  }
}

/** An element with the values that the slots in it stand for. */
interface Place {
  element: ElementNode
  values: readonly BinaryValue[]
}

class EventTree {
  constructor(private readonly xml: BinaryXml) {}

  child(parent: Place | undefined, name: string): Place | undefined {
    return parent && this.find({ nodes: parent.element.content, values: parent.values }, name)
  }

  /** The first element of this name. What comes after it is not even decoded. */
  find({ nodes, values }: Fragment, name: string): Place | undefined {
    for (const node of nodes) {
      this.xml.spend()
      if (node.kind === 'element') {
        if (node.name === name) return { element: node, values }
        continue
      }
      const inner = this.fragmentOf(node, values)
      const found = inner && this.find(inner, name)
      if (found !== undefined) return found
    }
    return undefined
  }

  text(place: Place | undefined): string {
    return place === undefined ? '' : this.textOf(place.element.content, place.values)
  }

  attribute(place: Place | undefined, name: string): string | undefined {
    const found = place?.element.attributes.find((attribute) => attribute.name === name)
    return found && place && this.textOf(found.content, place.values)
  }

  /** The insertion strings. An array stands for as many Data elements, an optional slot without a value for none. */
  data(eventData: Place | undefined): string[] {
    const texts: string[] = []
    if (eventData !== undefined) this.addData(texts, eventData.element.content, eventData.values)
    return texts
  }

  private addData(texts: string[], nodes: readonly Node[], values: readonly BinaryValue[]): void {
    for (const node of nodes) {
      this.xml.spend()
      if (node.kind !== 'element') {
        const inner = this.fragmentOf(node, values)
        if (inner !== undefined) this.addData(texts, inner.nodes, inner.values)
      } else if (node.name === 'Data') this.addTexts(texts, node.content, values)
    }
  }

  private addTexts(texts: string[], content: readonly Node[], values: readonly BinaryValue[]): void {
    const [only] = content
    const value = content.length === 1 && only?.kind === 'slot' ? values[only.index] : undefined
    if (value?.type === STRING_ARRAY) {
      this.xml.spendText(value.size)
      texts.push(...arrayTexts(this.xml.chunk, value))
    } else if (only?.kind !== 'slot' || !only.isOptional || value?.type !== NULL_VALUE) {
      texts.push(this.textOf(content, values))
    }
  }

  private textOf(nodes: readonly Node[], values: readonly BinaryValue[]): string {
    let text = ''
    for (const node of nodes) {
      this.xml.spend()
      if (node.kind === 'text') text += node.text
      const value = node.kind === 'slot' ? values[node.index] : undefined
      if (value === undefined) continue
      this.xml.spendText(value.size)
      text += valueText(this.xml.chunk, value)
    }
    return text
  }

  private fragmentOf(node: Node, values: readonly BinaryValue[]): Fragment | undefined {
    if (node.kind === 'fragment') return node.fragment
    const value = node.kind === 'slot' ? values[node.index] : undefined
    return value && this.xml.nested(value)
  }
}
