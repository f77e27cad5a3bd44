/** Imports run one way; see the layout in AGENTS.md. Tests, scripts and benchmarks stand outside and may reach in. */
const TEST = '\\.(test|testing|expected)\\.tsx?$|/fixtures/'

/** `from` may import from nothing in the project but itself and `to`. */
function layer(from, to) {
  const allowed = [from, ...to, 'generated/prisma', 'node_modules'].join('|')
  return {
    name: `${from.replaceAll('\\', '')}-imports`,
    comment: `${from} may import ${to.join(', ') || 'nothing but itself'}.`,
    severity: 'error',
    from: { path: `^${from}/`, pathNot: TEST },
    to: { pathNot: `^(${allowed})(/|$)`, dependencyTypesNot: ['core', 'npm', 'npm-dev'] },
  }
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Neither code nor types: files that point at each other can only be read together.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-tests-in-the-product',
      comment:
        'What tests need is named *.testing.ts or *.expected.ts; only tests, scripts and benchmarks import it.',
      severity: 'error',
      from: { path: '^(app|components|lib|prisma)/', pathNot: TEST },
      to: { path: `${TEST}|node_modules/(vitest|fast-check|@playwright)/` },
    },
    {
      name: 'activation-is-pure',
      comment: 'Rules import nothing but themselves: no packages, no Node.',
      severity: 'error',
      from: { path: '^lib/activation/', pathNot: TEST },
      to: { pathNot: '^lib/activation/' },
    },
    layer('lib/sources', ['lib/activation']),
    layer('lib/format', ['lib/activation']),
    layer('lib/data', ['lib/activation', 'lib/server', 'lib/format']),
    layer('lib/auth', ['lib/activation', 'lib/data', 'lib/server']),
    layer('lib/probes', ['lib/activation', 'lib/server']),
    layer('lib/channels', ['lib/activation', 'lib/format', 'lib/probes', 'lib/server']),
    layer('lib/jobs', ['lib/activation', 'lib/data', 'lib/server', 'lib/operations', 'lib/sources']),
    layer('lib/operations', [
      'lib/activation',
      'lib/auth',
      'lib/channels',
      'lib/data',
      'lib/format',
      'lib/jobs',
      'lib/probes',
      'lib/server',
      'lib/sources',
    ]),
    layer('lib/server', ['lib/activation', 'package.json']),
    layer('components', ['lib/activation', 'lib/format']),
    {
      name: 'database-in-one-place',
      comment: 'Prisma and pg are imported by lib/data; start-up runs the server itself.',
      severity: 'error',
      from: { pathNot: `^(lib/data|lib/server|prisma|scripts|bench|e2e|generated)/|${TEST}` },
      to: { path: 'node_modules/(pg|pg-copy-streams|@prisma/(client|adapter-pg))/' },
    },
    {
      name: 'generated-client-in-one-place',
      comment: 'No type of the generated Prisma client leaves lib/data: see docs/decisions/0016.',
      severity: 'error',
      from: { pathNot: '^(lib/data|generated)/' },
      to: { path: '^generated/prisma/' },
    },
    {
      name: 'charts-in-one-place',
      comment: 'Recharts is imported by components/charts only.',
      severity: 'error',
      from: { pathNot: '^components/charts/' },
      to: { path: 'node_modules/recharts/' },
    },
    {
      name: 'routes-import-no-pages',
      comment:
        'What a page and a route share stands in lib: app/api imports nothing from app/(console) or app/(auth).',
      severity: 'error',
      from: { path: '^app/api/' },
      to: { path: '^app/\\(' },
    },
    {
      name: 'nobody-imports-pages',
      comment: 'app is the top: nothing else imports from it.',
      severity: 'error',
      from: { pathNot: '^app/' },
      to: { path: '^app/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|generated' },
    exclude: { path: '^\\.next/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
