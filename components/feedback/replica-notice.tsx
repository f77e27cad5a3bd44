import { Notice } from './notice'

interface ReplicaNoticeProps {
  /** whether changes can be saved */
  isWritable: boolean
  /** age of what is read; null: not known */
  lagSeconds: number | null
}

/** So far behind a copy always is for a moment. */
const UNSAID_SECONDS = 5

/** On each page that is read from a copy of the database: that it is old, or that it is all there is. */
export function ReplicaNotice({ isWritable, lagSeconds }: ReplicaNoticeProps) {
  if (!isWritable) {
    return (
      <Notice title="Nothing can be saved now">
        The database that takes changes cannot be reached. What you see comes from its copy.
      </Notice>
    )
  }
  if (lagSeconds === null || lagSeconds <= UNSAID_SECONDS) return null
  return (
    <Notice title={`What you see is ${sayAge(lagSeconds)} old`}>
      It comes from a copy of the database that is behind. Changes are saved at once and show later.
    </Notice>
  )
}

function sayAge(seconds: number): string {
  const [count, unit] = seconds < 120 ? [seconds, 'second'] : [seconds / 60, 'minute']
  return `${Math.round(count)} ${unit}s`
}
