import type { Line } from '../lines'
import type { JsonObject } from './json-object'

/** A block of an outline: everything below one key at the left margin. */
export interface OutlineBlock {
  line: number
  root: JsonObject
}

const ROW = /^\s*(- +)?["']?([\p{L}\p{N}_][^:="'{}[\]]{0,80}?)["']?\s*(?::|=>|=)(?:\s+(.*)|)$/u
/** Rules, and the mark that Salt puts above each item of a list. */
const RULE = /^\s*-{3,}\s*$|^\s*\|_-?\s*$/
/** A machine answers in some dozen rows; what is longer is no outline of licenses. */
const MOST_ROWS = 2_000
const MOST_LEVELS = 16

interface Level {
  indent: number
  object: JsonObject
  /** Where the level hangs: a lone value below its key takes its place. */
  parent: JsonObject
  key: string
}

/** Reads facts by their indent, as Salt, YAML and Puppet show them; holds one block. */
export class Outline {
  private root: JsonObject = {}
  private levels: Level[] = []
  private firstLine = 0
  private rows = 0

  /** Gives back the block that ended before this line. */
  push({ line, text }: Line): OutlineBlock | undefined {
    if (text.trim() === '' || RULE.test(text)) return undefined
    const match = ROW.exec(text.slice(0, 2048))
    const indent = text.length - text.trimStart().length
    const finished = indent === 0 && match !== null ? this.end() : undefined
    if (this.rows === 0) this.firstLine = line
    this.rows += 1
    if (this.rows > MOST_ROWS) return finished
    while ((this.levels.at(-1)?.indent ?? -1) >= indent) this.levels.pop()
    if (match === null) this.lone(text)
    else this.keyed(indent, match)
    return finished
  }

  end(): OutlineBlock | undefined {
    const block =
      this.rows > 0 && this.rows <= MOST_ROWS ? { line: this.firstLine, root: this.root } : undefined
    this.root = {}
    this.levels = []
    this.rows = 0
    return block
  }

  private keyed(indent: number, [, dash = '', name = '', text = '']: RegExpExecArray): void {
    const key = name.trim()
    const value = text.trim()
    const isRepeated = this.levels.at(-1)?.object[key] !== undefined
    if (dash !== '' || isRepeated) this.beginItem(indent)
    const parent = this.levels.at(-1)?.object ?? this.root
    if (value !== '' && !/^[{[|>]-?$/.test(value)) {
      parent[key] ??= value.replace(/^(["'])(.*)\1,?$/, '$2')
      return
    }
    if (this.levels.length >= MOST_LEVELS) return
    const object: JsonObject = {}
    parent[key] ??= object
    this.levels.push({ indent: indent + dash.length, object, parent, key })
  }

  /** The next item of a list: after a dash, or where a key comes again. */
  private beginItem(indent: number): void {
    const level = this.levels.at(-1)
    if (level === undefined) return
    const before = level.parent[level.key]
    const items = Array.isArray(before) ? before : [before]
    level.object = {}
    level.parent[level.key] = [...items, level.object]
    level.indent = Math.min(level.indent, indent - 1)
  }

  private lone(text: string): void {
    const level = this.levels.at(-1)
    if (level !== undefined && Object.keys(level.object).length === 0) level.parent[level.key] = text.trim()
  }
}
