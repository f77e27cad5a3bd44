import type { DnsFindings } from '@/lib/activation/discovery/dns-findings'
import { rowsToFindings } from '../discovery/findings-rows'
import { type DataReader, mustBeAble } from '../permission'
import { plain } from '../plain'
import { readPrisma } from '../prisma'

export interface LastFindings {
  findings: DnsFindings
  /** When that check ended, ISO 8601 UTC. */
  at: string
}

/**
 * What the newest check that asked any of these zones found of them, of the hosts they name and of `hosts`; undefined
 * when none did.
 */
export async function loadLastFindings(
  reader: DataReader,
  zones: readonly string[],
  hosts: readonly string[],
): Promise<LastFindings | undefined> {
  mustBeAble(reader, 'discovery.read')
  const check = await readPrisma().dnsCheck.findFirst({
    where: { status: 'done', answers: { some: { zone: { in: [...zones] } } } },
    orderBy: { createdAt: 'desc' },
    select: {
      id: true,
      finishedAt: true,
      answers: { where: { zone: { in: [...zones] } }, omit: { checkId: true } },
    },
  })
  if (!check?.finishedAt) return undefined
  const { answers } = rowsToFindings({ answers: check.answers, targets: [], knocks: [] })
  const named = answers.flatMap((answer) => (answer.kind === 'srv' ? answer.records : []))
  const wanted = [...named.map(({ host }) => host), ...hosts]
  const targets = await readPrisma().dnsCheckTarget.findMany({
    where: { checkId: check.id, host: { in: wanted } },
    omit: { checkId: true },
  })
  const found = rowsToFindings({ answers: [], targets, knocks: [] }).targets
  const addresses = found.flatMap((target) => (target.kind === 'addresses' ? target.addresses : []))
  const knocks = await readPrisma().dnsCheckKnock.findMany({
    where: { checkId: check.id, address: { in: addresses } },
    omit: { checkId: true },
  })
  return {
    findings: rowsToFindings({ answers: check.answers, targets, knocks }),
    at: plain(check.finishedAt),
  }
}
