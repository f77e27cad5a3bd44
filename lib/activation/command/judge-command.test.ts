import { describe, expect, it } from 'vitest'
import { sayCommand } from './command-sentence'
import { commandsIn } from './judge-command'

const inBrief = (text: string) =>
  commandsIn(text).map(({ of, fault }) => [of.name, fault].filter(Boolean).join(' '))

describe('commands in a text', () => {
  it.each([
    ['cscript //nologo C:\\Windows\\System32\\slmgr.vbs /upk', ['/upk withoutId']],
    ['slmgr /upk 3f1afc82-f8ac-4f6c-8005-1d233e606eee', ['/upk']],
    ['slmgr /upk && slmgr /ipk XXXXX-XXXXX-XXXXX-XXXXX-XXXXX', ['/upk withoutId', '/ipk']],
    ['slmgr.vbs /skms fd00:10::5', ['/skms bareIpv6']],
    ['slmgr.vbs /skms [fd00:10::5]:1688', ['/skms']],
    ['slmgr.vbs /skms kms01.corp.example:1688', ['/skms']],
    ['slmgr.vbs /skms 10.1.2.3:1688', ['/skms']],
    ['slmgr.vbs pc-17 CORP\\anna secret /ato', ['/ato']],
    ['slmgr -ato', ['/ato']],
    ['Run "C:\\Windows\\System32\\slmgr.vbs" /dlv, then slmgr /dlv all', ['/dlv']],
    ['slmgr /nonsense and /upk alone', []],
    ['slmgr '.repeat(20_000), []],
  ])('%.60s', (text, expected) => expect(inBrief(text)).toEqual(expected))

  it('are known for every generation of the script', () => {
    const all =
      '/ipk /upk /ato /dli /dlv /xpr /cpky /ilc /rilc /rearm /dti /atp /skms /ckms /sprt /sai /sri /sdns /cdns /spri /cpri ' +
      '/skhc /ckhc /lil /ril /ltc /fta /stao /ctao ' +
      '/ad-activation-online /ad-activation-get-iid /ad-activation-apply-cid /ao-list /del-ao /act-type /skms-domain ' +
      '/ckms-domain /rearm-app /rearm-sku'
    for (const name of all.split(' ')) {
      expect(commandsIn(`cscript slmgr.vbs ${name} x`).map(({ of }) => of.name)).toEqual([name])
    }
  })

  it('says of /ato that KMS needs no elevation, and of /upk what it takes with it', () => {
    const [ato, upk] = commandsIn('slmgr /ato\nslmgr /upk')
    expect(ato && sayCommand(ato)).toContain('Through KMS it needs no elevation')
    expect(upk && sayCommand(upk)).toContain('every Windows product')
  })
})
