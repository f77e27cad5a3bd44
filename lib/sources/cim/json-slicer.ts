/** An object of a JSON text, not parsed yet, or what stands where one should be. */
export interface JsonSlice {
  /** 1-based line on which it begins. */
  line: number
  /** The whole text of the object; of a problem, its beginning. */
  text: string
  /** Why this cannot be parsed; absent for a complete object. */
  problem?: string
  /** What stands in an object around the elements of an array that are taken one by one; without any where that array ends. */
  isAround?: true
}

/** Longest single object, in characters. A machine's full list of products is about a quarter of this. */
const MAX_OBJECT_LENGTH = 4 * 1024 * 1024
const KEPT_OF_A_PROBLEM = 1024
const MAX_DEPTH = 64

/** Arrays under these names hold whole machines or objects: their elements are taken one by one. */
const CONTAINERS = new Set(['value', 'hosts', 'computers', 'machines', 'clients', 'results', 'items', 'data'])

const FEED = 10
const QUOTE = 34
const COMMA = 44
const COLON = 58
const OPEN_BRACKET = 91
const BACKSLASH = 92
const CLOSE_BRACKET = 93
const OPEN_BRACE = 123
const CLOSE_BRACE = 125

const PLAIN_VALUE = /^(?:null|true|false|-?\d[\d.eE+-]*)\s*(?:[,\]}]|$)/

const isBlank = (code: number) => code <= 32 || code === 0xfeff || code === 0xa0

/**
 * Cuts a JSON text into its objects while it streams by: one object, an array of them, JSON lines, or
 * arrays under a container name. At most one object is in memory. A broken object ends at the next `{`
 * that cannot belong to it, so that the objects behind it survive.
 */
export class JsonSlicer {
  private line = 1
  private slices: JsonSlice[] = []

  /** '{' and '[' that are open inside the current object; empty between objects. */
  private open: number[] = []
  /** Levels beyond MAX_DEPTH, counted only. */
  private tooDeep = 0
  private damage: string | undefined
  private startLine = 1
  private pieces: string[] = []
  private length = 0

  private inString = false
  private escaped = false
  /** Last character that is neither blank nor inside a string; a finished string counts as its quote. */
  private previous = 0
  /** The last string at the first level, to know the name of an array. */
  private word = ''

  /** Text between objects that is no JSON punctuation. */
  private stray = ''
  private strayLine = 0
  private isInContainer = false

