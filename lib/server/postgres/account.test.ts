import { expect, it } from 'vitest'
import { parsePasswd } from './account'

it('reads names and ids, and skips lines that are no entries', () => {
  const text =
    'root:x:0:0:root:/root:/bin/sh\n# comment\nbroken:x:a:b\n\nnobody:x:65534:65533::/:/sbin/nologin\n'
  expect([...parsePasswd(text)]).toEqual([
    ['root', { uid: 0, gid: 0 }],
    ['nobody', { uid: 65534, gid: 65533 }],
  ])
})
