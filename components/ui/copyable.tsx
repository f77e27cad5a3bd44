import { classes } from './classes'
import { CopyButton } from './copy-button'

/** A value in mono with a button that copies it. `shown` is how it is written when that differs. */
export function Copyable({ text, shown, label }: { text: string; shown?: string; label: string }) {
  return (
    <span className="flex items-start gap-1 -my-1">
      <span className={classes('font-mono py-1', shown ? 'break-words' : 'break-all')}>{shown ?? text}</span>
      <CopyButton text={text} label={label} />
    </span>
  )
}
