import { z } from 'zod'
import { WINDOWS_GENERATIONS } from '@/lib/activation/product/release-order'
import type { OwnKind, OwnValues } from '@/lib/activation/reference/own-entry'

/** The shape of an entry's value, kind by kind; every message says what to enter instead. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those must not come in
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/

const line = (what: string, longest: number) =>
  z
    .string(`Enter ${what}.`)
    .trim()
    .min(1, `Enter ${what}.`)
    .max(longest, `At most ${longest} characters.`)
    .refine((text) => !CONTROL.test(text), 'Leave out control characters.')

/** A field left empty is a field left out. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional())

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values, what: string) =>
  z.enum(values, `Choose ${what}.`)

const generationOf = (family: 'client' | 'server') =>
  z.enum(WINDOWS_GENERATIONS[family] as [string, ...string[]], 'Choose a known version.')

const FAMILY = oneOf(['client', 'server', 'office', 'other'], 'what the product belongs to')

/** 'Windows 11' for Windows, 'Office LTSC 2024' for Office: the rules compare by it. */
function generationFits({ family, generation }: { family: string; generation: string }): boolean {
  if (family === 'client') return /^Windows (?!Server)/.test(generation)
  if (family === 'server') return /^Windows Server\b/.test(generation)
  return family !== 'office' || /^Office .*\d{4}/.test(generation)
}

const GENERATION_MESSAGE =
  'Enter it as “Windows 11”, “Windows Server 2025” or “Office LTSC 2024”, matching what it belongs to.'

const product = z
  .object({
    label: line('the name people use', 120),
    generation: line('the version', 60),
    family: FAMILY,
    edition: line('the edition', 80),
    keyKind: oneOf(['GVLK', 'MAK', 'CSVLK', 'Retail', 'OEM', 'Evaluation', 'ESU'], 'the kind of key'),
  })
  .refine(generationFits, { path: ['generation'], message: GENERATION_MESSAGE })

const key = z
  .object({
    publishedAs: oneOf(['gvlk', 'avma'], 'what the key is published as'),
    generation: line('the version', 60),
    family: FAMILY,
    name: line('the edition, or the whole name of an Office product', 120),
  })
  .refine(generationFits, { path: ['generation'], message: GENERATION_MESSAGE })

const code = z
  .object({
    meaning: optional(line('the meaning', 200)),
    note: optional(line('the note', 600)),
    remedy: optional(line('the remedy', 600)),
  })
  .refine(
    ({ meaning, note, remedy }) => meaning !== undefined || note !== undefined || remedy !== undefined,
    {
      path: ['note'],
      message: 'Enter a note, a remedy or a meaning.',
    },
  )

const event = z.object({
  log: oneOf(['Application', 'Key Management Service'], 'the log'),
  provider: line('the provider', 120),
  side: oneOf(['client', 'KMS host', 'AVMA guest', 'AVMA host', 'both'], 'who writes it'),
  meaning: line('the meaning', 200),
  payload: optional(line('what its data holds', 400)),
  isNoise: z.boolean().default(false),
})

const clientOrServer = z.enum(
  [...WINDOWS_GENERATIONS.client, ...WINDOWS_GENERATIONS.server] as [string, ...string[]],
  'Choose a known version.',
)

const keyGroup = z.discriminatedUnion(
  'application',
  [
    z.object({
      application: z.literal('windows'),
      label: line('the name of the key', 60),
      clientsUpTo: generationOf('client'),
      serversUpTo: optional(generationOf('server')),
      editionGroup: optional(oneOf(['A', 'B', 'C'], 'a group')),
      installsOn: z.array(clientOrServer).min(1, 'Choose at least one version it can be installed on.'),
      updateTarget: optional(clientOrServer),
      descriptionChannel: optional(
        line('the channel', 60).regex(/^VOLUME_KMS[\w-]*$/, 'Enter it as the host does: VOLUME_KMS_WS25.'),
      ),
    }),
    z
      .object({
        application: z.literal('office'),
        label: line('the name of the key', 60),
        serves: line('the Office version', 60).regex(/^Office .*\d{4}$/, 'Enter it as “Office LTSC 2024”.'),
        installsFromServer: optional(generationOf('server')),
        installsFromClient: optional(generationOf('client')),
      })
      .refine((one) => (one.installsFromServer === undefined) === (one.installsFromClient === undefined), {
        path: ['installsFromClient'],
        message: 'Choose both the oldest server and the oldest client, or neither.',
      }),
  ],
  'Choose Windows or Office.',
)

const KB = /^KB\d{6,8}$/

const hostUpdate = z.object({
  host: clientOrServer,
  target: clientOrServer,
  updates: z
    .array(z.string().trim().toUpperCase().regex(KB, 'Enter each update as KB5034765.'))
    .max(10, 'At most 10 updates.'),
})

const cloudHost = z.object({ cloud: line('who runs it', 60) })

/** By kind; `satisfies` keeps them and the types of lib/activation in step. */
export const ENTRY_VALUES = { product, key, code, event, keyGroup, hostUpdate, cloudHost } satisfies {
  [Kind in OwnKind]: z.ZodType<OwnValues[Kind]>
}
