-- Taking an offline package out can need two persons, as revealing a whole key does.
ALTER TABLE "key_release" ALTER COLUMN "key_id" DROP NOT NULL;
ALTER TABLE "key_release" ADD COLUMN "package_number" INTEGER;
ALTER TABLE "key_release" ADD CONSTRAINT "key_release_of_one" CHECK (num_nonnulls("key_id", "package_number") = 1);
ALTER TABLE "key_release" ADD CONSTRAINT "key_release_package_number_fkey"
    FOREIGN KEY ("package_number") REFERENCES "exchange_package"("number") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "key_release_package_number_asked_by_id_idx" ON "key_release"("package_number", "asked_by_id");
