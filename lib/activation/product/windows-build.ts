/** Windows generations by build number. Builds are the base ones; updates add a revision behind a dot. */

interface Generations {
  /** First build of the pair. */
  from: number
  client: string
  /** Absent where no server of this build was released. */
  server?: string
}

const BY_BUILD: readonly Generations[] = [
  // Previews of the server after 2025 (29651 is public) are not Server 2025; client builds 26200 and 28000 are Windows 11.
  { from: 26_101, client: 'Windows 11' },
  { from: 26_040, client: 'Windows 11', server: 'Windows Server 2025' },
  { from: 22_000, client: 'Windows 11', server: 'Windows Server 2022' },
  { from: 20_348, client: 'Windows 11', server: 'Windows Server 2022' },
  { from: 18_362, client: 'Windows 10', server: 'Windows Server (SAC)' },
  { from: 17_763, client: 'Windows 10', server: 'Windows Server 2019' },
  { from: 16_299, client: 'Windows 10', server: 'Windows Server (SAC)' },
  { from: 14_393, client: 'Windows 10', server: 'Windows Server 2016' },
  { from: 10_240, client: 'Windows 10', server: 'Windows Server 2016' },
  { from: 9_600, client: 'Windows 8.1', server: 'Windows Server 2012 R2' },
  { from: 9_200, client: 'Windows 8', server: 'Windows Server 2012' },
  { from: 7_600, client: 'Windows 7', server: 'Windows Server 2008 R2' },
  { from: 6_000, client: 'Windows Vista', server: 'Windows Server 2008' },
]

/** The generation of a build, such as 26100; absent before Vista, and for a server newer than any released. */
export function generationOfBuild(build: number, family: 'client' | 'server'): string | undefined {
  return BY_BUILD.find((row) => build >= row.from)?.[family]
}

/** The build in a version such as '10.0.26100.3323'; absent when there is none. */
export function buildOfVersion(version: string | undefined): number | undefined {
  const build = /^\s*\d+\.\d+\.(\d{4,5})\b/.exec(version ?? '')?.[1]
  return build === undefined ? undefined : Number(build)
}
