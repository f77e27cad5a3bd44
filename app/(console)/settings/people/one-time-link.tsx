'use client'

import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { formatDateTime } from '@/lib/format/dates'

export interface OneTimeLink {
  path: string
  expiresAt: Date
}

/** A link shown once, with the address under which the console was reached. */
export function OneTimeLinkDialog(props: {
  title: string
  link: OneTimeLink | undefined
  onClose: () => void
}) {
  const { title, link, onClose } = props
  return (
    <Dialog
      title={title}
      open={link !== undefined}
      onOpenChange={(open) => !open && onClose()}
      actions={
        <DialogClose>
          <Button look="primary">Done</Button>
        </DialogClose>
      }
    >
      {link && <OneTimeLinkField link={link} />}
    </Dialog>
  )
}

export function OneTimeLinkField({ link }: { link: OneTimeLink }) {
  const address = `${window.location.origin}${link.path}`
  return (
    <div className="grid gap-3">
      <p className="text-ink-soft">
        Give them this link yourself. It is not shown again, works once, and expires on{' '}
        {formatDateTime(new Date(link.expiresAt))}.
      </p>
      <div className="flex gap-2">
        <Input
          mono
          readOnly
          value={address}
          aria-label="One-time link"
          onFocus={(event) => event.target.select()}
        />
        <CopyButton text={address} label="Copy link" withText look="secondary" />
      </div>
    </div>
  )
}
