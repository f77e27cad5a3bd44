-- Admins add KMS hosts of clouds to the reference: those of a private cloud or a hosting company are in no table of ours.
ALTER TABLE "reference_entry" DROP CONSTRAINT "reference_entry_kind";
ALTER TABLE "reference_entry" ADD CONSTRAINT "reference_entry_kind"
    CHECK ("kind" IN ('product', 'key', 'code', 'event', 'keyGroup', 'hostUpdate', 'cloudHost'));
