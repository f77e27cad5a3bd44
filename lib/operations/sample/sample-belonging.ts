import { randomUUID } from 'node:crypto'
import { type RuleKind, readPattern } from '@/lib/activation/belonging/belonging-rule'
import { lookAtAll } from '@/lib/data/belonging/belonging-store'
import { inPrismaTransaction } from '@/lib/data/prisma'
import { SAMPLE_DOMAIN } from './sample-machines'

interface SampleRule {
  kind: RuleKind
  pattern: string
  site?: string
  owner?: string
  department?: string
  tags?: string[]
}

const named = (part: string) => `${part}.${SAMPLE_DOMAIN}`

/**
 * Names begin with a site and go on with what the machine is for; of some nobody says where they stand. Nothing outside of
 * the sample's domain is meant.
 */
const RULES: readonly SampleRule[] = [
  { kind: 'zone', pattern: `lab.${SAMPLE_DOMAIN}`, owner: 'Test lab', department: 'Research', tags: ['lab'] },
  { kind: 'zone', pattern: `vault.${SAMPLE_DOMAIN}`, owner: 'Plant IT', tags: ['isolated'] },
  { kind: 'ou', pattern: `${SAMPLE_DOMAIN}/ber`, site: 'Berlin' },
  { kind: 'name', pattern: named('ber-*'), site: 'Berlin' },
  { kind: 'name', pattern: named('dub-*'), site: 'Dublin' },
  { kind: 'name', pattern: named('lis-*'), site: 'Lisbon' },
  { kind: 'name', pattern: named('osl-*'), site: 'Oslo' },
  { kind: 'name', pattern: named('*-srv*'), owner: 'Server team', department: 'IT', tags: ['server'] },
  { kind: 'name', pattern: named('*-eval-*'), owner: 'Server team', department: 'IT', tags: ['evaluation'] },
  { kind: 'name', pattern: named('*-kiosk-*'), owner: 'Shop systems', department: 'Sales', tags: ['kiosk'] },
  {
    kind: 'name',
    pattern: named('*-prod-*'),
    owner: 'Plant IT',
    department: 'Production',
    tags: ['isolated'],
  },
  { kind: 'name', pattern: named('*-edu-*'), owner: 'Workplace team', department: 'Training' },
  { kind: 'name', pattern: named('*'), owner: 'Workplace team' },
]

/** Rules that say the site, owner, department and tags of the sample's machines, behind the rules there are. */
export async function addSampleRules(now: Date, by: string): Promise<void> {
  await inPrismaTransaction(async (tx) => {
    if (await tx.belongingRule.findFirst({ where: { isSample: true }, select: { id: true } })) return
    const { _max } = await tx.belongingRule.aggregate({ _max: { position: true } })
    const first = (_max.position ?? 0) + 1
    await tx.belongingRule.createMany({
      data: RULES.map(({ kind, pattern, ...says }, place) => {
        const read = readPattern(kind, pattern)
        if (!read.ok) throw new Error(`${pattern}: ${read.problem}`)
        const { pattern: kept, like: likePattern } = read.found
        const made = { createdAt: now, createdBy: by, isSample: true }
        return {
          id: randomUUID(),
          position: first + place,
          kind,
          pattern: kept,
          likePattern,
          ...says,
          ...made,
        }
      }),
    })
    await lookAtAll(tx)
  })
}
