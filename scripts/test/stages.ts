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

const playwrightSuite = z.object({
  specs: z.array(
    z.object({ title: z.string(), file: z.string(), tests: z.array(z.object({ status: z.string() })) }),
  ),
  get suites() {
    return z.array(playwrightSuite).optional()
  },
})

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
  suites: z.array(playwrightSuite),
})

/** Counts Playwright's JSON report; a test that passed when tried again is named as unsteady. */
export function countPlaywright(report: unknown): Count {
  const { stats, errors, suites } = playwrightReport.parse(report)
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    unsteady: suites.flatMap(unsteadyTests),
  }
}

function unsteadyTests({ specs, suites = [] }: z.infer<typeof playwrightSuite>): string[] {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
  return [...own.map(({ file, title }) => `${file}: ${title}`), ...suites.flatMap(unsteadyTests)]
}

/** All stages in the order in which they start. Reports go to `folder`. */
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
    // The types read what the build takes away and writes anew; the short stages find room beside these two.
    { name: 'route types', command: ['next', 'typegen'] },
    { name: 'types', after: 'route types', command: ['tsc', '--noEmit', '-p', '.'] },
    { name: 'build', after: 'types', command: ['scripts/build.ts'] },
    { name: 'format', command: ['biome', 'format', '.'] },
    { name: 'lint', command: ['biome', 'lint', '--error-on-warnings', '.'] },
    { name: 'files', command: ['scripts/check-files.ts'] },
    { name: 'wording', command: ['scripts/check-wording.ts'] },
    { name: 'lock', command: ['scripts/check-lock.ts'] },
    { name: 'dead code', command: ['knip', '--no-config-hints'] },
    {
      name: 'import direction',
      command: ['depcruise', '--config', '.dependency-cruiser.cjs', ...SOURCE_FOLDERS],
    },
    // Beside the build, which leaves much of a core, and beside consoles that start, stop and wait.
    vitest('unit'),
    { ...vitest('start'), needs: 'build' },
    { ...vitest('db'), alone: true },
    {
      name: 'browser tests',
      needs: 'build',
      alone: true,
      command: ['playwright', 'test', ...(process.env.CI ? ['--retries=1'] : [])],
      report: { variable: 'E2E_REPORT', file: join(folder, 'browser.json'), count: countPlaywright },
    },
  ]
}
