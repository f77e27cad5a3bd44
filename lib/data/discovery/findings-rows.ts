import type { Prisma } from '@/generated/prisma/client'
import type {
  DnsFindings,
  KnockFinding,
  TargetFinding,
  ZoneAnswer,
} from '@/lib/activation/discovery/dns-findings'
import { plain } from '../plain'

type Json = Prisma.InputJsonObject

/** The rows of one check. */
export function findingsToRows(checkId: string, { answers, targets, knocks }: DnsFindings) {
  return {
    answers: answers.map(({ zone, server, at, protocol, ms, aliases, ...result }) => {
      return { checkId, zone, server, at, protocol, ms, aliases, result: result as unknown as Json }
    }),
    targets: targets.map(({ host, at, server, aliases, name, ...result }) => {
      return { checkId, host, at, server, aliases, name, result: result as unknown as Json }
    }),
    knocks: knocks.map(({ address, port, at, knock }) => {
      return { checkId, address, port, at, result: knock as unknown as Json }
    }),
  }
}

interface FindingRows {
  answers: {
    zone: string
    server: string
    at: Date
    protocol: string
    ms: number
    aliases: string[]
    result: Prisma.JsonValue
  }[]
  targets: {
    host: string
    at: Date
    server: string
    aliases: string[]
    name: string
    result: Prisma.JsonValue
  }[]
  knocks: { address: string; port: number; at: Date; result: Prisma.JsonValue }[]
}

/** What findingsToRows wrote, read back. Only this file writes the results, so their shape is known. */
export function rowsToFindings({ answers, targets, knocks }: FindingRows): DnsFindings {
  return {
    answers: plain(answers).map(({ result, ...row }) => ({ ...row, ...(result as object) }) as ZoneAnswer),
    targets: plain(targets).map(({ result, ...row }) => ({ ...row, ...(result as object) }) as TargetFinding),
    knocks: plain(knocks).map(({ result, ...row }) => ({ ...row, knock: result }) as unknown as KnockFinding),
  }
}