  /** Takes the next piece of text and gives back the objects that ended in it. */
  push(chunk: string): JsonSlice[] {
    let from = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at)
      if (code === FEED) this.line += 1
      if (this.stray !== '' && this.stray.length < KEPT_OF_A_PROBLEM) this.stray += chunk[at]
      if (this.inString) this.stringCharacter(code)
      else if (isBlank(code)) continue
      else if (code === QUOTE) this.startString()
      else if (this.open.length === 0) from = this.outside(code, at, from)
      else from = this.inside(code, chunk, at, from)
    }
    if (this.open.length > 0) this.keep(chunk, from, chunk.length)
    return this.take()
  }

  /** Gives back what is left when the text is over. */
  end(): JsonSlice[] {
    if (this.open.length > 0) this.close('the text ends inside this object')
    this.flushStray()
    return this.take()
  }

  private take(): JsonSlice[] {
    const taken = this.slices
    this.slices = []
    return taken
  }

  private startString(): void {
    this.inString = true
    this.escaped = false
    this.word = ''
  }

  private stringCharacter(code: number): void {
    // A line break cannot stand in a JSON string: its closing quote is missing.
    if (code === FEED || (code === QUOTE && !this.escaped)) {
      this.inString = false
      this.previous = QUOTE
      return
    }
    this.escaped = code === BACKSLASH && !this.escaped
    if (this.open.length === 1 && this.word.length < 16) this.word += String.fromCharCode(code)
  }

  /** Between objects. Gives back where the text to keep begins. */
  private outside(code: number, at: number, from: number): number {
    if (code === OPEN_BRACE) {
      this.flushStray()
      this.begin()
      return at
    }
    if (code === OPEN_BRACKET) this.flushStray()
    else if (code === CLOSE_BRACKET) this.leaveContainer()
    else if (code !== COMMA && code !== COLON && code !== CLOSE_BRACE) {
      this.startStray(code)
    }
    return from
  }

  private inside(code: number, chunk: string, at: number, from: number): number {
    if (code === OPEN_BRACE && !this.mayOpen()) {
      this.keep(chunk, from, at)
      this.close('not a complete JSON object')
      this.begin()
      return at
    }
    if (code === OPEN_BRACKET && this.open.length === 1 && CONTAINERS.has(this.word.toLowerCase())) {
      this.keep(chunk, from, at)
      this.enterContainer()
      return at
    }
    this.previous = code
    if (code === OPEN_BRACE || code === OPEN_BRACKET) this.down(code)
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) this.up()
    if (this.open.length > 0) return from
    this.keep(chunk, from, at + 1)
    this.close()
    return at + 1
  }

  /** In an object a value follows a colon; in an array it follows the bracket or a comma. */
  private mayOpen(): boolean {
    if (this.tooDeep > 0) return true
    if (this.open.at(-1) === OPEN_BRACE) return this.previous === COLON
    return this.previous === OPEN_BRACKET || this.previous === COMMA
  }

  private down(code: number): void {
    if (this.open.length < MAX_DEPTH) {
      this.open.push(code)
      return
    }
    this.tooDeep += 1
    this.damage = `nested deeper than ${MAX_DEPTH} levels`
  }

  private up(): void {
    if (this.tooDeep > 0) this.tooDeep -= 1
    else this.open.pop()
  }

  private begin(): void {
    this.open = [OPEN_BRACE]
    this.startLine = this.line
    this.previous = OPEN_BRACE
    this.word = ''
  }

  private keep(chunk: string, from: number, to: number): void {
    if (to <= from) return
    const wasTooLong = this.length > MAX_OBJECT_LENGTH
    this.length += to - from
    if (wasTooLong) return
    this.pieces.push(chunk.slice(from, to))
    if (this.length <= MAX_OBJECT_LENGTH) return
    this.damage = `an object longer than ${MAX_OBJECT_LENGTH} characters`
    this.pieces = [this.pieces.join('').slice(0, KEPT_OF_A_PROBLEM)]
  }

  private close(problem: string | undefined = this.damage): void {
    const text = this.pieces.join('')
    if (problem === undefined) this.slices.push({ line: this.startLine, text })
    else this.slices.push({ line: this.startLine, text: text.slice(0, KEPT_OF_A_PROBLEM), problem })
    this.drop()
  }

  /** What stands before the array still says whose its elements are. */
  private enterContainer(): void {
    const text = this.pieces.join('')
    const name = text.lastIndexOf('"', text.lastIndexOf('"') - 1)
    const before = text.slice(0, name).trimEnd().replace(/,$/, '')
    this.isInContainer = this.damage === undefined && before.trim() !== '{'
    if (this.isInContainer) {
      this.slices.push({ line: this.startLine, text: `${before}}`, isAround: true })
    }
    this.drop()
  }

  private leaveContainer(): void {
    if (this.isInContainer) this.slices.push({ line: this.line, text: '{}', isAround: true })
    this.isInContainer = false
  }

  private drop(): void {
    this.open = []
    this.tooDeep = 0
    this.damage = undefined
    this.pieces = []
    this.length = 0
  }

  private startStray(code: number): void {
    if (this.stray !== '') return
    this.strayLine = this.line
    this.stray = String.fromCharCode(code)
  }

  /** A plain value behind a name or in an array is no damage; other text is reported once. */
  private flushStray(): void {
    if (this.stray !== '' && !PLAIN_VALUE.test(this.stray)) {
      this.slices.push({ line: this.strayLine, text: this.stray, problem: 'not a JSON object' })
    }
    this.stray = ''
  }
}
