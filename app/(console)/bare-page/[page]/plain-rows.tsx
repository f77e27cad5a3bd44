'use client'

export type PlainRow = Readonly<Record<string, unknown>>

/** Every value of every row as text in a cell, and nothing else. */
export function PlainRows({ rows }: { rows: readonly PlainRow[] }) {
  return (
    <table>
      <tbody>
        {rows.map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows that never change
          <tr key={place}>
            {Object.entries(row).map(([name, value]) => (
              <td key={name}>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
