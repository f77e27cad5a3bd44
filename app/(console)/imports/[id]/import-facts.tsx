'use client'

import { Card, Section } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { Time } from '@/components/ui/time'
import type { ImportView } from '@/lib/data/imports/imports'
import { formatBytes } from '@/lib/format/counts'

const ORIGIN_WORDS: Readonly<Record<string, string>> = {
  upload: 'on this page',
  paste: 'as pasted text',
  'command line': 'from the command line',
  sample: 'as part of the sample fleet',
}

/** What is known about the file itself. */
export function ImportFacts({ view, suggestion }: { view: ImportView; suggestion: string | null }) {
  return (
    <Section id="file" title="The file">
      <Card>
        <Facts>
          <Fact name="Format">{view.formatLabel ?? 'not known yet'}</Fact>
          {view.encoding && <Fact name="Encoding">{view.encoding}</Fact>}
          {view.origin !== 'sample' && <Fact name="Size">{formatBytes(view.sizeBytes)}</Fact>}
          {view.hostName && (
            <Fact name="Machine">
              <span className="font-mono">{view.hostName}</span>
              {view.hostName === suggestion && <span className="text-ink-soft"> (from the file name)</span>}
              {!view.needsHostName && view.status !== 'receiving' && view.status !== 'reading' && (
                <span className="text-ink-soft"> (not needed: the text names its machines)</span>
              )}
            </Fact>
          )}
          {view.observedAt && (
            <Fact name="Taken at">
              <Time at={view.observedAt} as="dateTime" />
            </Fact>
          )}
          <Fact name="Brought in">
            <Time at={view.createdAt} /> by {view.createdBy}, {ORIGIN_WORDS[view.origin] ?? view.origin}
          </Fact>
          {view.finishedAt && (
            <Fact name="Ended">
              <Time at={view.finishedAt} />
            </Fact>
          )}
        </Facts>
      </Card>
    </Section>
  )
}
