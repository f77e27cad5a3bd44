'use client'

import { Input } from '@/components/form/input'
import { CopyButton } from '@/components/ui/copy-button'

/** A new secret, shown once, with a call that uses it. */
export function SecretField({ token }: { token: string }) {
  const call = `curl -H "Authorization: Bearer ${token}" -H "Content-Type: application/x-ndjson" --data-binary @observations.jsonl ${window.location.origin}/api/v1/observations`
  return (
    <div className="grid gap-3">
      <p className="text-ink-soft">
        Copy it now: it is not shown again, and only its hash is kept. Store it where the program alone can
        read it.
      </p>
      <div className="flex gap-2">
        <Input mono readOnly value={token} aria-label="Token" onFocus={(event) => event.target.select()} />
        <CopyButton text={token} label="Copy token" withText look="secondary" />
      </div>
      <div>
        <CopyButton text={call} label="Copy a curl command" withText look="secondary" />
      </div>
    </div>
  )
}
