-- Where people sign in through providers, passwords and passkeys of this console can be switched off for all but accounts for
-- emergencies.
ALTER TABLE "access_rules" ADD COLUMN "passwords_off" BOOLEAN NOT NULL DEFAULT false;
