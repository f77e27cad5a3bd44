'use client'

import { FormDialog } from '@/components/form/form-dialog'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import { muteAction, switchAction } from '../../actions'

/** A person's own choice. */
export function MuteForMe({ rule, isMuted }: { rule: string; isMuted: boolean }) {
  return (
    <FormDialog
      trigger={<Button>{isMuted ? 'Switch on for me' : 'Switch off for me'}</Button>}
      title={isMuted ? 'Switch this kind on for you?' : 'Switch this kind off for you?'}
      description={
        isMuted
          ? 'It is among your alerts again.'
          : 'It disappears from your list, your bell and your overview. Others go on seeing it.'
      }
      confirmLabel={isMuted ? 'Switch it on' : 'Switch it off'}
      action={muteAction}
      input={({ text }) => ({ rule, isMuted: !isMuted, reason: text('reason') })}
    >
      <ReasonField />
    </FormDialog>
  )
}

/** For everybody, with a reason. */
export function SwitchForAll({ rule, isOn }: { rule: string; isOn: boolean }) {
  return (
    <FormDialog
      trigger={<Button>{isOn ? 'Switch off for everybody' : 'Switch on for everybody'}</Button>}
      title={isOn ? 'Switch this kind off for everybody?' : 'Switch this kind on for everybody?'}
      description={
        isOn
          ? 'What is open of it is closed, and nothing of it opens any more.'
          : 'It is judged again from the next round on.'
      }
      confirmLabel={isOn ? 'Switch it off' : 'Switch it on'}
      action={switchAction}
      input={({ text }) => ({ rule, isOn: !isOn, reason: text('reason') })}
    >
      <ReasonField />
    </FormDialog>
  )
}
