-- What a person chose for themselves goes with them to every browser: theme, how close rows stand, the page after signing in,
-- the time zone. What is null was not chosen.
CREATE TABLE "own_choice" (
    "user_id" TEXT NOT NULL,
    "theme" TEXT,
    "density" TEXT,
    "start_page" TEXT,
    "time_zone" TEXT,

    CONSTRAINT "own_choice_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "own_choice_theme_check" CHECK ("theme" IN ('system', 'light', 'dark')),
    CONSTRAINT "own_choice_density_check" CHECK ("density" IN ('compact', 'roomy'))
);
ALTER TABLE "own_choice" ADD CONSTRAINT "own_choice_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
