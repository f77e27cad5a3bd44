import { describe, expect, it } from 'vitest'
import { readSource } from '../read-source'

async function read(text: string): Promise<string[]> {
  async function* bytes() {
    yield Buffer.from(text)
  }
  const { records } = await readSource(bytes(), { observedAt: '2026-11-29T10:00:00.000Z' })
  const found: string[] = []
  for await (const record of records) {
    if (record.type === 'rejected') found.push(`${record.line}: ${record.reason}`)
    else if (record.type === 'installedKey') found.push(keyOf(record.observation))
    else if (record.type === 'observation' && record.observation.kind === 'license') {
      const { client, product, status } = record.observation
      found.push(`${client.name}, ${product.name}, ${product.partialKey}: ${status}`)
    }
  }
  return found
}

const keyOf = ({
  client,
  product,
}: {
  client: { name?: string }
  product: { name?: string; partialKey?: string }
}) => `${client.name}, ${product.name}: key ${product.partialKey}`

const NOT_LICENSED = /^\d+: it says "not licensed" and not which state/

describe('a list that people keep, with a column of yes and no', () => {
  it.each([
    ['Rechner;Produkt;Lizenziert;Letzte 5', 'Ja', 'Nein'],
    ['Ordinateur;Produit;Activé;5 derniers caractères', 'Oui', 'Non'],
    ['Equipo;Producto;Activado;Últimos 5', 'Sí', 'No'],
    ['Komputer;Produkt;Aktywowany;Ostatnie 5 znaków', 'tak', 'nie'],
    ['Bilgisayar;Ürün;Lisanslı;Son 5 karakter', 'Evet', 'Hayır'],
    ['компьютер;Продукт;Активирован;Последние 5 символов', 'Да', 'Нет'],
    ['コンピューター名;製品;ライセンス認証済み;下5桁', 'はい', 'いいえ'],
    ['电脑名称;产品;是否激活;后五位', '是', '否'],
    ['Computer;Product;Activated;Key ending', 'TRUE', 'FALSE'],
    ['Name;License;Activated;Key tail', 'x', 'no'],
    ['Computer;OS;Windows activated;Last 5', '✓', '✗'],
  ])('%s', async (header, yes, no) => {
    const row = (machine: string, cell: string) => `${machine};Windows 11 Enterprise;${cell};2YT43\n`
    const found = await read(`${header}\n${row('PC-51', yes)}${row('PC-52', no)}${row('PC-53', yes)}`)
    expect(found.toSorted()).toEqual([
      expect.stringMatching(NOT_LICENSED),
      'pc-51, Windows 11 Enterprise, 2YT43: licensed',
      'pc-52, Windows 11 Enterprise: key 2YT43',
      'pc-53, Windows 11 Enterprise, 2YT43: licensed',
    ])
  })

  it('says of a no without a key that it is no state, and records nothing', async () => {
    expect(await read('Host,Product,Licensed\nPC-54,Office LTSC 2021,No\n')).toEqual([
      expect.stringMatching(NOT_LICENSED),
    ])
  })

  it('records nothing of a yes for a product that is not named', async () => {
    expect(await read('Device,Activated\nPC-78,Yes\n')).toEqual([
      expect.stringMatching(/names no product of Windows or Office/),
    ])
  })

  it('takes a question mark for neither', async () => {
    expect(await read('Host,Product,Licensed,Last 5\nPC-79,Windows 11 Pro,?,2YT43\n')).toEqual([
      expect.stringMatching(/^2: LicenseStatus is neither/),
    ])
  })
})

describe('a list of licenses and the ends of their keys', () => {
  it.each([
    'Key tail',
    'Key ending',
    'Last 5',
    'Last five characters',
    'Product key (last 5)',
    'Schlüsselende',
  ])('gives installed keys and no state from "%s"', async (column) => {
    expect(
      await read(
        `Computer,License,${column}\nPC-61,Windows 11 Enterprise,2YT43\nPC-62,Office LTSC 2021,6F7TH\n`,
      ),
    ).toEqual(['pc-61, Windows 11 Enterprise: key 2YT43', 'pc-62, Office LTSC 2021: key 6F7TH'])
  })

  it('gives states where a column has them, whatever it is called', async () => {
    const rows = (of: (state: string) => string) =>
      ['Licensed', 'Notification'].map((state) => of(state)).join('\n')
    const wanted = ['licensed', 'notification'].map(
      (state) => `pc-61, Windows 11 Enterprise, 2YT43: ${state}`,
    )
    const bare = rows((state) => `PC-61,Windows 11 Enterprise,${state},2YT43`)
    expect(await read(`Host,License,Status,Key ending\n${bare}`)).toEqual(wanted)
    expect(await read(`Host,Product,License,Key ending\n${bare}`)).toEqual(wanted)
    expect(await read(`Host,OS,License,Key ending\n${bare}`)).toEqual(wanted)
  })

  it('takes a row of values for no header', async () => {
    const text =
      'Host,License,Status,Key ending\nPC-63,Activated,Licensed,2YT43\nPC-64,Windows 11 Pro,Licensed,2YT43\n'
    expect((await read(text)).at(-1)).toBe('pc-64, Windows 11 Pro, 2YT43: licensed')
  })
})
