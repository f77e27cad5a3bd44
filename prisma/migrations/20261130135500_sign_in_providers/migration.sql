-- People sign in through the directory they are in: an OpenID Connect provider or LDAP, whose groups say which role they have.

CREATE TABLE "sign_in_provider" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL DEFAULT false,
    "domains" TEXT[],
    "issuer" TEXT,
    "client_id" TEXT,
    "sealed_secret" TEXT,
    "scopes" TEXT,
    "group_claim" TEXT,
    "directory_id" UUID,
    "last_test" JSONB,
    "checked_at" TIMESTAMPTZ(3),
    "check_problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "sign_in_provider_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "sign_in_provider_kind" CHECK (
        "kind" = 'oidc' AND num_nulls("issuer", "client_id", "sealed_secret", "scopes", "group_claim") = 0 AND "directory_id" IS NULL
     OR "kind" = 'directory' AND num_nonnulls("issuer", "client_id", "sealed_secret", "scopes", "group_claim") = 0 AND "directory_id" IS NOT NULL)
);

CREATE UNIQUE INDEX "sign_in_provider_name_key" ON "sign_in_provider"("name");
CREATE UNIQUE INDEX "sign_in_provider_directory_id_key" ON "sign_in_provider"("directory_id");
ALTER TABLE "sign_in_provider" ADD CONSTRAINT "sign_in_provider_directory_id_fkey" FOREIGN KEY ("directory_id") REFERENCES "directory_source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "sign_in_group" (
    "provider_id" UUID NOT NULL,
    "group" TEXT NOT NULL,
    "role" "role" NOT NULL,

    CONSTRAINT "sign_in_group_pkey" PRIMARY KEY ("provider_id", "group")
);

ALTER TABLE "sign_in_group" ADD CONSTRAINT "sign_in_group_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "sign_in_provider"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A person is known to a provider by what it calls them, once.
CREATE UNIQUE INDEX "account_provider_id_account_id_key" ON "account"("provider_id", "account_id");

-- Removing a provider ends the sessions that began with it.
ALTER TABLE "session" ADD COLUMN "provider_id" UUID;
ALTER TABLE "session" ADD CONSTRAINT "session_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "sign_in_provider"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "user" ADD COLUMN "is_emergency" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "user" ADD COLUMN "link_until" TIMESTAMPTZ(3);
