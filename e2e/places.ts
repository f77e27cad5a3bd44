/** Where the code of the console sends something or opens a dialog, so that the tables of the tests can be held complete. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
/** Rows name files from here, and those of components from the root. */
const CONSOLE = 'app/(console)/'
/** What the forms and dialogs of all others are made of. */
const FRAME = /^components\/(form|ui)\//

interface Places {
  /** File and action of each form. */
  forms: string[]
  /** File and function of each sending without a form. */
  inline: string[]
  /** File and component of each dialog without a form. */
  plain: string[]
}

export function placesOfConsole(): Places {
  const files = globSync(['app/(console)/**/*.tsx', 'components/**/*.tsx'], { cwd: ROOT })
  const places = files.filter((file) => !FRAME.test(file)).map(placesIn)
  const all = (kind: keyof Places) => [...new Set(places.flatMap((one) => one[kind]))].sort()
  return { forms: all('forms'), inline: all('inline'), plain: all('plain') }
}

function placesIn(path: string): Places {
  const source = readFileSync(join(ROOT, path), 'utf8')
  const file = path.startsWith(CONSOLE) ? path.slice(CONSOLE.length) : path
  const named = (names: string[]) => names.map((name) => `${file} ${name}`)
  const sent = (found: RegExp) =>
    [...source.matchAll(found)].flatMap(([, expression = '']) => sentBy(expression))
  const hasForms = /@\/components\/form\/(form|form-dialog)'/.test(source)
  return {
    forms: named(hasForms ? sent(/<(?:Form|FormDialog)\b.*?\baction=\{([^}]*)\}/gs) : []),
    inline: named(sent(/\buseSend\(\s*(.+?)(?:, \{|\)\n)/gs)),
    plain: named(plainDialogsIn(source)),
  }
}

/** The actions in an expression, or the function that calls one. */
function sentBy(expression: string): string[] {
  const actions = expression.match(/\b\w+Action\b/g)
  return actions ?? [/=>\s*(\w+)\(/.exec(expression)?.[1] ?? expression.trim()]
}

/** The components with a dialog that has no form in it, not in a component of the same file either. */
function plainDialogsIn(source: string): string[] {
  const parts = source.split(/^(?:export )?function (?=\w)/m).slice(1)
  const bodies = new Map(parts.map((part) => [/^\w+/.exec(part)?.[0] ?? '', part]))
  const hasForm = (body: string) => /<Form\b/.test(body)
  const stepsOf = (body: string) => [...bodies].filter(([name]) => new RegExp(`<${name}\\b`).test(body))
  return [...bodies]
    .filter(([, body]) => /<Dialog\b/.test(body) && !hasForm(body))
    .filter(([, body]) => !stepsOf(body).some(([, step]) => hasForm(step)))
    .map(([name]) => name)
}
