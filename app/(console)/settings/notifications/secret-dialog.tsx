'use client'

import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { nothing } from '@/components/ui/nothing'
import { paths } from '@/lib/format/paths'

interface SecretDialogProps {
  kind: string
  name: string
  /** absent: there is none to show */
  secret: string | undefined
  onClose: () => void
}

/** The signing secret of a webhook or the address of a feed, shown once. */
export function SecretDialog({ kind, name, secret, onClose }: SecretDialogProps) {
  return (
    <Dialog
      title={name}
      open={secret !== undefined}
      onOpenChange={(open) => !open && onClose()}
      actions={
        <DialogClose>
          <Button look="primary">Done</Button>
        </DialogClose>
      }
    >
      {secret === undefined ? nothing : <Shown kind={kind} secret={secret} />}
    </Dialog>
  )
}

function Shown({ kind, secret }: { kind: string; secret: string }) {
  const isFeed = kind === 'feed'
  const text = isFeed ? `${window.location.origin}${paths.api.feed(secret)}` : secret
  return (
    <div className="grid gap-3">
      <p className="text-ink-soft">
        {isFeed
          ? 'The address of the feed. Whoever has it reads the feed; it is not shown again.'
          : 'The secret that receivers check signatures with (Standard Webhooks). It is not shown again.'}
      </p>
      <div className="flex gap-2">
        <Input
          mono
          readOnly
          value={text}
          aria-label={isFeed ? 'Address' : 'Secret'}
          onFocus={(event) => event.target.select()}
        />
        <CopyButton text={text} label={isFeed ? 'Copy address' : 'Copy secret'} withText look="secondary" />
      </div>
    </div>
  )
}
