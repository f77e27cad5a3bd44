import type { Tone } from '@/components/ui/badge'
import type { SourceState } from '@/lib/activation/sources/source-state'
import type { SourceKind } from '@/lib/data/sources/source-facts'

export const SOURCE_KIND_WORDS: Readonly<Record<SourceKind, string>> = {
  token: 'API token',
  folder: 'Watched folder',
  person: 'Imports by hand',
  directory: 'Directory read',
  discovery: 'DNS',
  sample: 'Sample',
}

export const SOURCE_STATE_WORDS: Readonly<Record<SourceState['state'], { word: string; tone: Tone }>> = {
  onTime: { word: 'On time', tone: 'ok' },
  late: { word: 'Late', tone: 'watch' },
  stale: { word: 'Stale', tone: 'bad' },
  learning: { word: 'New', tone: 'neutral' },
  neverHeard: { word: 'Nothing sent', tone: 'warn' },
  ended: { word: 'Ended', tone: 'silent' },
  byHand: { word: 'By hand', tone: 'neutral' },
}
