import { Section } from '@/components/ui/card'
import { CommandLine } from '@/components/ui/command-line'
import { KMS_PORT, LEGACY_KEY, MODERN_KEY } from '@/lib/activation/discovery/discovery'

/** How a machine is told the name. Empty name: not chosen yet. */
export function InTheBuild({ name, port }: { name: string; port: number }) {
  const shown = name || 'kms.corp.example'
  const address = port === KMS_PORT ? shown : `${shown}:${port}`
  const portLine = `reg add "${MODERN_KEY}" /v KeyManagementServicePort /t REG_SZ /d ${port} /f`
  return (
    <Section
      id="build"
      title="3. In the build"
      hint="A registered name is the only one a client asks: SRV records and the cached host no longer count for it."
    >
      <div className="grid gap-4 grid-cols-[minmax(0,1fr)]">
        <Step words="On a running machine, elevated:">
          <CommandLine command={`cscript %windir%\\system32\\slmgr.vbs /skms ${address}`} />
        </Step>
        <Step
          words={`In an image or an unattended setup: the registry value KeyManagementServiceName, for example as a RunSynchronousCommand of the specialize pass. Windows Vista and Server 2008 keep it under ${LEGACY_KEY}.`}
        >
          <CommandLine
            command={`reg add "${MODERN_KEY}" /v KeyManagementServiceName /t REG_SZ /d ${shown} /f`}
          />
          {port !== KMS_PORT && <CommandLine command={portLine} />}
        </Step>
        <Step words="Back to discovery by SRV records:">
          <CommandLine command="cscript %windir%\system32\slmgr.vbs /ckms" />
        </Step>
      </div>
    </Section>
  )
}

function Step({ words, children }: { words: string; children: React.ReactNode }) {
  return (
    <div className="grid gap-1.5 min-w-0">
      <p className="max-w-[72ch] break-words">{words}</p>
      {children}
    </div>
  )
}
