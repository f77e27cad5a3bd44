import { join } from 'node:path'
import { z } from 'zod'
import type { Count, Stage } from './stage'

const SOURCE_FOLDERS = ['app', 'components', 'lib', 'prisma', 'scripts', 'bench', 'e2e'] as const

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

/** A file that could not even be loaded has no tests to fail; it counts as one. */
function countVitest(report: unknown): Count {
  const { numPassedTests, numFailedTests, testResults } = vitestReport.parse(report)
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return { passed: numPassedTests, failed: numFailedTests + broken.length }
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
})

function countPlaywright(report: unknown): Count {
  const { stats, errors } = playwrightReport.parse(report)
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length }
}

/** All stages in the order in which they run. Reports go to `folder`. */
export function stages(folder: string): Stage[] {
  const vitest = (project: string): Stage => {
    const file = join(folder, `${project}.json`)
    const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
    return {
      name: `${project} tests`,
      command: ['vitest', 'run', '--project', project, ...reporters],
      report: { file, count: countVitest },
    }
  }
  return [
    { name: 'format', command: ['biome', 'format', '.'] },
    { name: 'lint', command: ['biome', 'lint', '--error-on-warnings', '.'] },
    { name: 'files', command: ['scripts/check-files.ts'] },
    { name: 'wording', command: ['scripts/check-wording.ts'] },
    { name: 'lock', command: ['scripts/check-lock.ts'] },
    { name: 'route types', command: ['next', 'typegen'] },
    { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
    { name: 'dead code', command: ['knip', '--no-config-hints'] },
    {
      name: 'import direction',
      command: ['depcruise', '--config', '.dependency-cruiser.cjs', ...SOURCE_FOLDERS],
    },
    vitest('unit'),
    vitest('db'),
    { name: 'build', command: ['scripts/build.ts'] },
    { ...vitest('start'), needs: 'build' },
    {
      name: 'browser tests',
      needs: 'build',
      command: ['playwright', 'test'],
      report: { variable: 'E2E_REPORT', file: join(folder, 'browser.json'), count: countPlaywright },
    },
  ]
}
