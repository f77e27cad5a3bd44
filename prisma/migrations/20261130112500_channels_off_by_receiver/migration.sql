-- A channel that its receiver switched off needs somebody; one that a person switched off does not.
ALTER TABLE "channel" ADD COLUMN "off_by_receiver" BOOLEAN NOT NULL DEFAULT false;
