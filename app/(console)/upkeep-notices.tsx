import { Notice } from '@/components/feedback/notice'
import { Time } from '@/components/ui/time'
import type { Upkeep } from '@/lib/data/upkeep'
import { formatCountOf } from '@/lib/format/counts'

/** A disk that fills is said so long before. */
const SAID_DAYS = 14
/** A night may fail; two in a row are worth a word. */
const BACKUP_LATE_MS = 50 * 3_600_000

/** What whoever keeps the console running should do soon: room on the disk, a backup that is missing. */
export function UpkeepNotices({ disk, backup, now = new Date() }: Upkeep & { now?: Date }) {
  const days = disk.fullInDays
  const isLate = backup && (!backup.takenAt || now.getTime() - Date.parse(backup.takenAt) > BACKUP_LATE_MS)
  return (
    <>
      {days !== null && days < SAID_DAYS && (
        <Notice tone="watch" title={`The disk of the database is full in about ${sayDays(days)}`}>
          {`${((disk.freeBytes ?? 0) / 1e9).toFixed(1)} GB are free, less every day. Make room, or keep less history.`}
        </Notice>
      )}
      {(isLate || backup?.problem) && (
        <Notice tone="watch" title={backup?.problem ? 'The last backup failed' : 'There is no recent backup'}>
          {backup?.problem}{' '}
          {backup?.takenAt ? (
            <>
              The newest one: <Time at={backup.takenAt} />.
            </>
          ) : (
            'There is none yet.'
          )}
        </Notice>
      )}
    </>
  )
}

function sayDays(days: number): string {
  const whole = Math.max(1, Math.floor(days))
  return formatCountOf(whole, 'day')
}
