import { siteOf } from '../diagnosis/site-of-name'
import { sayCount } from '../words/say-amounts'
import { sayDayNear } from '../words/say-date'

/** The machines that give one reason code, and what they have in common. */
export interface ReasonPeers {
  code: string
  machines: number
  /** absent where there are too many to look at each */
  names?: string[]
  /** all are in this DNS zone; '' for none */
  zone?: string | undefined
  /** when the first of them showed it */
  since?: string
}

/** '9 machines have this, all in berlin.corp.example, since 9 Nov.' now: milliseconds since 1970. */
export function peersSentence({ machines, names = [], zone, since }: ReasonPeers, now: number): string {
  if (machines === 0) return 'No machine in the record has this now.'
  const sites = new Set(names.map(siteOf))
  const [site] = sites
  const places = [
    zone && machines > 1 && `all in ${zone}`,
    sites.size === 1 && site !== undefined && machines > 1 && `all named ${site}-…`,
    since && `since ${sayDayNear(since, now)}`,
  ]
  const have = sayCount(machines, 'machine has this', 'machines have this')
  return `${[have, ...places.filter(Boolean)].join(', ')}.`
}
