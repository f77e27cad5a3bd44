import { Card } from '@/components/ui/card'
import { CommandLine } from '@/components/ui/command-line'

/** What gives each clone a CMID of its own, and keeps the next ones from sharing. */
export function Remedy() {
  return (
    <Card className="grid gap-4">
      <h2 className="font-semibold">What to do</h2>
      <div className="grid gap-4 lg:grid-cols-2 items-start">
        <Step title="On each clone: a new CMID, then restart. It uses one rearm, and on next asking it counts.">
          <CommandLine command="cscript //nologo %SystemRoot%\System32\slmgr.vbs /rearm" />
          <CommandLine command="shutdown /r /t 0" />
        </Step>
        <Step title="On Office clones: the same for Office, from its program folder.">
          <CommandLine command="cscript //nologo ospp.vbs /rearm" />
        </Step>
        <Step title="In the image: generalise it before it is captured, without SkipRearm.">
          <CommandLine command="%SystemRoot%\System32\Sysprep\sysprep.exe /generalize /oobe /shutdown" />
          <CommandLine command='reg query "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform" /v SkipRearm' />
        </Step>
        <p className="text-table text-ink-soft max-w-[60ch]">
          SkipRearm must be 0 or absent, in the registry and in the answer file (Security-SPP, SkipRearm):
          with 1 every machine of the image keeps its CMID. Tools that copy disks without generalising leave
          the same. The lists below follow each machine until it shows a CMID of its own.
        </p>
      </div>
    </Card>
  )
}

function Step({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="grid gap-2 min-w-0">
      <p className="text-table">{title}</p>
      {children}
    </div>
  )
}
