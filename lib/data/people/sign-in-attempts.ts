import { pool } from '../pool'
import { rowsOf } from '../rows'

export interface AttemptCount {
  /** with this one */
  attempts: number
  /** ISO 8601 UTC: when counting begins anew */
  endsAt: string
}

/** Counts one attempt and answers how many there are now. One statement: of attempts at once each gets its own number. */
export async function countSignInAttempt(
  counter: string,
  windowMinutes: number,
  now: Date,
): Promise<AttemptCount> {
  const [count] = await rowsOf<AttemptCount>(
    pool(),
    `
    INSERT INTO sign_in_attempt AS a (counter, attempts, ends_at)
    VALUES ($1, 1, $2::timestamptz + $3 * interval '1 minute')
    ON CONFLICT (counter) DO UPDATE SET
      attempts = CASE WHEN a.ends_at > $2 THEN a.attempts + 1 ELSE 1 END,
      ends_at = CASE WHEN a.ends_at > $2 THEN a.ends_at ELSE excluded.ends_at END
    RETURNING attempts, ends_at`,
    [counter, now, windowMinutes],
  )
  if (!count) throw new Error('An attempt to sign in was not counted.')
  return count
}

/**
 * Counts one attempt if fewer than `most` were let through and each after less than the window: as a directory counts wrong
 * passwords. Answers when the next may be made, or undefined when this one may.
 */
export async function countSpacedAttempt(
  counter: string,
  most: number,
  windowMinutes: number,
  now: Date,
): Promise<string | undefined> {
  const counted = await pool().query(
    `
    INSERT INTO sign_in_attempt AS a (counter, attempts, ends_at)
    VALUES ($1, 1, $2::timestamptz + $3 * interval '1 minute')
    ON CONFLICT (counter) DO UPDATE SET
      attempts = CASE WHEN a.ends_at > $2 THEN a.attempts + 1 ELSE 1 END, ends_at = excluded.ends_at
      WHERE a.ends_at <= $2 OR a.attempts < $4`,
    [counter, now, windowMinutes, most],
  )
  if (counted.rowCount === 1) return undefined
  const [held] = await rowsOf<{ endsAt: string }>(
    pool(),
    'SELECT ends_at FROM sign_in_attempt WHERE counter = $1',
    [counter],
  )
  return held?.endsAt ?? now.toISOString()
}

/** An attempt that turned out not to be a wrong password. */
export async function uncountSignInAttempt(counter: string): Promise<void> {
  await pool().query(
    'UPDATE sign_in_attempt SET attempts = attempts - 1 WHERE counter = $1 AND attempts > 0',
    [counter],
  )
}

/** Begins a counter anew, and removes what has run out for anyone and is not being counted at this moment. */
export async function forgetSignInAttempts(counter: string, now: Date): Promise<void> {
  await pool().query('DELETE FROM sign_in_attempt WHERE counter = $1', [counter])
  await pool().query(
    `DELETE FROM sign_in_attempt WHERE counter IN
       (SELECT counter FROM sign_in_attempt WHERE ends_at <= $1 FOR UPDATE SKIP LOCKED)`,
    [now],
  )
}
