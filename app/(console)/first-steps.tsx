import type { FirstStep } from '@/components/overview/first-steps'
import type { Actor } from '@/lib/auth/actor'
import { paths } from '@/lib/format/paths'

interface Done {
  imports: number
  hosts: number
  keys: number
  people: number
}

/** The steps of an empty console, as far as this person may take them. */
export function firstSteps(done: Done, actor: Actor): FirstStep[] {
  const steps: FirstStep[] = []
  if (actor.can('import.create')) steps.push(importClients(done), importHost(done))
  if (actor.can('key.change')) steps.push(addKey(done))
  if (actor.can('user.invite')) steps.push(invite(done))
  return steps
}

function importClients({ imports }: Done): FirstStep {
  return {
    title: 'Import a file from a machine',
    why: (
      <>
        Drop the output of <Command>slmgr.vbs /dlv</Command>, <Command>ospp.vbs /dstatus</Command>,{' '}
        <Command>Get-CimInstance SoftwareLicensingProduct</Command> or a VAMT list. The format is recognised,
        and nothing is recorded before you have seen the preview.
      </>
    ),
    done: imports > 0,
    href: paths.imports(),
    action: 'Import a file',
  }
}

function importHost({ hosts }: Done): FirstStep {
  return {
    title: 'Let a KMS host speak',
    why: (
      <>
        Its Key Management Service log names every client that ever asked:{' '}
        <Command>wevtutil qe &quot;Key Management Service&quot; /f:xml &gt; kms.xml</Command>. One file fills
        the clients list.
      </>
    ),
    done: hosts > 0,
    href: paths.imports(),
    action: 'Import a log',
  }
}

function addKey({ keys }: Done): FirstStep {
  return {
    title: 'Add a key',
    why: 'A MAK or a KMS host key, whole or by its last five: the console then says which machines use it and what is left of it. Whole keys are stored encrypted.',
    done: keys > 0,
    href: paths.keys(),
    action: 'Add keys',
  }
}

function invite({ people }: Done): FirstStep {
  return {
    title: 'Invite a colleague',
    why: 'Managers read the fleet and its trend; helpdesk looks up one machine. Each signs in with a link that works once.',
    done: people > 1,
    href: paths.people(),
    action: 'Invite',
  }
}

function Command({ children }: { children: React.ReactNode }) {
  return <code className="font-mono text-table break-words">{children}</code>
}
