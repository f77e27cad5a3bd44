'use client'

import { Eye, Truck } from 'lucide-react'
import { Notice } from '@/components/feedback/notice'
import { FormDialog } from '@/components/form/form-dialog'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { KeyRelease } from '@/lib/data/keys/key-releases'
import { paths } from '@/lib/format/paths'
import { answerReleaseAction, askForKeyAction, askForPackageAction } from './actions'

/** Where the rules need two persons: asks another one to release the key. */
export function AskForKey(props: { id: string; label: string; disabledReason: string | undefined }) {
  const { id, label, disabledReason } = props
  return (
    <FormDialog
      title={`Ask for the full key of ${label}`}
      description="Another licensing admin sees this on the Keys page and releases it or not, within 24 hours. After that you have 30 minutes to reveal it. Asking and answering go to the audit log."
      confirmLabel="Ask for the key"
      trigger={<Button icon={Eye}>Ask for the key</Button>}
      disabledReason={disabledReason}
      action={askForKeyAction}
      input={({ text }) => ({ keyId: id, reason: text('reason') })}
    >
      <ReasonField />
    </FormDialog>
  )
}

/** The same for a package to be taken out. */
export function AskForPackage({ number }: { number: number }) {
  return (
    <FormDialog
      title={`Ask to take package ${number} out`}
      description="Another licensing admin sees this here and on the Keys page and releases it or not, within 24 hours. After that you have 30 minutes to download the file and record the handover. Asking and answering go to the audit log."
      confirmLabel="Ask to take it out"
      trigger={
        <Button look="primary" icon={Truck}>
          Ask to take it out
        </Button>
      }
      action={askForPackageAction}
      input={({ text }) => ({ number, reason: text('reason') })}
    >
      <ReasonField />
    </FormDialog>
  )
}

/** Who asks for which key or package and why, with the answer for everybody but them. */
export function KeyReleases({ releases, ownId }: { releases: readonly KeyRelease[]; ownId: string | null }) {
  if (releases.length === 0) return null
  return (
    <div className="grid gap-2">
      {releases.map((release) => (
        <Notice
          key={release.id}
          tone="watch"
          title={
            <>
              {release.askedById === ownId ? 'You asked' : `${release.askedBy} asks`}{' '}
              <What release={release} />
            </>
          }
          actions={
            release.granted === null &&
            release.askedById !== ownId && (
              <>
                <Answer release={release} granted />
                <Answer release={release} granted={false} />
              </>
            )
          }
        >
          <p>
            “{release.reason}” Asked <Time at={release.askedAt} />.{' '}
            {release.granted ? (
              <>
                {release.releasedBy} released it; that ends <Time at={release.endsAt} />.
              </>
            ) : (
              <>
                Runs out <Time at={release.endsAt} />.
              </>
            )}
          </p>
        </Notice>
      ))}
    </div>
  )
}

function What({ release: { packageNumber: number, keyId, label, lastFive } }: { release: KeyRelease }) {
  if (number === null) {
    return (
      <>
        for the full key of{' '}
        <Link href={paths.key(keyId)} className="link">
          {label} …-{lastFive}
        </Link>
      </>
    )
  }
  return (
    <>
      to take out{' '}
      <Link href={paths.exchange(number)} className="link">
        package {number}
      </Link>{' '}
      with {label} …-{lastFive}
    </>
  )
}

function Answer({ release, granted }: { release: KeyRelease; granted: boolean }) {
  const { id, askedBy, label, packageNumber: number } = release
  const what = number === null ? 'the key' : `package ${number}`
  const use =
    number === null
      ? `can reveal the full key of ${label} once`
      : `can download the file and record the handover of package ${number}`
  return (
    <FormDialog
      title={granted ? `Release ${what} to ${askedBy}?` : `Refuse ${askedBy} ${what}?`}
      description={
        granted ? `${askedBy} ${use}, within 30 minutes.` : `${askedBy} cannot have it, and may ask again.`
      }
      confirmLabel={granted ? 'Release' : 'Refuse'}
      trigger={<Button size="small">{granted ? 'Release' : 'Refuse'}</Button>}
      action={answerReleaseAction}
      input={() => ({ releaseId: id, granted })}
    />
  )
}
