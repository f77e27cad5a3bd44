import { expect, test } from 'vitest'
import { type Lock, lockProblems } from './lock-problems'

const MANIFEST = { dependencies: { next: '16.4.6' }, devDependencies: { vitest: '4.1.12' } }

const COMPLETE: Lock = {
  packages: {
    '': MANIFEST,
    'node_modules/next': {
      integrity: 'sha512-1',
      dependencies: { postcss: '8.4.31' },
      optionalDependencies: { '@next/swc-win32-x64-msvc': '16.4.6' },
    },
    'node_modules/next/node_modules/postcss': { integrity: 'sha512-2', dependencies: { nanoid: '^3.3.6' } },
    'node_modules/nanoid': {
      integrity: 'sha512-3',
      resolved: 'https://registry.npmjs.org/nanoid/-/nanoid-3.3.11.tgz',
    },
    'node_modules/@next/swc-win32-x64-msvc': { integrity: 'sha512-4' },
    'node_modules/vitest': { integrity: 'sha512-5' },
    'node_modules/vitest/node_modules/tslib': { inBundle: true },
  },
}

function without(folder: string): Lock {
  const { [folder]: _, ...packages } = COMPLETE.packages
  return { packages }
}

function having(folder: string, entry: Lock['packages'][string]): Lock {
  return { packages: { ...COMPLETE.packages, [folder]: entry } }
}

test('a complete lock has no problems', () => {
  expect(lockProblems(COMPLETE, MANIFEST)).toEqual([])
})

test.each([
  [
    'the package of another platform is missing ("npm ci can only install packages when in sync")',
    without('node_modules/@next/swc-win32-x64-msvc'),
    'node_modules/next asks for @next/swc-win32-x64-msvc, which has no entry',
  ],
  [
    'what a nested package asks for is missing',
    without('node_modules/nanoid'),
    'node_modules/next/node_modules/postcss asks for nanoid, which has no entry',
  ],
  [
    'a package comes from the registry of one workplace',
    having('node_modules/nanoid', { integrity: 'sha512-3', resolved: 'https://mirror.example/nanoid.tgz' }),
    'node_modules/nanoid comes from https://mirror.example/nanoid.tgz',
  ],
  [
    'a package cannot be verified',
    having('node_modules/nanoid', {}),
    'node_modules/nanoid has no integrity hash',
  ],
])('%s', (_, lock, problem) => {
  expect(lockProblems(lock, MANIFEST)).toEqual([problem])
})

test('the lock belongs to another package.json', () => {
  const manifest = { dependencies: { next: '16.4.7' }, devDependencies: {} }
  expect(lockProblems(COMPLETE, manifest)).toEqual([
    'next: package.json says 16.4.7, the lock 16.4.6',
    'vitest: package.json says nothing, the lock 4.1.12',
  ])
})
