/** Where in our sources an error of the built pages came from, found out only when there is one. */
import { readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { fileURLToPath } from 'node:url'

/** A place in a chunk of the build: '    at name (/srv/a b/.next/server/chunks/ssr/x.js:12:345)', also without a name. */
const CHUNK_PLACE =
  /(?<=^\s+at (?:async )?(?:[^\n(]*\()?)((?:file:\/\/|[A-Za-z]:[\\/]|\/)[^\n]*[\\/]\.next[\\/]server[\\/][^\n]*\.js):(\d+):(\d+)(?=\)?$)/gm

/** Chunks whose maps one stack may read: errors come from few, and a map is up to some MB. */
const MOST_MAPS = 4

/**
 * The same stack with the files and lines of our sources in place of the build's. Node can do this by itself, but then keeps the
 * maps of all chunks from the start: 125 MB. A place whose map cannot be read stays as it is.
 */
export function mappedStack(stack: string): string {
  const maps = new Map<string, SourceMap | undefined>()
  return stack.replace(CHUNK_PLACE, (place, file: string, line: string, column: string) => {
    if (!maps.has(file)) maps.set(file, maps.size < MOST_MAPS ? readMap(file) : undefined)
    const found = maps.get(file)?.findEntry(Number(line) - 1, Number(column) - 1)
    if (!found || !('originalSource' in found)) return place
    return `${sourceName(found.originalSource)}:${found.originalLine + 1}:${found.originalColumn + 1}`
  })
}

/** '../../../../app/%28console%29/page.tsx', as the maps name it from the chunk, as a person looks for it. */
const sourceName = (source: string) => decodeURIComponent(source).replace(/^(?:\.\.\/)+/, '')

function readMap(file: string): SourceMap | undefined {
  try {
    const path = file.startsWith('file://') ? fileURLToPath(file) : file
    return new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')) as SourceMapPayload)
  } catch {
    return undefined
  }
}
