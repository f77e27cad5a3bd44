import { Notice } from '@/components/feedback/notice'
import { formatCountOf } from '@/lib/format/counts'
import { decodeListFile } from './decode-list-file'
import { Field } from './field'
import { Input, Textarea } from './input'

/** A list that is pasted or comes from a file. */
export interface GivenList {
  text: string
  fileName?: string
}

interface ListFieldsProps {
  list: GivenList
  onChange: (list: GivenList) => void
  fileHint: string
  fileProblem?: string | undefined
  /** whether a file is taken; any is where absent */
  takes?: (file: File) => boolean
  /** what the columns are called */
  hint: string
  example: string
  rows: number
}

/** Where a list is pasted, or taken from a file into the same box. */
export function ListFields({ list, onChange, takes, ...words }: ListFieldsProps) {
  const take = async (file: File | undefined) => {
    if (!file || takes?.(file) === false) return
    onChange({ text: decodeListFile(await file.arrayBuffer()), fileName: file.name })
  }
  return (
    <>
      <Field label="File" optional hint={words.fileHint} error={words.fileProblem}>
        <Input
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          className="h-auto py-1"
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </Field>
      <Field label="List" hint={words.hint}>
        <Textarea
          name="text"
          value={list.text}
          onChange={(event) => onChange({ ...list, text: event.target.value })}
          mono
          rows={words.rows}
          spellCheck={false}
          placeholder={words.example}
        />
      </Field>
    </>
  )
}

interface RejectedLinesProps {
  /** all of them; those that are shown may be fewer */
  count: number
  lines: readonly { line: number; reason: string; excerpt: string }[]
}

/** Lines of a list that cannot be used, each with its reason. */
export function RejectedLines({ count, lines }: RejectedLinesProps) {
  if (count === 0) return null
  return (
    <Notice tone="watch" title={`${formatCountOf(count, 'line')} cannot be used`}>
      <ul className="grid gap-1 max-h-48 overflow-y-auto">
        {lines.map(({ line, reason, excerpt }) => (
          <li key={`${line} ${reason}`}>
            Line {line}: {reason} <span className="font-mono text-table text-ink-soft">{excerpt}</span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
