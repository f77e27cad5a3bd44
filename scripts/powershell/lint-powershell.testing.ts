import { fileURLToPath } from 'node:url'
import { Language, type Node, Parser } from 'web-tree-sitter'

/** What PowerShell 5.1 and Constrained Language Mode would not take, or what goes wrong in the field, found without PowerShell. */

const ALIASES =
  /^(?:%|\?|gci|ls|dir|cat|type|gc|sc|echo|write|cp|copy|mv|move|rm|del|ri|ni|md|mkdir|cd|sl|pwd|gl|select|where|foreach|sort|group|measure|gm|ft|fl|iwr|irm|curl|wget|sls|gwmi|gcim|icim|iex|ii|kill|ps|gps|gsv|sleep|start|saps|sasv|spsv|tee|compare|diff|gp|sp|gv|sv|nal|sal|ipmo|gcm|ncim|rcms)$/i

/** Each with the reason. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  'get-wmiobject': 'is not in PowerShell 7 and has no time-out',
  'invoke-wmimethod': 'is not in PowerShell 7 and has no time-out',
  'invoke-expression': 'runs whatever a text says',
  'write-host': 'writes past the output',
  'add-type': 'is refused in Constrained Language Mode',
  'write-eventlog': 'is not in PowerShell 7',
  'new-eventlog': 'is not in PowerShell 7',
  'import-module': 'nothing may be needed but PowerShell',
}

/** They take wildcards in -Path, so that a bracket in a folder's name leads elsewhere. */
const OF_PATHS =
  /^(?:get-content|set-content|add-content|remove-item|copy-item|test-path|get-childitem|get-acl|get-itemproperty)$/i

/** What Constrained Language Mode converts to and calls (about_Language_Modes). */
const CORE_TYPES =
  /^(?:cultureinfo|datetime|int|int64|bool|string|char|byte|hashtable|switch|pscredential|uri|char\[\]|byte\[\]|string\[\])$/i

/** New in PowerShell 7. */
const NEW_OPERATORS = new Set(['&&', '||', '??', '??=', '?.'])

export interface Finding {
  line: number
  what: string
}

let parser: Promise<Parser> | undefined

async function powerShell(): Promise<Parser> {
  await Parser.init()
  const grammar = fileURLToPath(import.meta.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm'))
  return new Parser().setLanguage(await Language.load(grammar))
}

/**
 * What is wrong with a script. `fullLanguage`: functions that run in full language mode alone; everywhere else
 * New-Object and types outside the core are findings.
 */
export async function lintPowerShell(text: string, fullLanguage?: ReadonlySet<string>): Promise<Finding[]> {
  parser ??= powerShell()
  const tree = (await parser).parse(text)
  if (!tree) throw new Error('the parser gave up')
  const found: Finding[] = []
  visit(tree.rootNode, (node, within) => {
    const what = problemOf(node) ?? (fullLanguage && !fullLanguage.has(within) ? beyondCore(node) : undefined)
    if (what !== undefined) found.push({ line: node.startPosition.row + 1, what })
  })
  tree.delete()
  return found
}

/** Every node, with the name of the function it stands in. */
function visit(node: Node, take: (node: Node, within: string) => void, within = ''): void {
  take(node, within)
  const name = node.type === 'function_statement' ? textOfChild(node, 'function_name') : undefined
  for (const child of node.children) if (child) visit(child, take, name ?? within)
}

const textOfChild = (node: Node, type: string) => node.children.find((child) => child?.type === type)?.text

function problemOf(node: Node): string | undefined {
  if (node.isError || node.isMissing) return `is not understood: ${node.text.slice(0, 60)}`
  if (NEW_OPERATORS.has(node.type)) return `${node.type} is not in Windows PowerShell 5.1`
  if (node.type === 'class_statement') return 'classes are refused in Constrained Language Mode'
  if (node.type !== 'command') return undefined
  const name = textOfChild(node, 'command_name') ?? ''
  if (ALIASES.test(name)) return `${name} is an alias`
  const reason = FORBIDDEN[name.toLowerCase()]
  if (reason) return `${name} ${reason}`
  const isLiteral = /\s-LiteralPath\b/i.test(node.text)
  return OF_PATHS.test(name) && !isLiteral && !/^\S+$/.test(node.text) && !isPiped(node)
    ? `${name} needs -LiteralPath`
    : undefined
}

/** Remove-Item takes files from the pipeline. */
const isPiped = (node: Node) => node.previousSibling?.type === '|' && !/\s-Path\b/i.test(node.text)

function beyondCore(node: Node): string | undefined {
  if (node.type === 'command' && /^new-object$/i.test(textOfChild(node, 'command_name') ?? '')) {
    return 'New-Object is refused in Constrained Language Mode'
  }
  if (node.type !== 'type_literal') return undefined
  const type = node.text.slice(1, -1).trim()
  return CORE_TYPES.test(type) ? undefined : `[${type}] is refused in Constrained Language Mode`
}
