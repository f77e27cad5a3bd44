-- The sample shows what reading a directory brings: its directory is nobody's, is never asked, and goes with the sample.
ALTER TABLE "directory_source" ADD COLUMN "is_sample" BOOLEAN NOT NULL DEFAULT false;
