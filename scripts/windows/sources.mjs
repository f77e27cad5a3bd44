/** Lets Node for Windows load the sources as they are: it takes the types off itself, but knows no `@/` and no missing endings. */
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

const ROOT = new URL('../../', import.meta.url)

registerHooks({
  resolve(specifier, context, next) {
    const isOurs = specifier.startsWith('@/') || specifier.startsWith('.')
    if (!isOurs) return next(specifier, context)
    const url = specifier.startsWith('@/')
      ? new URL(specifier.slice(2), ROOT)
      : new URL(specifier, context.parentURL)
    if (!existsSync(fileURLToPath(url)) && existsSync(`${fileURLToPath(url)}.ts`)) url.pathname += '.ts'
    return next(url.href, context)
  },
})
