-- Entries of the audit log that are older than a policy says go, the oldest first, once an entry in the chain says where it now
-- begins (lib/data/audit-chain/retain.ts).
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('audit.cutting', true) = 'yes' THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND current_setting('audit.erasing', true) = 'yes'
    AND (NEW.id, NEW.at, NEW.actor_id, NEW.action, NEW.subject_type, NEW.subject_id, NEW.request_id)
      IS NOT DISTINCT FROM (OLD.id, OLD.at, OLD.actor_id, OLD.action, OLD.subject_type, OLD.subject_id, OLD.request_id)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'audit entries are never changed or removed';
END $$;
