import { TAKE_BACK_SAMPLE } from './mak/take-back-sample'
import { RECORD_LOCK } from './transaction'

const SAMPLE_NAMES = `SELECT n.id FROM client_name n JOIN client c ON c.id = n.client_id WHERE c.is_sample
   UNION ALL SELECT n.id FROM client_name n JOIN forgotten_client f ON f.id = n.forgotten_id WHERE f.is_sample`

/**
 * Removes what belongs to sample machines, hosts and imports. `execute` runs one statement in the caller's
 * transaction and returns the number of rows; roll-ups follow by their triggers.
 */
export async function removeSample(
  execute: (sql: string) => Promise<number>,
): Promise<{ clients: number; hosts: number; events: number; imports: number }> {
  await execute(`SELECT pg_advisory_xact_lock(${RECORD_LOCK})`)
  await execute(
    `DELETE FROM belonging_word WHERE name IN (SELECT n.name FROM client_name n WHERE n.id IN (${SAMPLE_NAMES}))`,
  )
  const rules = await execute(`DELETE FROM belonging_rule WHERE is_sample`)
  if (rules > 0) await execute(`UPDATE belonging_state SET next_id = 0`)
  // Two statements, each by its index: an OR of both would read the whole history.
  const ofMachines = await execute(`DELETE FROM activation_event WHERE name_id IN (${SAMPLE_NAMES})`)
  const ofHosts = await execute(
    `DELETE FROM activation_event WHERE name_id IS NULL AND host_id IN (SELECT id FROM kms_host WHERE is_sample)`,
  )
  await execute(`DELETE FROM license_change WHERE client_id IN (SELECT id FROM client WHERE is_sample)`)
  const clients = await execute(`DELETE FROM client WHERE is_sample`)
  await execute(`DELETE FROM forgotten_client WHERE is_sample`)
  // A sample host that a real machine has named since stays, with what is left of its history.
  const unused = `SELECT h.id FROM kms_host h WHERE h.is_sample AND NOT EXISTS (SELECT FROM activation_event e WHERE e.host_id = h.id)`
  await execute(`DELETE FROM host_day WHERE host_id IN (${unused})`)
  const hosts = await execute(`DELETE FROM kms_host WHERE id IN (${unused})`)
  await execute(`DELETE FROM installed_key WHERE is_sample`)
  await execute(`DELETE FROM dns_check WHERE is_sample`)
  await execute(`DELETE FROM dns_zone WHERE is_sample`)
  await execute(`DELETE FROM directory_source WHERE is_sample`)
  await execute(`DELETE FROM directory_unit WHERE is_sample AND kind <> 'forest'`)
  // A sample forest in which someone listed a domain of their own stays.
  await execute(
    `DELETE FROM directory_unit f WHERE is_sample AND NOT EXISTS (SELECT FROM directory_unit d WHERE d.forest_id = f.id)`,
  )
  await execute(`DELETE FROM kms_host_sighting WHERE is_sample`)
  await execute(`DELETE FROM kms_host_registration WHERE is_sample`)
  await execute(`DELETE FROM product_key WHERE is_sample`)
  for (const statement of TAKE_BACK_SAMPLE) await execute(statement)
  const imports = await execute(`DELETE FROM import WHERE is_sample`)
  return { clients, hosts, events: ofMachines + ofHosts, imports }
}
