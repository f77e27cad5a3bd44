-- A person can be limited to sites: whoever has some sees their machines alone. An invitation and a group of a provider say it for
-- those who come by them.
ALTER TABLE "user" ADD COLUMN "site_ids" INTEGER[] NOT NULL DEFAULT '{}';
ALTER TABLE "setup_link" ADD COLUMN "site_ids" INTEGER[] NOT NULL DEFAULT '{}';
ALTER TABLE "sign_in_group" ADD COLUMN "site_ids" INTEGER[] NOT NULL DEFAULT '{}';

-- Whoever changes everything sees everything.
ALTER TABLE "user" ADD CONSTRAINT "user_admins_see_all" CHECK ("role" <> 'licensingAdmin' OR "site_ids" = '{}');
