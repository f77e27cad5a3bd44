import { type DataReader, mustBeAble } from '../permission'
import { onReadPool } from '../rows'

/** Where machines can be chosen from. */
export interface ExchangePlaces {
  /** DNS domains of known machines; '' stands for machines without one. */
  domains: { name: string; machines: number }[]
  /** Forests and domains registered under Networks. */
  units: { id: string; kind: string; name: string }[]
}

/** Throws NotPermitted without `exchange.read`. */
export async function loadExchangePlaces(reader: DataReader): Promise<ExchangePlaces> {
  mustBeAble(reader, 'exchange.read')
  const [domains, units] = await Promise.all([
    onReadPool.rows<{ name: string; machines: number }>(
      `SELECT domain AS name, sum(clients)::int AS machines FROM fleet_domain GROUP BY 1 ORDER BY 1 LIMIT 200`,
    ),
    onReadPool.rows<{ id: string; kind: string; name: string }>(
      `SELECT id, kind, name FROM directory_unit WHERE kind IN ('forest', 'domain') ORDER BY name LIMIT 200`,
    ),
  ])
  return { domains, units }
}
