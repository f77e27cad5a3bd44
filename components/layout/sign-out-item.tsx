'use client'

import { LogOut } from 'lucide-react'
import { useSend } from '../form/use-send'
import { MenuItem } from '../ui/menu'
import { leaveBy } from './leaving'

/** Ends the session and goes to the sign-in page; a form with typed text is asked first. */
export function SignOutItem({ signOut }: { signOut: () => Promise<never> }) {
  const { send } = useSend(signOut, { failed: 'You are still signed in' })
  return (
    <MenuItem icon={LogOut} onSelect={() => leaveBy(() => void send({}))}>
      Sign out
    </MenuItem>
  )
}
