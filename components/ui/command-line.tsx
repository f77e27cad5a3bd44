import { CopyButton } from './copy-button'

/** A command to run, with a button that copies it. */
export function CommandLine({ command }: { command: string }) {
  return (
    <div className="flex items-center gap-2 min-w-0 rounded-md border bg-sunken pl-3 pr-1 h-9 max-w-[40rem]">
      <code
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long command scrolls, and must be reachable by keyboard
        tabIndex={0}
        className="font-mono text-table flex-1 min-w-0 overflow-x-auto whitespace-nowrap"
      >
        {command}
      </code>
      <CopyButton text={command} label="Copy command" />
    </div>
  )
}
