'use client'

import { formatDate, formatDateTime, formatRelative, formatShortRelative } from '@/lib/format/dates'
import { useNow } from './now'

interface TimeProps {
  /** ISO 8601 or a Date. */
  at: string | Date
  /** relative: '2 days ago'; short: '2 d ago'; date: '3 Mar 2027'; dateTime: '3 Mar 2027, 14:05 UTC'. */
  as?: 'relative' | 'short' | 'date' | 'dateTime'
  /** One of hundreds in a list: no stop for the Tab key, or nobody would get through. */
  inList?: true
  className?: string
}

/** A moment: in words; the page's tooltip tells the absolute UTC and local time on hover and focus. */
export function Time({ at, as = 'relative', inList, className }: TimeProps) {
  const now = useNow()
  const moment = typeof at === 'string' ? new Date(at) : at
  const words = {
    relative: () => formatRelative(moment, now),
    short: () => formatShortRelative(moment, now),
    date: () => formatDate(moment),
    dateTime: () => formatDateTime(moment),
  }[as]()
  return (
    <time dateTime={moment.toISOString()} tabIndex={inList ? undefined : 0} className={className}>
      {words}
    </time>
  )
}
