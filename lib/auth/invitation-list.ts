import { z } from 'zod'
import { email, personName, role, siteList } from './credentials'

const MOST_AT_ONCE = 100

/** A list of people as it is pasted, a line each: 'Ada Berg <ada@corp.example>', 'ada@corp.example, Ada Berg', 'ada@corp.example'. */
export const invitationListInput = z.object({
  role,
  sites: siteList,
  people: z
    .string()
    .max(50_000)
    .transform((text, context) => {
      const lines = text.split(/\r?\n/).map((line, index) => ({ line: line.trim(), no: index + 1 }))
      const written = lines.filter(({ line }) => line !== '')
      const refuse = (message: string) => context.addIssue({ code: 'custom', message })
      if (written.length === 0) refuse('Enter at least one address.')
      if (written.length > MOST_AT_ONCE) refuse(`Invite at most ${MOST_AT_ONCE} people at once.`)
      const found = new Map<string, { name: string; email: string }>()
      for (const { line, no } of written.slice(0, MOST_AT_ONCE)) {
        const person = personOf(line)
        if (!person) refuse(`Line ${no}: write a name and an address, like Ada Berg <ada@corp.example>.`)
        else if (found.has(person.email)) refuse(`Line ${no}: ${person.email} is in the list twice.`)
        else found.set(person.email, person)
      }
      return [...found.values()]
    }),
})

/** Whoever a line names; without a name it is what stands before the @. */
function personOf(line: string): { name: string; email: string } | undefined {
  const parts = line
    .replace(/[<>"]/g, ',')
    .split(/[,;\t]/)
    .map((part) => part.trim())
    .filter(Boolean)
  const address = parts.find((part) => part.includes('@'))
  const words = parts.filter((part) => part !== address)
  if (address === undefined || words.length > 1) return undefined
  const read = z.object({ email, name: personName }).safeParse({
    email: address,
    name: words[0] ?? address.split('@')[0],
  })
  return read.success ? read.data : undefined
}
