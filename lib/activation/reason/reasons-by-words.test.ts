import { describe, expect, it } from 'vitest'
import { REASON_ROWS, reasonRow } from './reason-codes'
import { MESSAGE_TEXTS } from './reason-tables/message-texts'
import { reasonsByWords } from './reasons-by-words'

const codes = (text: string) => reasonsByWords(text, REASON_ROWS).map(({ code }) => code)

describe('a message without its code', () => {
  it.each([
    [
      'No Key Management Service (KMS) could be contacted. Please see the Application Event Log',
      '0xC004F074',
    ],
    [
      'Hi, it says the count reported by your Key Management Service (KMS) is insufficient. Thanks, Ann',
      '0xC004F038',
    ],
    ['Der DNS-Name ist nicht vorhanden.', '0x8007232B'],
    ['Der RPC-Server ist nicht verfügbar.', '0x800706BA'],
    ['Le nom DNS n’existe pas.', '0x8007232B'],
    ['El servidor RPC no está disponible.', '0x800706BA'],
    ['No se pudo establecer contacto con ningún servicio de administración de claves (KMS).', '0xC004F074'],
    [
      'Der Softwarelizenzierungsdienst hat gemeldet, dass der Computer nicht aktiviert werden konnte. Die vom Schlüsselverwaltungsdienst (KMS) gemeldete Anzahl ist unzureichend.',
      '0xC004F038',
    ],
    ['Der Schlüsselverwaltungsdienst (KMS) ist nicht aktiviert.', '0xC004F039'],
    ['The Key Management Service (KMS) is not enabled.', '0xC004F039'],
    ['the Multiple Activation Key has exceeded its limit', '0xC004C020'],
    ['It tells me the KMS host’s count is too low, what now?', '0xC004F038'],
  ])('is recognised in "%s"', (text, code) => {
    expect(codes(text)).toEqual([code])
  })

  it.each([
    'Dear Anna, Windows is not activated.',
    'Windows konnte nicht aktiviert werden, der KMS steht in Berlin',
    'Our KMS works, but auditing is not enabled',
    'The printer on floor 3 is not available',
    'KMS',
    '',
  ])('is not seen in "%s"', (text) => {
    expect(codes(text)).toEqual([])
  })

  it('is of a code that the reason table has', () => {
    expect(MESSAGE_TEXTS.map(([code]) => code).filter((code) => reasonRow(code) === undefined)).toEqual([])
  })
})
