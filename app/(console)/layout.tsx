import { cookies } from 'next/headers'
import { type ReactNode, Suspense } from 'react'
import { signOut } from '@/app/(auth)/sign-out'
import type { Act } from '@/components/command-palette/acts'
import { OwnActionsProvider } from '@/components/data-table/own-actions'
import { ReplicaNotice } from '@/components/feedback/replica-notice'
import { RAIL_COOKIE } from '@/components/layout/choice-cookies'
import { Here } from '@/components/layout/here'
import { KeepChoices } from '@/components/layout/keep-choices'
import { Logo } from '@/components/layout/logo'
import type { Place } from '@/components/layout/navigation'
import { Shell } from '@/components/layout/shell'
import { parseDayForm } from '@/lib/activation/words/day-form'
import { type Actor, currentActor, currentSession } from '@/lib/auth/actor'
import { ROLE_LABELS } from '@/lib/auth/permissions'
import { countNeedsSomeone } from '@/lib/data/alerts/needs-someone'
import { loadSiteNames } from '@/lib/data/belonging/within'
import { loadFailingChannels } from '@/lib/data/channels/channels-page'
import type { Permission } from '@/lib/data/permission'
import { hasReplica, replicaState } from '@/lib/data/replica'
import { loadSavedViews } from '@/lib/data/views/saved-views'
import { parseTheme, THEME_COOKIE } from '@/lib/format/own-choices'
import { chooseAction } from './account/actions'
import { ChannelNotice } from './settings/notifications/channel-notice'
import { rememberLookAction, saveViewAction } from './settings/views/actions'

const PERMISSION_OF_PLACE: Readonly<Record<Place, Permission>> = {
  overview: 'machine.read',
  clients: 'machine.read',
  licenses: 'machine.read',
  desk: 'machine.read',
  kmsHosts: 'kmsHost.read',
  keys: 'key.read',
  discovery: 'discovery.read',
  networks: 'discovery.read',
  imports: 'import.read',
  sources: 'import.read',
  reports: 'machine.read',
  plan: 'plan.read',
  reference: 'reference.read',
  alerts: 'alert.read',
  audit: 'audit.read',
  people: 'user.read',
  tokens: 'token.read',
  sites: 'fleet.change',
  notifications: 'channel.read',
}

const PERMISSION_OF_ACT: Readonly<Record<Act, Permission>> = {
  registerHost: 'kmsHost.change',
  import: 'import.create',
  addKeys: 'key.change',
  invite: 'user.invite',
  exportClients: 'machine.export',
  exportLicenses: 'machine.export',
}

/** The frame. What it leaves out is a courtesy: every page and loader checks its permission itself. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [actor, jar] = await Promise.all([currentActor(), cookies()])
  if (actor.kind === 'nobody') return <WithoutFrame>{children}</WithoutFrame>
  const places = (Object.keys(PERMISSION_OF_PLACE) as Place[]).filter((place) =>
    actor.can(PERMISSION_OF_PLACE[place]),
  )
  const [person, views, alerts] = await Promise.all([
    currentSession(),
    loadSavedViews(actor),
    actor.can('alert.read') ? countNeedsSomeone(actor) : undefined,
  ])
  const acts = (Object.keys(PERMISSION_OF_ACT) as Act[]).filter((act) => actor.can(PERMISSION_OF_ACT[act]))
  return (
    <Shell
      places={places}
      acts={acts}
      views={views}
      person={{ name: actor.name, role: actor.role ? ROLE_LABELS[actor.role] : '', signOut }}
      alerts={alerts}
      theme={parseTheme(person?.theme ?? jar.get(THEME_COOKIE)?.value)}
      railStartsNarrow={jar.get(RAIL_COOKIE)?.value === 'narrow'}
    >
      {actor.sites && (
        <Suspense>
          <OnlySites ids={actor.sites} />
        </Suspense>
      )}
      {hasReplica() && (
        <Suspense>
          <Replica />
        </Suspense>
      )}
      {actor.can('channel.read') && (
        <Suspense>
          <FailingChannels actor={actor} />
        </Suspense>
      )}
      <OwnActionsProvider actions={{ saveView: saveViewAction, rememberLook: rememberLookAction }}>
        {children}
      </OwnActionsProvider>
      <KeepChoices
        theme={person?.theme ? parseTheme(person.theme) : null}
        timeZone={person?.timeZone ?? ''}
        dayForm={parseDayForm(person?.dayForm)}
        choose={chooseAction}
      />
      <Here />
    </Shell>
  )
}

/** Every number on the page leaves out the other machines, and says so here. */
async function OnlySites({ ids }: { ids: readonly number[] }) {
  return (
    <p className="pb-4 text-table text-ink-soft">
      You see the machines of <strong>{(await loadSiteNames(ids)).join(', ')}</strong>. Counts, lists and
      search leave out all others.
    </p>
  )
}

async function Replica() {
  const state = await replicaState().catch(() => undefined)
  return state && <ReplicaNotice {...state} />
}

/** A channel that fails cannot say so itself. */
async function FailingChannels({ actor }: { actor: Actor }) {
  const failing = await loadFailingChannels(actor).catch(() => [])
  return failing.length > 0 && <ChannelNotice channels={failing} />
}

/** For whoever is not signed in: pages send them to sign in, and an unknown address says that it is one. */
function WithoutFrame({ children }: { children: ReactNode }) {
  return (
    <main className="grid justify-items-center pt-16">
      <Logo className="text-accent" />
      {children}
    </main>
  )
}
