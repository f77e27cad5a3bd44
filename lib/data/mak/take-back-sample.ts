/**
 * Takes back, in the ledgers of keys of one's own, what machines of the sample fleet had used: those machines
 * never were. Two statements, in this order, while the sample's imports are still there.
 */
export const TAKE_BACK_SAMPLE: readonly string[] = [
  'SELECT key_id FROM mak_account ORDER BY key_id FOR UPDATE',
  `INSERT INTO mak_entry (key_id, no, kind, change, at, recorded_at, machine, source, reason, actor_name, takes_back,
                          idempotency_key, balance_after)
   SELECT e.key_id, a.entries + row_number() OVER w, 'correction', -e.change, e.at, now(), e.machine, 'observation',
          'The sample fleet was removed.', 'Activation Console', e.no, 'back:' || e.no, a.balance - sum(e.change) OVER w
     FROM mak_entry e JOIN mak_account a ON a.key_id = e.key_id JOIN product_key k ON k.id = e.key_id AND NOT k.is_sample
    WHERE e.import_id IN (SELECT id FROM import WHERE is_sample) AND e.kind IN ('activation', 'reactivation', 'reapplied')
      AND NOT EXISTS (SELECT FROM mak_entry t WHERE t.takes_back = e.no AND t.key_id = e.key_id)
   WINDOW w AS (PARTITION BY e.key_id ORDER BY e.no)`,
]
