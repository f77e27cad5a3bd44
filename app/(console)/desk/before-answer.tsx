import { Card } from '@/components/ui/card'

const ACCEPTED: readonly (readonly [what: string, answer: string])[] = [
  ['Output of slmgr.vbs or ospp.vbs', 'how each license stands, what to do next, and what the record says'],
  ['An error or a reason code', 'its meaning, its cause and its remedy'],
  ['Events of a client or a KMS host', 'who asked, what was answered, and what it means'],
  ['A machine name or a CMID', 'the machine in the record, or the machines that share it'],
  ['A whole mail', 'whatever of the above it holds'],
]

/** What can be pasted, before anything is. */
export function BeforeAnswer() {
  return (
    <Card className="grid gap-3">
      <h2 className="font-semibold">What can be pasted, and what comes back</h2>
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_1fr]">
        {ACCEPTED.map(([what, answer]) => (
          <div key={what} className="contents">
            <dt className="font-medium">{what}</dt>
            <dd className="text-ink-soft max-sm:mb-2">{answer}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
