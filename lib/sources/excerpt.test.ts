import { describe, expect, it } from 'vitest'
import { excerptOf } from './excerpt'

/** Shaped like a key, made of one repeated group. */
const KEY = Array(5).fill('BCD23').join('-')

describe('excerpts', () => {
  it('are at most 200 characters long', () => {
    expect(excerptOf('long '.repeat(1000))).toHaveLength(200)
    expect(excerptOf(' short ')).toBe('short')
  })

  it('never hold a product key, also one that starts just before the cut or is split by invisible characters', () => {
    expect(excerptOf(`Installed product key ${KEY} successfully.`)).not.toContain(KEY)
    expect(excerptOf(`${'x'.repeat(170)} ${KEY}`)).not.toContain('BCD23-BCD23')
    expect(excerptOf(KEY.replace('-', '-\u200b'))).not.toContain('BCD23-BCD23')
  })

  it('never hold the password of a remote slmgr command', () => {
    expect(excerptOf('C:\\>cscript slmgr.vbs ws-7 CORP\\admin S3cret! /dlv')).toBe(
      'C:\\>cscript slmgr.vbs ws-7 *** *** /dlv',
    )
  })

  it('never hold the password given to psexec or winrs', () => {
    expect(excerptOf('psexec \\\\ws-7 -u adm -p S3cret cscript slmgr.vbs /dli')).not.toContain('S3cret')
    expect(excerptOf('winrs -r:ws-7 -u:adm -p:S3cret slmgr /dli')).not.toContain('S3cret')
  })

  it('hold no control characters', () => {
    expect(excerptOf('a\u0000b\u001b[31mc\u009fd\te')).toBe('a b [31mc d e')
  })
})
