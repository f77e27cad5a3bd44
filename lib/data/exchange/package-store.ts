import type { Transaction } from '../audit'
import { plain } from '../plain'
import { onPrisma } from '../rows'
import { REQUEST_COLUMNS } from './exchange-requests'

/** Preparing packages waits in line: numbers have no gaps, and no machine is asked for twice. */
const PREPARE_LOCK = 4_711_031

/** Waits for other preparations; the next package's number. */
export async function nextPackageNumber(tx: Transaction): Promise<number> {
  const sql = onPrisma(tx)
  await sql.rows(`SELECT pg_advisory_xact_lock(${PREPARE_LOCK})::text AS held`)
  const [row] = await sql.rows<{ next: number }>(
    'SELECT coalesce(max(number), 0)::int + 1 AS next FROM exchange_package',
  )
  return row?.next ?? 1
}

/** A package and its requests, held until the transaction ends; undefined when there is none. */
export async function lockPackage(tx: Transaction, number: number) {
  const sql = onPrisma(tx)
  const [held] = await sql.rows('SELECT number FROM exchange_package WHERE number = $1 FOR UPDATE', [number])
  if (!held) return undefined
  return plain(
    await tx.exchangePackage.findUniqueOrThrow({
      where: { number },
      select: {
        number: true,
        method: true,
        keyId: true,
        lastFive: true,
        dueAt: true,
        carriedOutAt: true,
        cancelledAt: true,
        requests: { orderBy: { row: 'asc' }, select: REQUEST_COLUMNS },
      },
    }),
  )
}
export type LockedPackage = NonNullable<Awaited<ReturnType<typeof lockPackage>>>

/** Which other packages ask for these installation IDs. */
export async function otherPackagesOf(
  tx: Transaction,
  number: number,
  installationIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.exchangeRequest.findMany({
    where: { installationId: { in: [...installationIds] }, packageNumber: { not: number } },
    orderBy: { packageNumber: 'asc' },
    select: { installationId: true, packageNumber: true },
  })
  return new Map(rows.map(({ installationId, packageNumber }) => [installationId, packageNumber]))
}

export interface StoredAnswer {
  row: number
  confirmationId: string
  from: 'file' | 'typed'
}

/** Stores confirmation IDs of a package in one statement; a replaced one has to be applied again. */
export async function storeAnswers(
  tx: Transaction,
  number: number,
  answers: readonly StoredAnswer[],
  by: { name: string; at: Date },
): Promise<void> {
  await onPrisma(tx).rows(
    `UPDATE exchange_request r
        SET confirmation_id = a."confirmationId", answered_from = a."from", answered_at = $3::timestamptz,
            answered_by = $4, applied_at = NULL, applied_by = NULL
       FROM jsonb_to_recordset($2::jsonb) AS a(row int, "confirmationId" text, "from" text)
      WHERE r.package_number = $1 AND r.row = a.row`,
    [number, JSON.stringify(answers), by.at, by.name],
  )
}

/** Packages with requests whose reserved activation has not gone back although the due date has passed. */
export async function overduePackages(tx: Transaction, now: Date): Promise<number[]> {
  const rows = await onPrisma(tx).rows<{ number: number }>(
    `SELECT DISTINCT p.number FROM exchange_package p JOIN exchange_request r ON r.package_number = p.number
      WHERE p.due_at <= $1::timestamptz AND r.answered_at IS NULL AND r.cancelled_at IS NULL
        AND r.entry_key IS NOT NULL AND r.given_back_at IS NULL ORDER BY 1`,
    [now],
  )
  return rows.map(({ number }) => number)
}
