'use client'

import { Download } from 'lucide-react'
import { FORMAT_FACTS, REPAIR_FORMATS, type RepairFormat } from '@/lib/activation/discovery/repair-format'
import { Button } from '../ui/button'
import { classes } from '../ui/classes'
import { CopyButton } from '../ui/copy-button'

interface ScriptViewProps {
  script: string
  format: RepairFormat
  onFormat: (format: RepairFormat) => void
  tall?: true
}

/** A script in one of its formats, to copy or to download. */
export function ScriptView({ script, format, onFormat, tall }: ScriptViewProps) {
  const { fileName } = FORMAT_FACTS[format]
  return (
    <div className="grid gap-2 min-w-0">
      <div className="flex flex-wrap items-center justify-between gap-2">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these choose what is shown */}
        <div role="group" aria-label="Format" className="inline-flex rounded-md border bg-sunken p-0.5">
          {REPAIR_FORMATS.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === format}
              onClick={() => onFormat(one)}
              className={classes(
                'h-7 px-2.5 rounded-sm text-table',
                one === format ? 'bg-raised border font-medium' : 'text-ink-soft hover:text-ink',
              )}
            >
              {FORMAT_FACTS[one].short}
            </button>
          ))}
        </div>
        <div className="flex gap-1">
          <CopyButton text={script} label="Copy" withText />
          <Button icon={Download} onClick={() => save(fileName, script)}>
            Download
          </Button>
        </div>
      </div>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={FORMAT_FACTS[format].label}
        className={classes(
          'rounded-md border bg-sunken p-3 overflow-auto font-mono text-xs leading-5 min-w-0',
          tall ? 'max-h-[50vh]' : 'max-h-72',
        )}
      >
        <pre>{script}</pre>
      </section>
    </div>
  )
}

/** Hands a text to the browser as a file. */
function save(fileName: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = fileName
  link.click()
  URL.revokeObjectURL(link.href)
}
